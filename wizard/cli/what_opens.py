"""What a person gives to open something sealed: a passphrase or a recovery code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from wizard.cli.secret_files import code_in, passphrase_in
from wizard.cli.secret_typing import slip_in, typed_code, typed_hidden
from wizard.cli.session import Session
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.recovery_code import read_recovery_code
from wizard.core.secret import Secret
from wizard.vault.slots import Ways

_Outcome = TypeVar("_Outcome")
_NOT_IT = {ProblemId.PASSPHRASE_WRONG, ProblemId.PASSPHRASE_UNSET, ProblemId.COPY_CLOSED}


@dataclass(frozen=True, slots=True)
class Given:
    """One of the two, or both where what was typed for the one reads like the other: then the
    passphrase is to be tried first. Whoever asked wipes them.

    `slip`: set where it reads like a recovery code with a slip in it.
    """

    passphrase: Secret | None = None
    code: Secret | None = None
    slip: Problem | None = None


def given(session: Session, ways: Ways, locked: Problem, what: str = "vault") -> Given:
    """From the files that were named, else from the person. Raises ProblemError: `locked` where
    nobody can be asked.
    """
    by_words = session.passphrase_file if ways.passphrase or not ways.recovery_code else None
    by_code = session.recovery_code_file
    if by_code is not None and (ways.recovery_code or by_words is None):
        return Given(code=code_in(session.terminal, by_code))
    if by_words is not None:
        return Given(passphrase=passphrase_in(session.terminal, by_words))
    if not session.terminal.is_interactive:
        raise ProblemError(locked)
    if ways.passphrase:
        return _asked_for_either(session, ways, what)
    code = typed_code(session.terminal, f"Recovery code of the {what}: ")
    if code is None:
        raise ProblemError(locked)
    return Given(code=code)


def opened(found: Given, attempt: Callable[[Given], _Outcome]) -> tuple[_Outcome, Given]:
    """What `attempt` gives for the one that opens, and that one. Raises ProblemError, its own."""
    if found.passphrase is None or found.code is None:
        return attempt(found), found
    by_words, by_code = Given(passphrase=found.passphrase), Given(code=found.code)
    try:
        return attempt(by_words), by_words
    except ProblemError as error:
        if error.problem.id not in _NOT_IT:
            raise
    return attempt(by_code), by_code


def _asked_for_either(session: Session, ways: Ways, what: str) -> Given:
    if not ways.recovery_code:
        line = typed_hidden(session.terminal, f"Passphrase of the {what}: ")
        return Given(passphrase=Secret(line))
    line = typed_hidden(session.terminal, f"Passphrase of the {what}, or its recovery code: ")
    code = read_recovery_code(line)
    if isinstance(code, Secret):  # an old code may well be somebody's passphrase
        return Given(passphrase=Secret(line), code=code)
    return Given(passphrase=Secret(line), slip=slip_in(line))
