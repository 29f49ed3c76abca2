"""Opens the vault for a command: with the keychain, a file that was named, or by asking."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import fill
from typing import assert_never

from wizard.cli.problem_text import problem_text
from wizard.cli.secret_files import passphrase_in
from wizard.cli.secret_typing import chosen_passphrase, wiped
from wizard.cli.session import Session
from wizard.cli.what_opens import Given, given, opened
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.vault.door import KeptInKeychain, Presence

# A passphrase or a recovery code helps; nothing else is wrong with the vault. Nobody is asked for
# a code because a keychain is locked today, but a file with one counts.
_LOCKED = {ProblemId.PASSPHRASE_NEEDED, ProblemId.RECOVERY_CODE_NEEDED}
_CODE_FILE_HELPS = {
    ProblemId.KEYCHAIN_MISSING,
    ProblemId.KEYCHAIN_UNREACHABLE,
    ProblemId.KEYCHAIN_LOCKED,
    ProblemId.KEYCHAIN_SILENT,
}
_WIDTH = 92
_OLDER = """\
This vault is older than the last one used here; “key-wizard vault status” tells more.
To go on with it, and not be told again: “key-wizard vault accept-older”."""
_HEALED = "The vault's key was missing from your keychain. It is there again."


def tell_of_healing(session: Session) -> None:
    """Whether the vault's key was put into the keychain anew when it was just opened."""
    if session.service.storage.healed:
        session.terminal.complain(_HEALED)


def tell_of_opening(session: Session) -> None:
    """What is to be known about the vault that was just opened."""
    tell_of_healing(session)
    if session.service.storage.is_older:
        session.terminal.complain(_OLDER + "\n")


def open_if_there(session: Session, tell: Callable[[Session], None] = tell_of_opening) -> bool:
    """Open the vault and `tell`; False when there is none yet.

    Raises ProblemError when it stays closed.
    """
    storage = session.service.storage
    if storage.is_open:
        return True
    match storage.presence():
        case Presence.ABSENT:
            return False
        case Presence.OPENS_WITH_KEYCHAIN:
            try:
                storage.open()
            except ProblemError as error:
                if not _may_be_given(session, error.problem):
                    raise
                _open_with_what_is_given(session, error.problem)
        case Presence.NEEDS_PASSPHRASE:
            _open_with_what_is_given(session, Problem(ProblemId.PASSPHRASE_NEEDED))
        case Presence.NEEDS_RECOVERY_CODE:
            _open_with_what_is_given(session, Problem(ProblemId.RECOVERY_CODE_NEEDED))
        case unknown:
            assert_never(unknown)
    tell(session)
    return True


def open_unasked(
    session: Session, found: Presence, tell: Callable[[Session], None] = tell_of_opening
) -> None:
    """Open the vault unless it is locked as it is meant to be and nothing was given to open it."""
    has_file = session.passphrase_file is not None or session.recovery_code_file is not None
    is_locked = found in {Presence.NEEDS_PASSPHRASE, Presence.NEEDS_RECOVERY_CODE}
    if has_file or not is_locked:
        open_if_there(session, tell)


def require_open(session: Session, tell: Callable[[Session], None] = tell_of_opening) -> None:
    """Open the vault. Raises ProblemError, also when there is none."""
    if not open_if_there(session, tell):
        values = {"folder": str(session.service.storage.folder)}
        raise ProblemError(Problem(ProblemId.VAULT_ABSENT, values=values))


def open_or_create(session: Session, ahead: str = "") -> None:
    """Open the vault, or make one: under the passphrase if one is given, else in the keychain.

    `ahead`: said before a passphrase for a new vault is asked for.
    Raises ProblemError; without keychain and passphrase there is no vault, rather than a weak one.
    """
    if open_if_there(session):
        return
    storage = session.service.storage
    if session.passphrase_file is not None:
        passphrase = passphrase_in(session.terminal, session.passphrase_file)
        with wiped(passphrase):
            storage.create(passphrase)
        return
    plan = storage.plan()
    if isinstance(plan, KeptInKeychain):
        if plan.warning is not None:
            session.terminal.complain(problem_text(plan.warning) + "\n")
        storage.create()
        return
    if not session.terminal.is_interactive:
        raise ProblemError(plan.reason)
    session.terminal.complain(fill(f"{plan.reason.what} {plan.reason.means}", _WIDTH))
    if ahead:
        session.terminal.complain(ahead)
    passphrase = chosen_passphrase(session.terminal, "Choose a passphrase for the vault: ")
    with wiped(passphrase):
        storage.create(passphrase)


def _may_be_given(session: Session, problem: Problem) -> bool:
    if problem.id in _LOCKED:
        return True
    has_code = session.recovery_code_file is not None
    return (
        has_code and problem.id in _CODE_FILE_HELPS and session.service.storage.ways().recovery_code
    )


def _open_with_what_is_given(session: Session, locked: Problem) -> None:
    storage = session.service.storage
    found = given(session, storage.ways(), locked)

    def attempt(key: Given) -> None:
        if key.code is not None:
            storage.open_with_code(key.code)
        else:
            storage.open(key.passphrase)

    with wiped(found.passphrase, found.code):
        try:
            opened(found, attempt)
        except ProblemError as error:
            if error.problem.id is ProblemId.PASSPHRASE_WRONG and found.slip is not None:
                raise ProblemError(found.slip) from None
            raise
