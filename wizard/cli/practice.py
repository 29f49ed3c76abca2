"""`practice`: serve the practice exchange until somebody ends it."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable
from types import FrameType

from wizard.cli.exit_codes import ExitCode
from wizard.cli.problem_text import problem_text
from wizard.cli.request import ServePractice
from wizard.cli.terminal import Terminal
from wizard.core.problems import Problem, ProblemId

_OPEN = """\
The practice exchange is open; nothing in it is real. Open {url} in a browser.
Ctrl+C ends it, and everything in it is forgotten."""


def serve_practice(terminal: Terminal, command: ServePractice) -> ExitCode:
    """Exit 0 after Ctrl+C or a request to end; 69 when the port is not to be had."""
    from wizard.practice.server import PracticePortTakenError, PracticeServer

    server = PracticeServer(command.port)
    try:
        addresses = server.start()
    except PracticePortTakenError:
        return _refused(terminal, command, ProblemId.PORT_TAKEN, "")
    except OSError as error:
        return _refused(terminal, command, ProblemId.PORT_REFUSED, type(error).__name__)

    def announce() -> None:
        line = {"pages_url": addresses.pages_url, "api_url": addresses.api_url}
        terminal.say(json.dumps(line))
        terminal.complain(_OPEN.format(url=addresses.pages_url))
        terminal.flush()

    try:
        _serve_until_the_end(announce)
    finally:
        server.stop()
    terminal.complain("The practice exchange is closed.")
    return ExitCode.READ_ONLY


def _refused(
    terminal: Terminal, command: ServePractice, problem_id: ProblemId, technical: str
) -> ExitCode:
    problem = Problem(problem_id, technical, {"port": str(command.port)})
    terminal.complain(problem_text(problem))
    return ExitCode.UNAVAILABLE


def _serve_until_the_end(announce: Callable[[], None]) -> None:
    end = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        end.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        # Only now: whoever reads the first line may end us with the next breath.
        announce()
        # On Windows a wait without a limit cannot be interrupted by Ctrl+C.
        while not end.wait(timeout=0.5):
            pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
