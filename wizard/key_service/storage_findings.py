"""What can be found out about the place where secrets are kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.strict_json import JsonValue
from wizard.key_service.storage import Storage
from wizard.vault.door import KeptInKeychain, Presence
from wizard.vault.slots import Ways

_VAULTS = {
    Presence.ABSENT: "none yet",
    Presence.OPENS_WITH_KEYCHAIN: "opens with the keychain",
    Presence.NEEDS_PASSPHRASE: "opens with a passphrase",
    Presence.NEEDS_RECOVERY_CODE: "opens with a recovery code alone",
}
NO_CODE_YET = (
    "No recovery code yet: if your keychain or your passphrase were lost, nothing would open\n"
    "the vault. “key-wizard vault recovery-code” makes one for you to write on paper."
)


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
    ways: Ways | None = None

    @property
    def wants_code(self) -> bool:
        """Whether there is a vault without a recovery code."""
        there = self.ways is not None and bool(self.ways.count)
        return there and self.ways is not None and not self.ways.recovery_code

    @property
    def new_secrets(self) -> str:
        """Where the key of a new vault would be kept."""
        return "keychain" if self.keychain_name is not None else "passphrase"

    def rows(self) -> list[tuple[str, str]]:
        """For people."""
        new = self.keychain_name or "under a passphrase of yours (no keychain can be used)"
        rows = [
            ("folder", str(self.folder)),
            ("vault", "unusable" if self.vault is None else _VAULTS[self.vault]),
        ]
        if self.ways is not None and self.vault is not Presence.ABSENT:
            rows.append(("ways in", ways_text(self.ways)))
        return [*rows, ("new secrets", new)]


def ways_text(ways: Ways) -> str:
    """What opens a vault, for people."""
    names = {
        "keychain": ways.keychain,
        "passphrase": ways.passphrase,
        "recovery code": ways.recovery_code,
        "a way that only a newer version knows": ways.other,
    }
    return ", ".join(name for name, is_there in names.items() if is_there)


def ways_json(ways: Ways) -> dict[str, JsonValue]:
    """The same for scripts."""
    return {
        "keychain": ways.keychain,
        "passphrase": ways.passphrase,
        "recovery_code": ways.recovery_code,
        "newer": ways.other,
    }


def look_at_storage(storage: Storage, open_it: Callable[[Presence], None]) -> StorageFindings:
    """Try the keychain, and look for the vault.

    `open_it` is told what the vault needs and opens it if nobody need be asked; the ProblemError
    it raises is a finding too.
    """
    plan = storage.plan()
    vault: Presence | None = None
    ways: Ways | None = None
    try:
        vault = storage.presence()
        ways = storage.ways()
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
        ways,
    )


def _folder_trouble(folder: Path) -> Problem | None:
    nearest = folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return None
    values = {"folder": str(folder)}
    return Problem(ProblemId.FOLDER_NOT_WRITABLE, values=values)
