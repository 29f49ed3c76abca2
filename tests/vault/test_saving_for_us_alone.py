"""A vault or a folder that others may read: it opens; what is written is for its owner alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.vault.samples import NOW, VENUE, credentials, save
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.vault import Vault


def modes(door: VaultDoor) -> set[int]:
    paths = door.path, door.path.with_name("vault.rokey.bak")
    return {stat.S_IMODE(path.stat().st_mode) for path in paths}


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o666, 0o604, 0o777])
def test_one_save_takes_a_vault_and_its_backup_back(
    door: VaultDoor, vault: Vault, mode: int
) -> None:
    saved = save(vault, "One", credentials(1))
    for path in (door.path, door.path.with_name("vault.rokey.bak")):
        path.chmod(mode)
    before = door.path.read_bytes()
    assert door.open().saved_keys() == (saved,)

    vault.seal("Two", VENUE, credentials(2), now=NOW)

    assert modes(door) == {0o600}
    assert door.path.with_name("vault.rokey.bak").read_bytes() == before


def test_a_folder_that_was_there_stays_as_its_owner_wants_it(tmp_path: Path) -> None:
    """It may have other things in it; ours are not to be read in it all the same."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)
    door = VaultDoor(folder, MemoryKeychain())

    vault = door.create()
    save(vault, "One", credentials(1))

    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_generous_umask_gives_nothing_away(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        door = VaultDoor(tmp_path / "kept", MemoryKeychain())
        save(door.create(), "One", credentials(1))
    finally:
        os.umask(before)

    assert stat.S_IMODE(door.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in door.folder.iterdir()} == {0o600}
