"""What can be found out about the vault itself, with as little opening as possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.key_service.service import KeyService
from wizard.vault.door import Presence
from wizard.vault.slots import Ways
from wizard.vault.vault_file import VAULT_NAME

_DAMAGED = {ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE, ProblemId.VAULT_TOO_LARGE}
_GONE = {ProblemId.VAULT_GONE, ProblemId.VAULT_GONE_ALONE}


@dataclass(frozen=True, slots=True)
class VaultFindings:
    """`presence` and `ways` are None when the file cannot be made sense of, what is behind the
    lock while it is closed. `problem`: why the vault does not work now. Times are aware UTC.
    """

    folder: Path
    presence: Presence | None = None
    ways: Ways | None = None
    changed_at: datetime | None = None
    saved: int | None = None
    unfinished: int | None = None
    is_older: bool | None = None
    problem: Problem | None = None

    @property
    def is_damaged(self) -> bool:
        """Whether its file is there and nothing ever opens it; only a copy of it helps."""
        return self.problem is not None and self.problem.id in _DAMAGED

    @property
    def is_gone(self) -> bool:
        """Whether there was a vault whose file is not there any more."""
        return self.problem is not None and self.problem.id in _GONE


def look_at_vault(service: KeyService, open_it: Callable[[Presence], None]) -> VaultFindings:
    """See what is there. `open_it` is told what the vault needs and opens it if nobody need be
    asked; the ProblemError it raises is a finding.
    """
    storage = service.storage
    presence: Presence | None = None
    ways: Ways | None = None
    problem: Problem | None = None
    try:
        presence = storage.presence()
        ways = storage.ways()
        open_it(presence)
    except ProblemError as error:
        problem = error.problem
    changed_at = _changed_at(storage.folder / VAULT_NAME)
    if not storage.is_open:
        return VaultFindings(storage.folder, presence, ways, changed_at, problem=problem)
    return VaultFindings(
        storage.folder,
        presence,
        ways,
        changed_at,
        len(service.saved_keys()),
        len(service.pending_keys()) + len(service.pairs.waiting()),
        storage.is_older,
        problem,
    )


def _changed_at(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
