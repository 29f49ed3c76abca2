"""An older copy of the vault is told; whatever lies where that is remembered does no harm."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.vault.samples import CHEAP, NOW, VENUE, credentials, save
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.last_seen import LastSeen
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.vault import Vault

ID = "0123456789abcdef" * 2
FOREIGN = [
    b"",
    b"[]",
    b"{",
    b'{"x": 1}',
    b'{"' + ID.encode() + b'": true}',
    b'{"' + ID.encode() + b'": "7"}',
    b'{"' + ID.encode() + b'": -1}',
    b'{"' + ID.encode() + b'": 1e400}',
    b'{"' + ID.encode() + b'": ' + b"9" * 5000 + b"}",
    b'{"a":' * 3000,
    b"\xff\xfe",
    b" " * 100_000,
]


def test_an_older_copy_is_told_until_it_is_changed(
    door: VaultDoor, vault: Vault, folder: Path
) -> None:
    older = door.path.read_bytes()
    save(vault, "One", credentials(1))
    assert not vault.older
    assert not door.open().older
    newer = door.path.read_bytes()
    door.path.write_bytes(older)

    opened = door.open()

    assert {opened.older, door.open().older} == {True}, "looking does not make it the newest"
    opened.seal("Two", VENUE, credentials(2), now=NOW)
    assert opened.older is False
    assert not door.open().older
    door.path.write_bytes(newer)
    assert not door.open().older


def test_another_window_knows_it_is_older_until_one_changes_it(
    door: VaultDoor, vault: Vault
) -> None:
    older = door.path.read_bytes()
    save(vault, "One", credentials(1))
    door.path.write_bytes(older)
    one, other = door.open(), door.open()

    one.seal("Two", VENUE, credentials(2), now=NOW)
    other.reload()

    assert not other.older


def test_vaults_of_one_folder_do_not_mix(tmp_path: Path) -> None:
    seen = LastSeen(tmp_path)
    for number in range(30):
        seen.note(f"{number:032x}", 100 + number)

    assert seen.is_older(f"{29:032x}", 128)
    assert not seen.is_older(f"{29:032x}", 129)
    assert not seen.is_older(f"{3:032x}", 1), "the oldest are forgotten"
    assert seen.is_older(f"{10:032x}", 1)
    assert (tmp_path / "last-seen.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("data", FOREIGN, ids=range(len(FOREIGN)))
def test_something_foreign_is_as_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "last-seen.json").write_bytes(data)
    seen = LastSeen(tmp_path)

    assert not seen.is_older(ID, 0)
    seen.note(ID, 5)

    assert seen.is_older(ID, 4)
    assert list(json.loads((tmp_path / "last-seen.json").read_text())) == [ID]


@pytest.mark.parametrize("name", ["last-seen.json", ".last-seen.json.tmp"])
@pytest.mark.parametrize("what", ["folder", "symlink", "fifo"])
def test_something_else_in_its_place_holds_nothing_up(tmp_path: Path, name: str, what: str) -> None:
    place, target = tmp_path / name, tmp_path / "target"
    target.write_text("mine")
    match what:
        case "folder":
            place.mkdir()
        case "symlink":
            place.symlink_to(target)
        case _:
            os.mkfifo(place)

    seen = LastSeen(tmp_path)
    seen.note(ID, 5)

    assert seen.is_older(ID, 4) in (False, True)
    assert target.read_text() == "mine"


def test_where_nothing_can_be_remembered_the_vault_works(tmp_path: Path) -> None:
    door = VaultDoor(tmp_path / "kept", MemoryKeychain(), cost=CHEAP)
    door.create(Secret("x" * 12)).close()
    (door.folder / "last-seen.json").unlink()
    (door.folder / "last-seen.json").mkdir()

    with door.open(Secret("x" * 12)) as vault:
        assert not vault.older
        vault.seal("One", VENUE, credentials(1), now=NOW)
    assert len(door.open(Secret("x" * 12)).pending_keys()) == 1


def test_an_older_copy_that_is_accepted_is_the_newest_known(
    door: VaultDoor, vault: Vault, folder: Path
) -> None:
    older = door.path.read_bytes()
    save(vault, "One", credentials(1))
    door.path.write_bytes(older)
    opened = door.open()

    assert opened.accept_older()

    assert not opened.older
    assert not door.open().older
    assert door.path.read_bytes() == older


@pytest.mark.parametrize("name", ["vault.rokey", "vault.rokey.bak"])
def test_a_second_name_of_the_vault_is_not_written_through(
    door: VaultDoor, vault: Vault, folder: Path, name: str
) -> None:
    save(vault, "One", credentials(1))
    place, target = folder / "last-seen.json", folder / name
    before = target.read_bytes()
    place.unlink()
    place.hardlink_to(target)

    door.open().close()
    LastSeen(folder).note(ID, 5)

    assert target.read_bytes() == before
    assert LastSeen(folder).is_older(ID, 4), "it has a file of its own again"
    assert len(door.open().saved_keys()) == 1


@pytest.mark.parametrize("size", [16 * 1024 + 1, 2**40])
def test_an_immense_file_in_its_place_is_not_read(
    door: VaultDoor, vault: Vault, folder: Path, size: int
) -> None:
    os.truncate(folder / "last-seen.json", size)

    door.open().close()

    assert (folder / "last-seen.json").stat().st_size < 1024
