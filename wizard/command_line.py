"""Does what the arguments say: a command, the tour, or a window with options of its own.

The one place where anything that went wrong turns into words: never a traceback, which could
quote a secret.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from wizard.cli.display import has_display
from wizard.cli.exit_codes import ExitCode
from wizard.cli.parser import PROGRAM, UsageError, parse
from wizard.cli.problem_text import problem_text
from wizard.cli.request import (
    ListTroubles,
    OpenWindow,
    PlayTour,
    Request,
    ServePractice,
    ServiceCommand,
)
from wizard.cli.terminal import OutputLostError, Terminal
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.hardening import place_of, refuse_to_be_read
from wizard.resource_files import ResourceMissingError

_STOPPED = "\nStopped. What was sealed stays sealed; “key-wizard list” shows it."


def run(arguments: Sequence[str], *, is_process: bool) -> int:
    """Do what they say; give the exit status. `is_process`: nothing comes after it."""
    return _guarded(lambda terminal: _run(terminal, parse(arguments)), is_process=is_process)


def tell(error: BaseException, *, is_process: bool) -> int:
    """Say what ended the window; give the exit status."""

    def again(_terminal: Terminal) -> int:
        raise error

    return _guarded(again, is_process=is_process)


def _guarded(work: Callable[[Terminal], int], *, is_process: bool) -> int:
    terminal = Terminal.of_process()
    try:
        code = _worded(terminal, work)
        terminal.flush()
    except BrokenPipeError:
        _leave_the_pipe()
        return ExitCode.READER_GONE
    except OutputLostError:  # a full disk behind standard output, for instance
        _leave_the_pipe()
        terminal.complain("The answer could not be written. Is the disk full?")
        return ExitCode.OUTPUT_LOST
    if code == ExitCode.INTERRUPTED and is_process:
        # Checks under way would keep the process for seconds; whatever they find is not wanted,
        # and what is on the disk is whole at any moment.
        os._exit(code)
    return code


def _worded(terminal: Terminal, work: Callable[[Terminal], int]) -> int:
    try:
        return work(terminal)
    except SystemExit as end:  # after --help and --version
        return end.code if isinstance(end.code, int) else ExitCode.OUR_FAULT
    except UsageError as error:
        terminal.complain(f"{error}\nSee “{PROGRAM} --help”.")
        return ExitCode.USAGE
    except KeyboardInterrupt:
        terminal.complain(_STOPPED)
        return ExitCode.INTERRUPTED
    except (BrokenPipeError, OutputLostError):
        raise  # nobody is there to be told
    except Exception as error:  # noqa: BLE001 (the boundary: whatever it is, no traceback)
        return _told(terminal, _problem_of(error))


def _run(terminal: Terminal, request: Request) -> int:
    if not isinstance(request.command, OpenWindow):
        refuse_to_be_read()  # the window does so as soon as the desktop's portal knows it
    match request.command:
        case OpenWindow(practice):
            return _open_window(terminal, request, practice=practice)
        case PlayTour(out, language):
            if not has_display(os.environ):
                os.environ["QT_QPA_PLATFORM"] = "offscreen"
            from wizard.wiring import run_tour

            return run_tour(out, language)
        case ServePractice():
            from wizard.cli.practice import serve_practice

            return serve_practice(terminal, request.command)
        case ListTroubles():
            from wizard.cli.practice import list_troubles

            return list_troubles(terminal, request.command)
        case _:
            return _run_command(terminal, request, request.command)


def _run_command(terminal: Terminal, request: Request, command: ServiceCommand) -> int:
    from wizard.cli.run import run
    from wizard.cli.session import Session
    from wizard.wiring import ChoiceRefusedError, Choices, build_service, utc_now

    options = request.options
    choices = Choices(
        data_dir=options.data_dir,
        exchange_url=options.exchange_url,
        venue=options.venue,
        unattended=not terminal.is_interactive,
    )
    try:
        service = build_service(choices)
    except ChoiceRefusedError as error:
        raise UsageError(str(error)) from None
    files = (options.passphrase_file, options.recovery_code_file)
    try:
        return run(Session(service, terminal, utc_now, *files), command)
    finally:
        service.close()


def _open_window(terminal: Terminal, request: Request, *, practice: bool) -> int:
    from wizard.wiring import ChoiceRefusedError, Choices, refuse_bad_choices, run_window

    options = request.options
    choices = Choices(options.data_dir, options.exchange_url, options.venue)
    try:
        refuse_bad_choices(choices)
    except ChoiceRefusedError as error:
        raise UsageError(str(error)) from None
    if not has_display(os.environ):
        return _told(terminal, Problem(ProblemId.NO_DISPLAY))
    return run_window(choices, practice=practice)


def _told(terminal: Terminal, problem: Problem) -> int:
    terminal.complain(problem_text(problem))
    return ExitCode.of_problem(problem.id)


def _problem_of(error: Exception) -> Problem:
    match error:
        case ProblemError(problem=problem):
            return problem
        case ResourceMissingError():
            return Problem(ProblemId.PROGRAM_FILE_MISSING, values={"file": str(error)})
        case _:
            return Problem(ProblemId.PROGRAM_FAULT, place_of(error))


def _leave_the_pipe() -> None:
    """Nobody reads any more: Python must not complain about it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    if sys.stdout is not None:
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
