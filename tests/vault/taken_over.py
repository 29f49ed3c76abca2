"""What a vault has that a newer program took over from an older one."""

from __future__ import annotations

from pathlib import Path

from tests.vault.samples import check, credentials
from wizard.core.saved_key import PendingKey, SavedKey
from wizard.vault.door import VaultDoor
from wizard.vault.vault import Vault


def copy_of(door: VaultDoor, suffix: str = "v1") -> Path:
    return door.path.with_name(f"vault.rokey.{suffix}")


def names_beside(door: VaultDoor) -> set[str]:
    return {path.name for path in door.folder.glob("vault.rokey*")}


def check_everything(vault: Vault, *more: str) -> None:
    (saved,), pending = vault.saved_keys(), vault.pending_keys()
    keys: list[SavedKey | PendingKey] = [saved, *pending]
    assert saved.name == "One"
    assert saved.history == (check(),)
    assert [key.name for key in pending] == ["Two", *more]
    for number, key in enumerate(keys, 1):
        assert vault.credentials(key.record_id) == credentials(number)
