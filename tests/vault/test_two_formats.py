"""An older and a newer program side by side, and files that say they are of another format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.vault.by_hand import opened, state_of
from tests.vault.samples import NOW, VENUE, credentials, refused
from tests.vault.second_format import BOTH, FORMAT_2
from tests.vault.taken_over import check_everything, copy_of, names_beside
from wizard.core.problems import ProblemError, ProblemId
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import (
    FORMAT_1,
    Formats,
    UnknownSlot,
    from_file,
    number_of,
    to_file,
)
from wizard.vault.sealed_vault import seal_vault
from wizard.vault.strict_fields import VaultDamagedError, VaultNewerError

DAMAGED = (ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE)


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


def test_the_backup_in_the_newer_format_is_a_backup(newer: VaultDoor, older_file: bytes) -> None:
    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
        vault.seal("Four", VENUE, credentials(4), now=NOW)
    newer.path.write_bytes(b"")

    with refused(ProblemId.VAULT_DAMAGED):
        newer.open()
    newer.copies.put_back(now=NOW)

    assert number_of(newer.path.read_bytes()) == 2
    with newer.open() as vault:
        check_everything(vault, "Three")


def test_the_backup_in_the_older_format_is_put_back_and_taken_over_again(
    newer: VaultDoor, older_file: bytes
) -> None:
    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    newer.path.write_bytes(newer.path.read_bytes()[:-5])

    newer.copies.put_back(now=NOW)

    assert newer.path.read_bytes() == older_file
    with newer.open() as vault:
        check_everything(vault)
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    assert number_of(newer.path.read_bytes()) == 2
    assert copy_of(newer).read_bytes() == older_file
    assert not copy_of(newer, "v1.2").exists()


def test_the_older_program_puts_no_backup_in_the_newer_files_place(
    newer: VaultDoor, older_file: bytes, door: VaultDoor
) -> None:
    """The backup is in a format that it knows, but the vault is well."""
    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    before, names = state_of(door.path), names_beside(door)

    with refused(ProblemId.VAULT_NEWER):
        door.copies.put_back(now=NOW)

    assert state_of(door.path) == before
    assert names_beside(door) == names


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
