"""What opens a vault, changed: what then opens it, what does not, what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused, save
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.vault.canonical import to_json
from wizard.vault.door import Presence, VaultDoor
from wizard.vault.file_format import UnknownSlot
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.slots import Ways
from wizard.vault.vault import Vault

CODE, NEW_CODE = Secret("CODE" * 7), Secret("MORE" * 7)
NEW = "a quite different battery"


@pytest.fixture
def both(vault: Vault) -> Vault:
    """Keychain, passphrase and code open it."""
    save(vault, "One", credentials(1))
    vault.ways_in.set_passphrase(Secret(PASSPHRASE))
    vault.ways_in.set_recovery_code(CODE)
    return vault


def test_a_new_vault_has_one_way(door: VaultDoor, vault: Vault) -> None:
    assert vault.ways_in.ways == door.ways() == Ways(True, False, False, False)
    assert vault.ways_in.ways.count == 1


def test_a_passphrase_takes_the_place_of_the_one_before(door: VaultDoor, both: Vault) -> None:
    both.ways_in.set_passphrase(Secret(NEW))

    with refused(ProblemId.PASSPHRASE_WRONG):
        door.open(Secret(PASSPHRASE))
    assert len(door.open(Secret(NEW)).saved_keys()) == 1
    door.open().close()
    door.open_with_code(CODE).close()


def test_a_code_takes_the_place_of_the_one_before(door: VaultDoor, both: Vault) -> None:
    both.ways_in.set_recovery_code(NEW_CODE)

    with refused(ProblemId.RECOVERY_CODE_WRONG):
        door.open_with_code(CODE)
    door.open_with_code(NEW_CODE).close()
    with refused(ProblemId.PASSPHRASE_WRONG):
        door.open(NEW_CODE)  # a code is no passphrase


@pytest.mark.parametrize("short", ["", "elevenchars"])
def test_a_short_passphrase_changes_nothing(door: VaultDoor, both: Vault, short: str) -> None:
    before = door.path.read_bytes()
    with refused(ProblemId.PASSPHRASE_TOO_SHORT):
        both.ways_in.set_passphrase(Secret(short))
    assert door.path.read_bytes() == before


def test_the_last_usual_way_stays(door: VaultDoor, vault: Vault) -> None:
    vault.ways_in.set_recovery_code(CODE)
    before = door.path.read_bytes()
    with refused(ProblemId.LAST_WAY_IN):
        vault.ways_in.leave_keychain()
    vault.ways_in.set_passphrase(Secret(PASSPHRASE))
    vault.ways_in.leave_keychain()
    with refused(ProblemId.LAST_WAY_IN):
        vault.ways_in.remove_passphrase()
    assert door.presence() is Presence.NEEDS_PASSPHRASE
    assert door.path.read_bytes() != before


def test_a_keychain_that_lost_its_entry_is_not_left_alone_with_the_vault(
    door: VaultDoor, both: Vault, keychain: MemoryKeychain
) -> None:
    for account in list(keychain._entries):
        keychain.delete(account, 1)

    with refused(ProblemId.KEYCHAIN_ENTRY_GONE):
        both.ways_in.remove_passphrase()
    door.open(Secret(PASSPHRASE)).close()
    both.ways_in.remove_recovery_code()  # the passphrase is left


def test_a_code_is_not_taken_away_from_a_keychain_that_lost_its_entry(
    door: VaultDoor, vault: Vault, keychain: MemoryKeychain
) -> None:
    vault.ways_in.set_recovery_code(CODE)
    keychain._entries.clear()

    with refused(ProblemId.KEYCHAIN_ENTRY_GONE):
        vault.ways_in.remove_recovery_code()

    door.open_with_code(CODE).close()


def test_without_a_keychain_the_passphrase_stays(folder: Path, both: Vault) -> None:
    with VaultDoor(folder, None, cost=CHEAP).open(Secret(PASSPHRASE)) as elsewhere:
        with refused(ProblemId.KEYCHAIN_MISSING):
            elsewhere.ways_in.remove_passphrase()
        with refused(ProblemId.KEYCHAIN_MISSING):
            elsewhere.ways_in.keep_in_keychain()
        with refused(ProblemId.KEYCHAIN_MISSING):
            elsewhere.ways_in.renew_keys(Secret(PASSPHRASE), NEW_CODE)
        elsewhere.ways_in.set_recovery_code(NEW_CODE)
    both.reload()
    assert both.ways_in.ways == Ways(True, True, True, False)


def test_leaving_the_keychain_with_a_passphrase_to_show(door: VaultDoor, both: Vault) -> None:
    with refused(ProblemId.PASSPHRASE_WRONG):
        both.ways_in.leave_keychain(Secret(NEW))
    door.open().close()

    both.ways_in.leave_keychain(Secret(PASSPHRASE))

    with refused(ProblemId.PASSPHRASE_NEEDED):
        door.open()


def test_leaving_the_keychain_leaves_nothing_in_it(
    both: Vault, keychain: MemoryKeychain, folder: Path
) -> None:
    both.ways_in.leave_keychain()

    assert keychain._entries == {}
    assert not (folder / "keychain-entries.json").exists()


@pytest.mark.parametrize(
    ("passphrase", "code", "problem"),
    [
        (None, NEW_CODE, ProblemId.PASSPHRASE_NEEDED),
        (PASSPHRASE, None, ProblemId.RECOVERY_CODE_NEEDED),
        (NEW, NEW_CODE, ProblemId.PASSPHRASE_WRONG),
    ],
)
def test_keys_are_renewed_with_everything_that_there_is(
    door: VaultDoor, both: Vault, passphrase: str | None, code: Secret | None, problem: ProblemId
) -> None:
    before = door.path.read_bytes()
    with refused(problem):
        both.ways_in.renew_keys(None if passphrase is None else Secret(passphrase), code)
    assert door.path.read_bytes() == before


def test_renewing_asks_for_nothing_that_there_is_not(vault: Vault) -> None:
    with refused(ProblemId.PASSPHRASE_UNSET):
        vault.ways_in.renew_keys(Secret(PASSPHRASE))
    with refused(ProblemId.RECOVERY_CODE_UNSET):
        vault.ways_in.renew_keys(None, NEW_CODE)
    vault.ways_in.renew_keys()


def test_renewed_keys_share_nothing_with_those_before(
    door: VaultDoor, both: Vault, folder: Path, tmp_path: Path
) -> None:
    """With the old file and everything that opened it, nobody opens the new one or its parts."""
    old = VaultDoor(tmp_path / "old", None, cost=CHEAP)
    old.folder.mkdir()
    old.path.write_bytes(door.path.read_bytes())
    known = old.open(Secret(PASSPHRASE))
    before = bytes(known._live.key)
    secrets = {record.secret.ciphertext for record in known._live.records}

    both.ways_in.renew_keys(Secret(PASSPHRASE), NEW_CODE)

    assert bytes(both._live.key) != before
    assert secrets.isdisjoint(record.secret.ciphertext for record in both._live.records)
    data = door.path.read_bytes()
    assert folder.joinpath("vault.rokey.bak").read_bytes() == data
    old.path.write_bytes(data)
    with refused(ProblemId.VAULT_REPLACED):
        known.reload()


def test_another_window_sees_new_ways_and_keeps_them(door: VaultDoor, both: Vault) -> None:
    other = door.open()
    both.ways_in.set_passphrase(Secret(NEW))

    other.seal("Two", VENUE, credentials(2), now=NOW)

    assert len(door.open(Secret(NEW)).pending_keys()) == 1
    with refused(ProblemId.PASSPHRASE_WRONG):
        door.open(Secret(PASSPHRASE))
    other.ways_in.remove_recovery_code()
    assert other.ways_in.ways == Ways(True, True, False, False)


def test_another_window_loses_nothing_when_the_keys_are_renewed(
    door: VaultDoor, both: Vault
) -> None:
    other = door.open()
    both.ways_in.renew_keys(Secret(PASSPHRASE), NEW_CODE)
    after = door.path.read_bytes()

    for attempt in (
        lambda: other.seal("Two", VENUE, credentials(2), now=NOW),
        lambda: other.ways_in.set_passphrase(Secret(NEW)),
        lambda: other.ways_in.renew_keys(Secret(PASSPHRASE), NEW_CODE),
    ):
        with refused(ProblemId.VAULT_REPLACED):
            attempt()

    assert door.path.read_bytes() == after
    door.open().seal("Two", VENUE, credentials(2), now=NOW)


def test_a_change_that_waits_too_long_for_its_turn_changes_nothing(
    folder: Path, both: Vault, keychain: MemoryKeychain
) -> None:
    door = VaultDoor(folder, keychain, cost=CHEAP, lock_patience_s=0.1)
    hasty, before = door.open(), door.path.read_bytes()

    with both._live.file.locked(), refused(ProblemId.VAULT_BUSY):
        hasty.ways_in.set_passphrase(Secret(NEW))

    assert door.path.read_bytes() == before


def test_a_vault_full_of_newer_ways_in_is_told_as_that(
    door: VaultDoor, vault: Vault, keychain: MemoryKeychain, folder: Path
) -> None:
    newer = tuple(
        UnknownSlot(f"{n:016x}", to_json({"id": f"{n:016x}", "type": "newer"})) for n in range(15)
    )
    vault._live.rework(
        lambda contents, key: (replace(contents, slots=contents.slots + newer), key), lambda: None
    )
    before = door.path.read_bytes()

    with refused(ProblemId.WAYS_FULL):
        vault.ways_in.set_recovery_code(CODE)
    with refused(ProblemId.WAYS_FULL):
        vault.ways_in.set_passphrase(Secret(PASSPHRASE))

    assert door.path.read_bytes() == before
    door.open().close()
    vault.ways_in.keep_in_keychain()  # in the place of the one before
    assert len(keychain._entries) == 1
    assert not (folder / "keychain-entries.json").exists()
