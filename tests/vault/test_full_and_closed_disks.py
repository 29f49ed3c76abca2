"""Disks that are really full or really closed. Mounting a small one needs root."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.vault.samples import CHEAP, NOW, VENUE, credentials, refused, save
from wizard.core.problems import ProblemId
from wizard.vault.door import Presence, VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.vault import Vault

BLOCK = 4096
SOMEBODY = 12345


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "none", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a file system needs root")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def disk_door(disk: Path, keychain: MemoryKeychain) -> VaultDoor:
    return VaultDoor(disk / "kept", keychain, cost=CHEAP)


@contextmanager
def filled(disk: Path, leave: int = 0) -> Iterator[None]:
    """No block is left, or so many."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        try:
            while True:
                os.write(file.fileno(), bytes(BLOCK))
        except OSError:
            pass
        file.truncate(file.tell() - leave * BLOCK)
    yield
    ballast.unlink()


@contextmanager
def closed(disk: Path) -> Iterator[None]:
    """Mounted read-only."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def check_still_good(vault: Vault, door: VaultDoor) -> None:
    names = [key.name for key in vault.saved_keys()]
    assert [key.name for key in door.open().saved_keys()] == names == ["One"]
    vault.seal("Two", VENUE, credentials(2), now=NOW)
    assert len(door.open().pending_keys()) == 1
    # Nothing is left over of what did not come to be.
    assert sorted(path.name for path in door.folder.iterdir()) == [
        "last-seen.json",
        "vault.rokey",
        "vault.rokey.bak",
        "vault.rokey.lock",
    ]


def test_a_full_disk(disk: Path, disk_door: VaultDoor) -> None:
    vault = disk_door.create()
    saved = save(vault, "One", credentials(1))

    with filled(disk):
        for change in (
            lambda: vault.seal("Two", VENUE, credentials(2), now=NOW),
            lambda: vault.rename(saved.record_id, "Renamed"),
            lambda: vault.remove(saved.record_id),
        ):
            with refused(ProblemId.DISK_FULL):
                change()
        assert vault.saved_keys() == (saved,)
        assert disk_door.open().saved_keys() == (saved,), "reading still works"

    check_still_good(vault, disk_door)


def test_a_full_disk_before_the_first_vault(
    disk: Path, disk_door: VaultDoor, keychain: MemoryKeychain
) -> None:
    with filled(disk), refused(ProblemId.DISK_FULL):
        disk_door.create()

    assert keychain._entries == {}, "a key that opens nothing is not left behind"

    assert disk_door.presence() is Presence.ABSENT
    disk_door.create()


def test_a_key_is_removed_from_the_backup_even_without_room_for_a_copy(
    disk: Path, disk_door: VaultDoor
) -> None:
    vault = disk_door.create()
    saved = save(vault, "One", credentials(1))
    for path in disk_door.folder.glob("*.bak"):
        path.unlink()

    with filled(disk, leave=1):
        vault.remove(saved.record_id)

    assert vault.unconfirmed is None
    assert disk_door.path.with_name("vault.rokey.bak").read_bytes() == disk_door.path.read_bytes()


def test_a_disk_that_became_read_only(disk: Path, disk_door: VaultDoor) -> None:
    vault = disk_door.create()
    saved = save(vault, "One", credentials(1))

    with closed(disk):
        with refused(ProblemId.FOLDER_NOT_WRITABLE):
            vault.seal("Two", VENUE, credentials(2), now=NOW)
        assert disk_door.open().saved_keys() == (saved,), "reading still works"

    check_still_good(vault, disk_door)


def test_a_read_only_disk_before_the_first_vault(disk: Path, disk_door: VaultDoor) -> None:
    with closed(disk), refused(ProblemId.FOLDER_NOT_WRITABLE):
        disk_door.create()

    assert disk_door.presence() is Presence.ABSENT


@pytest.fixture
def ours() -> Iterator[Path]:
    """A folder of a user whom the system really stops, which it never does with root."""
    with TemporaryDirectory() as made:
        if os.geteuid() != 0:
            yield Path(made)
            return
        os.chown(made, SOMEBODY, SOMEBODY)
        os.setegid(SOMEBODY)
        os.seteuid(SOMEBODY)
        try:
            yield Path(made)
        finally:
            os.seteuid(0)
            os.setegid(0)


def test_a_folder_that_may_not_be_written(ours: Path) -> None:
    door = VaultDoor(ours / "kept", MemoryKeychain())
    vault = door.create()
    saved = save(vault, "One", credentials(1))

    door.folder.chmod(0o500)
    with refused(ProblemId.FOLDER_NOT_WRITABLE):
        vault.seal("Two", VENUE, credentials(2), now=NOW)
    assert door.open().saved_keys() == (saved,), "reading still works"

    door.folder.chmod(0o700)
    check_still_good(vault, door)


def test_a_vault_that_may_not_be_read(ours: Path) -> None:
    door = VaultDoor(ours / "kept", MemoryKeychain())
    vault = door.create()
    before = door.path.read_bytes()

    door.path.chmod(0)
    for attempt in (door.presence, door.open, door.create, vault.reload):
        with refused(ProblemId.VAULT_UNREADABLE):
            attempt()
    with refused(ProblemId.VAULT_UNREADABLE):
        vault.seal("One", VENUE, credentials(), now=NOW)

    door.path.chmod(0o600)
    assert door.path.read_bytes() == before


def test_a_folder_that_may_not_be_made(ours: Path) -> None:
    ours.chmod(0o500)

    with refused(ProblemId.FOLDER_NOT_WRITABLE):
        VaultDoor(ours / "deep" / "kept", MemoryKeychain()).create()
