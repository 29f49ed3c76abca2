"""Opens the vault for a command: with the keychain, a passphrase file, or by asking."""

from __future__ import annotations

import codecs
import os
import shlex
import stat
import sys
from pathlib import Path

from wizard.cli.problem_text import problem_text
from wizard.cli.session import Session
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import KeptInKeychain, Presence

_PASSPHRASE_LIMIT = 4096  # bytes, far above any passphrase
_OPEN_TO_ALL = """\
Everybody who uses this computer can read the passphrase file.
What to do: chmod 600 {}
"""


def open_if_there(session: Session) -> bool:
    """Open the vault; False when there is none yet. Raises ProblemError when it stays closed."""
    service = session.service
    if service.storage.is_open:
        return True
    match service.storage.presence():
        case Presence.ABSENT:
            return False
        case Presence.OPENS_WITH_KEYCHAIN:
            try:
                service.storage.open()
            except ProblemError as error:
                if error.problem.id is not ProblemId.PASSPHRASE_NEEDED:
                    raise
                service.storage.open(_passphrase(session, error.problem))
        case Presence.NEEDS_PASSPHRASE:
            service.storage.open(_passphrase(session, Problem(ProblemId.PASSPHRASE_NEEDED)))
    return True


def open_or_create(session: Session) -> None:
    """Open the vault, or make one: under the passphrase if one is given, else in the keychain.

    Raises ProblemError; without keychain and passphrase there is no vault, rather than a weak one.
    """
    if open_if_there(session):
        return
    if session.passphrase_file is not None:
        session.service.storage.create(_from_file(session, session.passphrase_file))
        return
    plan = session.service.storage.plan()
    if isinstance(plan, KeptInKeychain):
        if plan.warning is not None:
            session.terminal.complain(problem_text(plan.warning) + "\n")
        session.service.storage.create()
        return
    if not session.terminal.is_interactive:
        raise ProblemError(plan.reason)
    session.terminal.complain(f"{plan.reason.what} {plan.reason.means}")
    session.service.storage.create(_chosen(session))


def _passphrase(session: Session, locked: Problem) -> Secret:
    if session.passphrase_file is not None:
        return _from_file(session, session.passphrase_file)
    if not session.terminal.is_interactive:
        raise ProblemError(locked)
    with session.terminal.hidden():
        return Secret(session.terminal.ask_hidden("Passphrase of the vault: "))


def _chosen(session: Session) -> Secret:
    ask = session.terminal.ask_hidden
    with session.terminal.hidden():
        passphrase = Secret(ask("Choose a passphrase for the vault: "))
        again = Secret(ask("The same passphrase again: "))
    if passphrase != again:
        raise ProblemError(Problem(ProblemId.PASSPHRASES_DIFFER))
    return passphrase


def _from_file(session: Session, path: Path) -> Secret:
    """The first line, without its line end; a pipe such as /dev/fd/63 will do, too."""
    try:
        # O_NONBLOCK: a pipe that nobody writes to must not hold the command for ever.
        with open(path, "rb", opener=_open_without_waiting) as file:
            mode = os.fstat(file.fileno()).st_mode
            if stat.S_ISFIFO(mode):
                os.set_blocking(file.fileno(), True)
            body = file.read(_PASSPHRASE_LIMIT + 1)
    except (OSError, ValueError) as error:
        raise ProblemError(_unreadable(type(error).__name__)) from None
    # On Windows these bits say nothing about who may read.
    if sys.platform != "win32" and stat.S_ISREG(mode) and mode & stat.S_IROTH:
        session.terminal.complain(_OPEN_TO_ALL.format(shlex.quote(str(path))))
    first = body.removeprefix(codecs.BOM_UTF8).split(b"\n", 1)[0].removesuffix(b"\r")
    if not first or len(body) > _PASSPHRASE_LIMIT:
        raise ProblemError(_unreadable("empty" if not body else "no usable first line"))
    try:
        return Secret(first.decode())
    except UnicodeDecodeError:
        raise ProblemError(_unreadable("not UTF-8")) from None


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _unreadable(technical: str) -> Problem:
    return Problem(ProblemId.PASSPHRASE_UNREADABLE, technical)
