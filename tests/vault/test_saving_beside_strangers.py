"""Something else where a save puts its backup or its temporary file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vault.samples import NOW, VENUE, credentials, refused, save
from wizard.core.problems import ProblemId
from wizard.vault.door import VaultDoor
from wizard.vault.vault import Vault

PRECIOUS = b"of somebody else"


def link(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere"))


def dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def sock(path: Path) -> None:
    # Not by binding one: a socket's path has to be short.
    os.mknod(path, stat.S_IFSOCK | 0o600)


def device(path: Path) -> None:
    path.symlink_to("/dev/full")


@pytest.mark.parametrize("make", [link, dangling_link, sock, os.mkfifo, device])
def test_a_stranger_in_the_backups_place_makes_room(
    door: VaultDoor, vault: Vault, make: Callable[[Path], None]
) -> None:
    saved = save(vault, "One", credentials(1))
    before = door.path.read_bytes()
    backup, elsewhere = (door.folder / name for name in ("vault.rokey.bak", "elsewhere"))
    elsewhere.write_bytes(PRECIOUS)
    backup.unlink()
    make(backup)

    vault.seal("Two", VENUE, credentials(2), now=NOW)

    assert vault.unconfirmed is None
    assert not backup.is_symlink()
    assert backup.read_bytes() == before
    assert elsewhere.read_bytes() == PRECIOUS
    assert not (door.folder / "nowhere").exists()
    assert door.open().saved_keys() == (saved,)


def test_a_folder_in_the_backups_place_is_left_alone(door: VaultDoor, vault: Vault) -> None:
    saved = save(vault, "One", credentials(1))
    before = door.path.read_bytes()
    backup = door.folder / "vault.rokey.bak"
    backup.unlink()
    backup.mkdir()
    (backup / "file").write_bytes(PRECIOUS)

    with refused(ProblemId.WRITE_FAILED):
        vault.seal("Two", VENUE, credentials(2), now=NOW)

    assert (backup / "file").read_bytes() == PRECIOUS
    assert door.path.read_bytes() == before
    assert door.open().saved_keys() == (saved,)
    assert not list(door.folder.glob(".*.tmp"))


@pytest.mark.parametrize("make", [link, dangling_link, sock, os.mkfifo, device, os.mkdir])
def test_leftovers_of_any_kind_are_in_nobodys_way(
    door: VaultDoor, vault: Vault, make: Callable[[Path], None]
) -> None:
    elsewhere = door.folder / "elsewhere"
    elsewhere.write_bytes(PRECIOUS)
    leftover = door.folder / ".vault.rokey.0123456789abcdef.tmp"
    make(leftover)

    saved = save(vault, "One", credentials(1))

    assert os.path.lexists(leftover) is (make is os.mkdir)
    assert elsewhere.read_bytes() == PRECIOUS
    assert door.open().saved_keys() == (saved,)
