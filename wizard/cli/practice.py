"""`practice`: serve the practice exchange until somebody ends it."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable
from textwrap import fill
from types import FrameType

from wizard.cli.exit_codes import ExitCode
from wizard.cli.problem_text import problem_text
from wizard.cli.request import ListTroubles, ServePractice
from wizard.cli.terminal import Terminal
from wizard.core.problems import Problem, ProblemId
from wizard.practice.troubles import Trouble

_LINE = 79  # cells of a terminal
_NAME_COLUMN = 24
_OPEN = """\
The practice exchange is open; nothing in it is real. Open {url} in a browser.
Ctrl+C ends it, and everything in it is forgotten."""
_WHAT_COMBINES = """\
Troubles of the key can be on together; of all the others, one at a time:
key-wizard practice --trouble trading-on --trouble cut-off"""
_TROUBLE_IS_ON = "Trouble is on: {names}. Switch it off at {url}."


def serve_practice(terminal: Terminal, command: ServePractice) -> ExitCode:
    """Exit 0 after Ctrl+C or a request to end; 69 when the port is not to be had."""
    from wizard.practice.account import PracticeAccount
    from wizard.practice.behaviours import Behaviours
    from wizard.practice.server import PracticePortTakenError, PracticeServer

    account = PracticeAccount(site=command.site, behaviours=Behaviours(troubles=command.troubles))
    server = PracticeServer(command.port, account=account)
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
        if command.troubles:
            names = ", ".join(trouble for trouble in Trouble if trouble in command.troubles)
            url = f"{addresses.pages_url}/trouble"
            terminal.complain(_TROUBLE_IS_ON.format(names=names, url=url))
        terminal.flush()

    try:
        _serve_until_the_end(announce)
    finally:
        server.stop()
    terminal.complain("The practice exchange is closed.")
    return ExitCode.READ_ONLY


def list_troubles(terminal: Terminal, command: ListTroubles) -> ExitCode:
    """Every trouble by its name, group by group, with what happens then."""
    from wizard.practice.trouble_words import TROUBLE_WORDS
    from wizard.practice.troubles import TroubleGroup, group_of, troubles_of

    for group in TroubleGroup:
        terminal.say(group.value)
        for trouble in troubles_of(command.site):
            if group_of(trouble) is group:
                terminal.say(_in_columns(trouble.value, TROUBLE_WORDS[trouble].happens))
        terminal.say()
    terminal.say(_WHAT_COMBINES)
    return ExitCode.READ_ONLY


def _in_columns(name: str, sentence: str) -> str:
    return fill(
        sentence,
        _LINE,
        initial_indent=f"  {name:{_NAME_COLUMN}}",
        subsequent_indent=" " * (_NAME_COLUMN + 2),
        break_on_hyphens=False,
    )


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
