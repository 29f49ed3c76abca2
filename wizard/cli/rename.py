"""`rename`: give a key another name."""

from __future__ import annotations

from wizard.cli.exit_codes import ExitCode
from wizard.cli.finding import find_any
from wizard.cli.request import RenameKey
from wizard.cli.session import Session


def rename(session: Session, command: RenameKey) -> ExitCode:
    """Exit 0; raises ProblemError for the vault and for both names."""
    key = find_any(session, command.name)
    renamed = session.service.rename(key.record_id, command.new_name)
    session.terminal.say(f"“{key.name}” is named “{renamed.name}” now.")
    return ExitCode.READ_ONLY
