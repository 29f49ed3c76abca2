"""What can be found out about the place where secrets are kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.key_service.storage import Storage
from wizard.vault.door import KeptInKeychain, Presence

_VAULTS = {
    Presence.ABSENT: "none yet",
    Presence.OPENS_WITH_KEYCHAIN: "opens with the keychain",
    Presence.NEEDS_PASSPHRASE: "opens with a passphrase",
}


@dataclass(frozen=True, slots=True)
class StorageFindings:
    """`vault` is None when its file cannot be made sense of. `remark`: why the keychain is not
    used, or what to know before trusting it; `problem`: why the vault does not work now.
    """

    folder: Path
    vault: Presence | None
    keychain_name: str | None
    remark: Problem | None
    problem: Problem | None

    @property
    def new_secrets(self) -> str:
        """Where the key of a new vault would be kept."""
        return "keychain" if self.keychain_name is not None else "passphrase"

    def rows(self) -> list[tuple[str, str]]:
        """For people."""
        new = self.keychain_name or "under a passphrase of yours (no keychain can be used)"
        return [
            ("folder", str(self.folder)),
            ("vault", "unusable" if self.vault is None else _VAULTS[self.vault]),
            ("new secrets", new),
        ]


def look_at_storage(storage: Storage, open_it: Callable[[Presence], None]) -> StorageFindings:
    """Try the keychain, and look for the vault.

    `open_it` is told what the vault needs and opens it if nobody need be asked; the ProblemError
    it raises is a finding too.
    """
    plan = storage.plan()
    vault: Presence | None = None
    try:
        vault = storage.presence()
        open_it(vault)
        problem = _folder_trouble(storage.folder)
    except ProblemError as error:
        problem = error.problem
    return StorageFindings(
        storage.folder,
        vault,
        plan.keychain_name if isinstance(plan, KeptInKeychain) else None,
        plan.warning if isinstance(plan, KeptInKeychain) else plan.reason,
        problem,
    )


def _folder_trouble(folder: Path) -> Problem | None:
    nearest = folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return None
    values = {"folder": str(folder)}
    return Problem(ProblemId.FOLDER_NOT_WRITABLE, values=values)
