"""`vault accept-older`: an earlier copy was put back, and its owner goes on with it."""

from __future__ import annotations

from wizard.cli.exit_codes import ExitCode
from wizard.cli.session import Session
from wizard.cli.vault_opening import require_open, tell_of_healing
from wizard.cli.vault_request import AcceptOlder

_IS_NEWEST = "No newer state of this vault is known here. Nothing was changed."
_ACCEPTED = """\
From now on this vault counts as the newest one; nothing in it was changed.
Keys that were saved after it was made are not in it: “key-wizard list” shows those that are."""


def accept_older(session: Session, _command: AcceptOlder) -> ExitCode:
    """Exit 0, also when it is the newest known; raises ProblemError."""
    storage = session.service.storage
    require_open(session, tell_of_healing)
    if not storage.is_older:
        session.terminal.say(_IS_NEWEST)
        return ExitCode.READ_ONLY
    storage.accept_older()
    session.terminal.say(_ACCEPTED)
    return ExitCode.READ_ONLY
