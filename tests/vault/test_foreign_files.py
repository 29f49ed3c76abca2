"""Other things in the vault's place, before it is opened and while it is open."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vault.samples import NOW, VENUE, credentials, refused, save
from wizard.core.problems import ProblemId
from wizard.vault.cipher import random_bytes
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import MAX_BYTES, KeychainSlot
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.sealed_vault import seal_vault
from wizard.vault.vault import Vault

DAMAGED = (ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_link(path: Path) -> None:
    other = path.with_name("elsewhere")
    other.write_bytes(b"x")
    path.symlink_to(other)


def make_dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    "make", [make_folder, make_link, make_dangling_link, make_socket, make_pipe, make_device]
)
def test_something_else_in_the_vaults_place_is_left_alone(
    door: VaultDoor, folder: Path, make: Callable[[Path], None]
) -> None:
    folder.mkdir()
    make(door.path)
    before = door.path.lstat()

    for attempt in (door.presence, door.open, door.create):
        with refused(ProblemId.VAULT_NOT_A_FILE):
            attempt()

    assert door.path.lstat().st_ino == before.st_ino


def test_something_else_comes_while_the_vault_is_open(door: VaultDoor, vault: Vault) -> None:
    door.path.unlink()
    door.path.mkdir()

    with refused(ProblemId.VAULT_NOT_A_FILE):
        vault.seal("One", VENUE, credentials(), now=NOW)
    assert door.path.is_dir()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs to be root")
def test_somebody_elses_file_is_left_alone(door: VaultDoor, vault: Vault) -> None:
    os.chown(door.path, 12345, 12345)

    with refused(ProblemId.VAULT_NOT_A_FILE):
        door.open()


def test_a_huge_file_is_not_read(door: VaultDoor, folder: Path) -> None:
    folder.mkdir()
    with door.path.open("wb") as file:
        file.truncate(10 * 1024**3)

    with refused(ProblemId.VAULT_TOO_LARGE):
        door.presence()


def test_a_file_of_just_too_many_bytes(door: VaultDoor, folder: Path) -> None:
    folder.mkdir()
    door.path.write_bytes(bytes(MAX_BYTES + 1))
    with refused(ProblemId.VAULT_TOO_LARGE):
        door.presence()

    door.path.write_bytes(bytes(MAX_BYTES))
    with refused(*DAMAGED):
        door.presence()


def test_the_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    door = VaultDoor(tmp_path / "file", MemoryKeychain())

    with refused(ProblemId.VAULT_NOT_A_FILE):
        door.presence()
    with refused(ProblemId.FOLDER_NOT_WRITABLE):
        door.create()


def test_a_vault_put_there_while_another_is_open(
    door: VaultDoor, vault: Vault, tmp_path: Path
) -> None:
    other = VaultDoor(tmp_path / "other", MemoryKeychain())
    other.create()
    other.path.replace(door.path)
    foreign = door.path.read_bytes()

    with refused(ProblemId.VAULT_REPLACED):
        vault.seal("One", VENUE, credentials(), now=NOW)

    assert door.path.read_bytes() == foreign


def test_an_older_copy_put_back_while_open(door: VaultDoor, vault: Vault) -> None:
    older = door.path.read_bytes()
    save(vault, "One", credentials())
    door.path.write_bytes(older)

    with refused(ProblemId.VAULT_REPLACED):
        vault.seal("Two", VENUE, credentials(2), now=NOW)
    with refused(ProblemId.VAULT_REPLACED):
        vault.reload()

    assert door.path.read_bytes() == older


def test_keys_rotated_by_another_program(door: VaultDoor, vault: Vault, tmp_path: Path) -> None:
    """The same vault under another data key: this window has to open it anew."""
    known, key = vault._live.contents, random_bytes(32)
    slots = (KeychainSlot("0" * 16, "vault-key-" + "0" * 32, bytes(12), bytes(48)),)
    later = replace(known, generation=known.generation + 1, slots=slots)
    rotated = seal_vault(later, key)
    door.path.write_bytes(rotated)

    with refused(ProblemId.VAULT_REPLACED):
        vault.seal("One", VENUE, credentials(), now=NOW)

    assert door.path.read_bytes() == rotated


def test_a_later_state_with_a_broken_seal_is_damage(door: VaultDoor, vault: Vault) -> None:
    known = vault._live.contents
    forged = seal_vault(replace(known, generation=known.generation + 1), random_bytes(32))
    door.path.write_bytes(forged)

    with refused(*DAMAGED):
        vault.seal("One", VENUE, credentials(), now=NOW)
    with refused(*DAMAGED):
        vault.reload()

    assert door.path.read_bytes() == forged
