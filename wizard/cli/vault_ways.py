"""`vault passphrase` and `vault keychain`: set, put back, take away.

Before a way goes, the one that stays has to open the vault: somebody who forgot the passphrase,
or whose keychain lost its entry, would be locked out.
"""

from __future__ import annotations

from wizard.cli.exit_codes import ExitCode
from wizard.cli.secret_files import passphrase_in
from wizard.cli.secret_typing import chosen_passphrase, typed_passphrase, wiped
from wizard.cli.session import Session
from wizard.cli.vault_opening import require_open, tell_of_opening
from wizard.cli.vault_request import (
    KeepInKeychain,
    LeaveKeychain,
    RemovePassphrase,
    SetPassphrase,
)
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.slots import Ways

_SET = "From now on this passphrase opens the vault."
_CHANGED = "From now on this passphrase opens the vault, and the earlier one does not."
_UNSET = "The vault has no passphrase. Nothing was changed."
_KEYCHAIN_ALONE = "No passphrase opens the vault any more; your keychain does."
_KEYCHAIN_SHUT = """\
Your keychain does not open the vault at the moment, so the passphrase stays.
Nothing was changed; without the passphrase nobody could open the vault.
What to do: unlock your keychain; if it lost the vault's key, “key-wizard vault keychain”
puts it back. Then try again."""
_KEPT = "From now on your keychain opens the vault."
_NOT_KEPT = "The keychain does not open this vault. Nothing was changed."
_PASSPHRASE_ALONE = "The keychain does not open the vault any more; your passphrase does."  # noqa: S105
_STAYS = "The recovery code opens it, too, as before."


def set_passphrase(session: Session, command: SetPassphrase) -> ExitCode:
    """Exit 0; raises ProblemError, and then the vault opens as before."""
    terminal = session.terminal
    if command.new_file is None and not terminal.is_interactive:
        terminal.complain(
            "Nobody is here to ask for the new passphrase, so nothing was changed.\n"
            "What to do: give --new-passphrase-file FILE."
        )
        return ExitCode.USAGE
    require_open(session)
    before = session.service.care.ways
    if command.new_file is not None:
        chosen = passphrase_in(terminal, command.new_file)
    else:
        chosen = chosen_passphrase(terminal, "New passphrase of the vault: ")
    with wiped(chosen):
        session.service.care.set_passphrase(chosen)
    terminal.say(" ".join([_CHANGED if before.passphrase else _SET, *_others(before)]))
    return ExitCode.READ_ONLY


def remove_passphrase(session: Session, _command: RemovePassphrase) -> ExitCode:
    """Exit 0, also when there is none, 4 when the keychain does not open the vault.

    Raises ProblemError: LAST_WAY_IN, VAULT_….
    """
    ways = ways_there(session)
    if not ways.passphrase:
        session.terminal.say(_UNSET)
        return ExitCode.READ_ONLY
    if not ways.keychain:
        raise ProblemError(Problem(ProblemId.LAST_WAY_IN))
    try:
        session.service.storage.open()
    except ProblemError as error:
        if error.problem.id is not ProblemId.PASSPHRASE_NEEDED:
            raise
        session.terminal.complain(f"{_KEYCHAIN_SHUT}\n({error.problem.technical})")
        return ExitCode.VAULT
    tell_of_opening(session)
    session.service.care.remove_passphrase()
    _say(session, _KEYCHAIN_ALONE, ways)
    return ExitCode.READ_ONLY


def keep_in_keychain(session: Session, _command: KeepInKeychain) -> ExitCode:
    """Exit 0 when the keychain opens the vault; raises ProblemError: KEYCHAIN_…."""
    require_open(session)
    if not session.service.storage.healed:
        session.service.care.keep_in_keychain()
    session.terminal.say(_KEPT)
    return ExitCode.READ_ONLY


def leave_keychain(session: Session, _command: LeaveKeychain) -> ExitCode:
    """Exit 0, also when it did not open it; raises ProblemError: LAST_WAY_IN, PASSPHRASE_…."""
    storage = session.service.storage
    ways = ways_there(session)
    if not ways.keychain:
        session.terminal.say(_NOT_KEPT)
        return ExitCode.READ_ONLY
    if not ways.passphrase:
        raise ProblemError(Problem(ProblemId.LAST_WAY_IN))
    passphrase = present_passphrase(session)
    with wiped(passphrase):
        storage.open(passphrase)
    tell_of_opening(session)
    session.service.care.leave_keychain()
    _say(session, _PASSPHRASE_ALONE, ways)
    return ExitCode.READ_ONLY


def _others(ways: Ways) -> list[str]:
    """That whatever else opens the vault still does."""
    code, keychain = "recovery code", "keychain"
    there = [name for name, has in ((code, ways.recovery_code), (keychain, ways.keychain)) if has]
    if not there:
        return []
    return [f"Your {' and your '.join(there)} still {'do' if len(there) > 1 else 'does'}, too."]


def _say(session: Session, text: str, before: Ways) -> None:
    session.terminal.say(f"{text} {_STAYS}" if before.recovery_code else text)


def ways_there(session: Session) -> Ways:
    """What opens the vault that is there. Raises ProblemError, also when there is none."""
    storage = session.service.storage
    ways = storage.ways()
    if not (ways.count or ways.other):
        values = {"folder": str(storage.folder)}
        raise ProblemError(Problem(ProblemId.VAULT_ABSENT, values=values))
    return ways


def present_passphrase(session: Session) -> Secret:
    """The passphrase of the vault, from its file or the person; whoever asks wipes it."""
    if session.passphrase_file is not None:
        return passphrase_in(session.terminal, session.passphrase_file)
    if not session.terminal.is_interactive:
        raise ProblemError(Problem(ProblemId.PASSPHRASE_NEEDED))
    return typed_passphrase(session.terminal, "Passphrase of the vault: ")
