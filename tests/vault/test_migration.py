"""A newer program takes over an older file: it opens, and a copy is kept before it is rewritten."""

from __future__ import annotations

import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vault.by_hand import opened, state_of
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, check, credentials, refused, save
from tests.vault.second_format import BOTH, FORMAT_2
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.saved_key import PendingKey, SavedKey
from wizard.core.secret import Secret
from wizard.vault.door import Presence, VaultDoor
from wizard.vault.file_format import (
    FORMAT_1,
    FORMATS,
    Formats,
    UnknownSlot,
    from_file,
    number_of,
    to_file,
)
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.records import Records
from wizard.vault.sealed_vault import seal_vault
from wizard.vault.strict_fields import VaultDamagedError, VaultNewerError
from wizard.vault.vault import Vault

DAMAGED = (ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE)


@pytest.fixture
def newer(folder: Path, keychain: MemoryKeychain) -> VaultDoor:
    """The door of a program that knows a second format."""
    return VaultDoor(folder, keychain, cost=CHEAP, formats=BOTH)


@pytest.fixture
def older_file(door: VaultDoor) -> bytes:
    """A vault in format 1 that opens in two ways, with a saved and a pending key."""
    with door.create(Secret(PASSPHRASE), also_keychain=True) as vault:
        save(vault, "One", credentials(1))
        vault.seal("Two", VENUE, credentials(2), now=NOW)
    return door.path.read_bytes()


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


def test_format_1_is_what_is_written_today(older_file: bytes) -> None:
    assert FORMATS.newest is FORMAT_1
    assert not FORMATS.has_older
    assert older_file.startswith(b"ROKEYVAULT/1\n")


def test_an_older_format_opens_and_nothing_is_written(newer: VaultDoor, older_file: bytes) -> None:
    before, names = state_of(newer.path), names_beside(newer)

    assert newer.presence() is Presence.OPENS_WITH_KEYCHAIN
    with newer.open() as vault:
        check_everything(vault)
        vault.reload()
    with newer.open(Secret(PASSPHRASE)) as vault:
        check_everything(vault)

    assert state_of(newer.path) == before
    assert names_beside(newer) == names


def test_the_first_save_keeps_the_older_file(newer: VaultDoor, older_file: bytes) -> None:
    newer.path.chmod(0o644)

    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
        check_everything(vault, "Three")

    assert number_of(newer.path.read_bytes()) == 2
    assert copy_of(newer).read_bytes() == older_file
    assert stat.S_IMODE(copy_of(newer).stat().st_mode) == 0o600
    assert copy_of(newer).stat().st_nlink == 1, "a copy of its own, not another name"
    for passphrase in (None, Secret(PASSPHRASE)):
        with newer.open(passphrase) as vault:
            check_everything(vault, "Three")


def test_the_copy_opens_with_the_older_program(
    newer: VaultDoor, older_file: bytes, keychain: MemoryKeychain, tmp_path: Path
) -> None:
    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    (tmp_path / "aside").mkdir()
    shutil.copy(copy_of(newer), tmp_path / "aside" / "vault.rokey")

    with VaultDoor(tmp_path / "aside", keychain).open() as vault:
        check_everything(vault)


def test_later_saves_keep_no_more_copies(newer: VaultDoor, older_file: bytes) -> None:
    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    before = state_of(copy_of(newer))

    with newer.open() as vault:
        vault.rename(vault.saved_keys()[0].record_id, "Another")
        vault.remove(vault.pending_keys()[0].record_id)

    assert state_of(copy_of(newer)) == before
    assert names_beside(newer) == {f"vault.rokey{end}" for end in ("", ".bak", ".lock", ".v1")}


def test_what_the_newer_writer_spoils_is_not_saved(
    folder: Path, keychain: MemoryKeychain, older_file: bytes
) -> None:
    """Every record is read again in the new format, also those that were not changed."""

    def forgetful(records: Records, history_limit: int) -> bytearray:
        saved = [each for each in records if isinstance(each.key, SavedKey)]
        return FORMAT_2.to_payload(saved, history_limit)

    formats = Formats(FORMAT_1, replace(FORMAT_2, to_payload=forgetful))
    door = VaultDoor(folder, keychain, cost=CHEAP, formats=formats)
    with door.open() as vault:
        before, names = state_of(door.path), names_beside(door)

        with refused(*DAMAGED):
            vault.rename(vault.saved_keys()[0].record_id, "Another")

        check_everything(vault)
    assert state_of(door.path) == before
    assert names_beside(door) == names


def test_a_new_vault_is_made_in_the_newest_format(newer: VaultDoor) -> None:
    newer.create().close()

    assert newer.path.read_bytes().startswith(b"ROKEYVAULT/2\n")
    assert not copy_of(newer).exists()


def test_a_copy_that_is_there_is_not_written_over(newer: VaultDoor, older_file: bytes) -> None:
    copy_of(newer).write_bytes(b"somebody's last hope")
    copy_of(newer, "v1.2").mkdir()
    copy_of(newer, "v1.3").symlink_to("nowhere")

    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)

    assert copy_of(newer).read_bytes() == b"somebody's last hope"
    assert copy_of(newer, "v1.2").is_dir()
    assert copy_of(newer, "v1.3").is_symlink()
    assert copy_of(newer, "v1.4").read_bytes() == older_file


def test_the_same_bytes_are_kept_once(newer: VaultDoor, older_file: bytes) -> None:
    """As after a save that was killed when the copy was there and the new file was not."""
    copy_of(newer).write_bytes(older_file)

    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)

    assert copy_of(newer).read_bytes() == older_file
    assert not copy_of(newer, "v1.2").exists()


def test_an_older_file_put_back_is_kept_under_another_number(
    newer: VaultDoor, older_file: bytes, door: VaultDoor
) -> None:
    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    newer.path.write_bytes(older_file)
    with door.open() as vault:
        vault.seal("With the older program", VENUE, credentials(4), now=NOW)
    later = newer.path.read_bytes()

    with newer.open() as vault:
        vault.seal("Again", VENUE, credentials(5), now=NOW)

    assert copy_of(newer).read_bytes() == older_file
    assert copy_of(newer, "v1.2").read_bytes() == later


def test_the_older_program_leaves_the_newer_file_alone(
    newer: VaultDoor, older_file: bytes, door: VaultDoor
) -> None:
    """It was open while the newer one saved."""
    with door.open() as stays_open, newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
        before = state_of(door.path)

        for attempt in (door.presence, door.open, stays_open.reload, door.create):
            with refused(ProblemId.VAULT_NEWER):
                attempt()
        with refused(ProblemId.VAULT_NEWER):
            stays_open.seal("Four", VENUE, credentials(4), now=NOW)

        assert state_of(door.path) == before


def test_the_newer_program_follows_the_older_one(
    newer: VaultDoor, older_file: bytes, door: VaultDoor
) -> None:
    """The older one saved while the newer one was open: that state is what is kept."""
    with newer.open() as vault, door.open() as by_the_older:
        by_the_older.seal("Three", VENUE, credentials(3), now=NOW)
        last = door.path.read_bytes()

        vault.seal("Four", VENUE, credentials(4), now=NOW)

        check_everything(vault, "Three", "Four")
        assert copy_of(newer).read_bytes() == last


def test_the_backup_in_the_older_format_is_a_backup(newer: VaultDoor, older_file: bytes) -> None:
    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    assert newer.path.with_name("vault.rokey.bak").read_bytes() == older_file

    newer.path.write_bytes(b"")

    with refused(ProblemId.VAULT_DAMAGED):
        newer.open()


@pytest.mark.parametrize("fields", ["own fields", "the other's fields"])
def test_a_file_cannot_pass_for_another_format(
    newer: VaultDoor, older_file: bytes, fields: str
) -> None:
    """The first line is part of what the seal is bound to, whatever the header says."""
    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    second = newer.path.read_bytes()
    if fields == "own fields":
        first_as_second = to_file(replace(from_file(older_file), form=FORMAT_2))
        second_as_first = to_file(replace(from_file(second, BOTH), form=FORMAT_1))
    else:
        first_as_second = older_file.replace(b"ROKEYVAULT/1", b"ROKEYVAULT/2", 1)
        second_as_first = second.replace(b"ROKEYVAULT/2", b"ROKEYVAULT/1", 1)

    for forged in (first_as_second, second_as_first):
        newer.path.write_bytes(forged)
        with refused(*DAMAGED):
            newer.open()
        assert newer.path.read_bytes() == forged


def test_a_slot_that_nobody_knows_comes_along(
    newer: VaultDoor, older_file: bytes, door: VaultDoor
) -> None:
    unknown = UnknownSlot("0123456789abcdef", b'{"id":"0123456789abcdef","type":"tpm2","x":[1]}')
    contents, key = opened(older_file)
    door.path.write_bytes(seal_vault(replace(contents, slots=(unknown, *contents.slots)), key))

    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)

    assert from_file(newer.path.read_bytes(), BOTH).header.slots[0] == unknown


@pytest.mark.parametrize("number", [0, 3, 10, 999999])
def test_a_format_that_nobody_knows(newer: VaultDoor, older_file: bytes, number: int) -> None:
    newer.path.write_bytes(b"ROKEYVAULT/%d\n" % number + older_file.split(b"\n", 1)[1])
    before = state_of(newer.path)

    with pytest.raises(ProblemError) as caught:
        newer.open()

    expected = {ProblemId.VAULT_NEWER} if number else set(DAMAGED)
    assert caught.value.problem.id in expected
    assert state_of(newer.path) == before


def test_a_table_without_an_old_format_calls_it_damaged_not_newer(older_file: bytes) -> None:
    with pytest.raises(VaultDamagedError):
        from_file(older_file, Formats(FORMAT_2))
    with pytest.raises(VaultNewerError):
        from_file(b"ROKEYVAULT/3\n", Formats(FORMAT_2))
