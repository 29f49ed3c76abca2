"""What a person gives to open something sealed: a passphrase or a recovery code."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.cli.secret_files import code_in, passphrase_in
from wizard.cli.secret_typing import slip_in, typed_code, typed_hidden
from wizard.cli.session import Session
from wizard.core.problems import Problem, ProblemError
from wizard.core.recovery_code import read_recovery_code
from wizard.core.secret import Secret
from wizard.vault.slots import Ways


@dataclass(frozen=True, slots=True)
class Given:
    """One of the two; whoever asked wipes it. `slip`: set where it reads like a recovery code
    with a slip in it, though a passphrase was asked for.
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


def _asked_for_either(session: Session, ways: Ways, what: str) -> Given:
    if not ways.recovery_code:
        line = typed_hidden(session.terminal, f"Passphrase of the {what}: ")
        return Given(passphrase=Secret(line))
    line = typed_hidden(session.terminal, f"Passphrase of the {what}, or its recovery code: ")
    code = read_recovery_code(line)
    if isinstance(code, Secret):
        return Given(code=code)
    return Given(passphrase=Secret(line), slip=slip_in(line))
