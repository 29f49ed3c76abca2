"""`vault renew-keys`: everything sealed anew; what a person holds is asked for or shown anew."""

from __future__ import annotations

from wizard.cli.exit_codes import ExitCode
from wizard.cli.secret_typing import wiped
from wizard.cli.session import Session
from wizard.cli.vault_code import has_reader, written_down
from wizard.cli.vault_opening import require_open, tell_of_opening
from wizard.cli.vault_request import RenewKeys
from wizard.cli.vault_ways import present_passphrase, ways_there
from wizard.core.problems import ProblemError
from wizard.core.secret import Secret

_NEW_CODE = """\
This vault has a recovery code. It ends with the old keys, so a new one is shown now, and it
counts when the keys are renewed."""
_GAVE_UP = """\
Nothing was changed: the keys stay, your earlier recovery code goes on opening the vault, and the
one that was shown does not count."""
_NO_USE = "The recovery code that was shown does not count; your earlier one does.\n"
_DONE = "Everything in the vault is sealed anew, under new keys."
_CODE = "Your new recovery code counts. The earlier one opens nothing any more."


def renew_keys(session: Session, _command: RenewKeys) -> ExitCode:
    """Exit 0 when it is done, or the person gave up; raises ProblemError, and then nothing was
    changed.
    """
    ways = ways_there(session)
    if ways.recovery_code and not has_reader(session):
        return ExitCode.USAGE
    passphrase = present_passphrase(session) if ways.passphrase else None
    with wiped(passphrase):
        _open(session, passphrase)  # before a code is written down for nothing
        if not ways.recovery_code:
            session.service.care.renew_keys(passphrase)
            session.terminal.say(_DONE)
            return ExitCode.READ_ONLY
        return _with_new_code(session, passphrase)


def _open(session: Session, passphrase: Secret | None) -> None:
    if passphrase is None:
        require_open(session)
        return
    session.service.storage.open(passphrase)
    tell_of_opening(session)


def _with_new_code(session: Session, passphrase: Secret | None) -> ExitCode:
    care, terminal = session.service.care, session.terminal
    terminal.say(_NEW_CODE)
    code = care.new_code()
    with wiped(code):
        typed = written_down(session, code)
        if typed is None:
            terminal.say(_GAVE_UP)
            return ExitCode.READ_ONLY
        with wiped(typed):
            try:
                care.renew_keys(passphrase, typed)
            except ProblemError:
                terminal.complain(_NO_USE)
                raise
    terminal.say(f"{_DONE}\n{_CODE}")
    return ExitCode.READ_ONLY
