"""`vault status`: what opens the vault, its keys, its copy; nobody is asked for anything."""

from __future__ import annotations

from datetime import UTC, datetime

from wizard.cli.columns import aligned
from wizard.cli.exit_codes import ExitCode
from wizard.cli.key_json import KeyJson, problem_json
from wizard.cli.problem_text import problem_text
from wizard.cli.session import Session
from wizard.cli.vault_copy import copy_unasked, described
from wizard.cli.vault_opening import open_unasked, tell_of_healing
from wizard.cli.vault_request import VaultStatus
from wizard.core.problems import Problem, ProblemId
from wizard.core.time_words import local_time
from wizard.key_service.storage_findings import NO_CODE_YET, ways_json, ways_text
from wizard.key_service.vault_findings import VaultFindings, look_at_vault
from wizard.vault.copies import BackupFound
from wizard.vault.door import Presence

_LOCKED = "not seen while the vault is locked"
_DAMAGED, _GONE, _UNREAD = "its file is damaged", "its file is gone", "its file was not read"
_RESTORE = "“key-wizard vault restore-copy” shows more, and asks before it puts it back"
_NONE = "There is no vault yet. It is made when the first key is sealed."


def vault_status(session: Session, command: VaultStatus) -> ExitCode:
    """Exit 4 when the vault does not work now, else 0."""
    found = look_at_vault(
        session.service, lambda presence: open_unasked(session, presence, tell_of_healing)
    )
    copy = copy_unasked(session)
    if command.as_json:
        session.terminal.print_json(_document(found, copy))
    else:
        _tell(session, found, copy)
    if found.is_older:
        session.terminal.complain("\n" + problem_text(Problem(ProblemId.VAULT_OLDER)))
    return ExitCode.READ_ONLY if found.problem is None else ExitCode.VAULT


def _document(found: VaultFindings, copy: BackupFound | None) -> KeyJson:
    keys: KeyJson | None = None
    if found.saved is not None:
        keys = {"saved": found.saved, "unfinished": found.unfinished}
    return {
        "vault": found.presence,
        "folder": str(found.folder),
        "ways": None if found.ways is None else ways_json(found.ways),
        "changed_at": None if found.changed_at is None else _utc(found.changed_at),
        "keys": keys,
        "older": found.is_older,
        "copy": None if copy is None else {"written_at": _utc(copy.written_at), "keys": copy.keys},
        "problem": None if found.problem is None else problem_json(found.problem),
    }


def _tell(session: Session, found: VaultFindings, copy: BackupFound | None) -> None:
    say = session.terminal.say
    if found.presence is Presence.ABSENT:
        say(f"{_NONE}\nIts folder: {found.folder}")
        return
    changed = "unknown"
    if found.changed_at is not None:
        changed = f"{local_time(found.changed_at):%Y-%m-%d %H:%M}"
    rows = [
        ("folder", str(found.folder)),
        ("opens with", _opens_with(found)),
        ("last changed", changed),
        ("keys", _keys(found)),
        ("copy", "none of use" if copy is None else described(copy)),
    ]
    if copy is not None and (found.is_damaged or found.is_gone):
        rows.append(("", _RESTORE))
    say(aligned(rows))
    if _why_unseen(found) is None and found.ways is not None and not found.ways.recovery_code:
        say(f"\n{NO_CODE_YET}")
    if found.problem is not None:
        session.terminal.complain("\n" + problem_text(found.problem))


def _why_unseen(found: VaultFindings) -> str | None:
    """What is wrong with the file itself, as far as that keeps anything from being seen."""
    if found.is_damaged:
        return _DAMAGED
    if found.is_gone:
        return _GONE
    return _UNREAD if found.ways is None else None


def _opens_with(found: VaultFindings) -> str:
    why = _why_unseen(found)
    if why is not None:
        return f"nothing at the moment: {why}"
    return "" if found.ways is None else ways_text(found.ways)


def _keys(found: VaultFindings) -> str:
    if found.saved is None:
        why = _why_unseen(found)
        return _LOCKED if why is None else f"not seen: {why}"
    unfinished = f", {found.unfinished} not finished" if found.unfinished else ""
    return f"{found.saved} saved{unfinished}"


def _utc(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")
