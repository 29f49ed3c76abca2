"""Finding, creating and opening a vault, and every foreign thing that may lie in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused, save
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.cipher import ArgonCost
from wizard.vault.door import KeptInKeychain, KeptUnderPassphrase, Presence, VaultDoor
from wizard.vault.file_format import KeychainSlot, PassphraseSlot, from_file
from wizard.vault.keychain import Found
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.vault import Vault

DAMAGED = (ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE)


def account_in(door: VaultDoor) -> str:
    slots = from_file(door.path.read_bytes()).header.slots
    return next(slot.account for slot in slots if isinstance(slot, KeychainSlot))


def test_before_the_first_vault(door: VaultDoor, folder: Path) -> None:
    assert door.presence() is Presence.ABSENT
    assert door.folder == folder
    assert door.path == folder / "vault.rokey"
    with refused(ProblemId.VAULT_ABSENT):
        door.open()
    assert not folder.exists(), "looking makes nothing"


def test_the_plan_names_the_keychain_and_leaves_nothing_in_it(
    door: VaultDoor, keychain: MemoryKeychain
) -> None:
    assert door.plan() == KeptInKeychain(keychain.name, None)
    assert keychain._entries == {}


def test_without_a_keychain_the_plan_is_a_passphrase(folder: Path) -> None:
    plan = VaultDoor(folder, None).plan()

    assert isinstance(plan, KeptUnderPassphrase)
    assert plan.reason.id is ProblemId.KEYCHAIN_MISSING
    with refused(ProblemId.KEYCHAIN_MISSING):
        VaultDoor(folder, None).create()
    assert VaultDoor(folder, None).presence() is Presence.ABSENT


def test_a_vault_with_its_key_in_the_keychain(door: VaultDoor, keychain: MemoryKeychain) -> None:
    door.create().close()

    assert door.presence() is Presence.OPENS_WITH_KEYCHAIN
    found = keychain.read(account_in(door), 1)
    assert isinstance(found, Found)
    assert len(found.value.reveal()) < 60
    assert found.value.reveal().startswith("rok1.")
    assert found.value.reveal().isascii()
    door.open().close()


def test_a_vault_under_a_passphrase(folder: Path) -> None:
    door = VaultDoor(folder, None, cost=CHEAP)
    vault = door.create(Secret(PASSPHRASE))
    saved = save(vault, "One", credentials())

    assert door.presence() is Presence.NEEDS_PASSPHRASE
    with refused(ProblemId.PASSPHRASE_NEEDED):
        door.open()
    for wrong in (PASSPHRASE + " ", PASSPHRASE.upper(), "", "x" * 1000):
        with refused(ProblemId.PASSPHRASE_WRONG):
            door.open(Secret(wrong))
    assert door.open(Secret(PASSPHRASE)).saved_keys() == (saved,)


def test_a_vault_that_both_open(folder: Path, keychain: MemoryKeychain) -> None:
    door = VaultDoor(folder, keychain, cost=CHEAP)
    door.create(Secret(PASSPHRASE), also_keychain=True)

    assert door.presence() is Presence.OPENS_WITH_KEYCHAIN
    door.open()
    door.open(Secret(PASSPHRASE))
    for without in (VaultDoor(folder, None), VaultDoor(folder, MemoryKeychain())):
        with refused(ProblemId.PASSPHRASE_NEEDED):
            without.open()
        without.open(Secret(PASSPHRASE))


def test_the_full_cost_is_what_a_new_passphrase_gets(folder: Path) -> None:
    door = VaultDoor(folder, None)
    door.create(Secret(PASSPHRASE))

    (slot,) = from_file(door.path.read_bytes()).header.slots
    assert isinstance(slot, PassphraseSlot)
    assert slot.cost in (ArgonCost(256 * 1024, 3, 4), ArgonCost(64 * 1024, 3, 4))
    door.open(Secret(PASSPHRASE))


@pytest.mark.parametrize("short", ["", "short", "elevenchars"])
def test_a_short_passphrase_makes_no_vault(folder: Path, short: str) -> None:
    door = VaultDoor(folder, None, cost=CHEAP)

    with refused(ProblemId.PASSPHRASE_TOO_SHORT):
        door.create(Secret(short))

    assert door.presence() is Presence.ABSENT


def test_the_same_passphrase_typed_on_another_keyboard(folder: Path) -> None:
    door = VaultDoor(folder, None, cost=CHEAP)
    door.create(Secret("caf\u00e9 caf\u00e9 caf\u00e9"))

    door.open(Secret("cafe\u0301 cafe\u0301 cafe\u0301"))


def test_a_vault_is_never_written_over(door: VaultDoor, vault: Vault) -> None:
    saved = save(vault, "One", credentials())

    with refused(ProblemId.VAULT_EXISTS):
        door.create()

    assert door.open().saved_keys() == (saved,)


def test_a_damaged_vault_is_not_written_over_either(door: VaultDoor, vault: Vault) -> None:
    door.path.write_bytes(b"something else")

    with refused(*DAMAGED):
        door.create()
    with refused(*DAMAGED):
        vault.seal("One", VENUE, credentials(), now=NOW)

    assert door.path.read_bytes() == b"something else"


def test_damage_names_the_copy_if_there_is_one(door: VaultDoor, vault: Vault) -> None:
    door.path.write_bytes(b"")
    with refused(ProblemId.VAULT_DAMAGED_ALONE):
        door.presence()
    backup = door.path.with_name("vault.rokey.bak")

    backup.write_bytes(b"damaged too")
    with refused(ProblemId.VAULT_DAMAGED_ALONE):
        door.presence()


def test_the_copy_opens_in_the_place_of_a_damaged_vault(door: VaultDoor, vault: Vault) -> None:
    save(vault, "One", credentials(1))
    save(vault, "Two", credentials(2))
    door.path.write_bytes(door.path.read_bytes()[:-9])

    with pytest.raises(ProblemError) as caught:
        door.open()
    told = caught.value.problem
    assert told.id is ProblemId.VAULT_DAMAGED
    assert "vault.rokey.bak" in told.do
    assert str(door.folder) in told.do

    door.path.with_name("vault.rokey.bak").replace(door.path)
    again = door.open()
    assert [key.name for key in again.saved_keys()] == ["One"]
    assert [key.name for key in again.pending_keys()] == ["Two"], "only the last change is gone"


def test_a_copy_without_its_vault_is_not_buried(door: VaultDoor, vault: Vault) -> None:
    save(vault, "One", credentials())
    door.path.unlink()

    for attempt in (door.presence, door.open, door.create):
        with refused(ProblemId.VAULT_GONE):
            attempt()
    with refused(ProblemId.VAULT_GONE):
        vault.seal("Two", VENUE, credentials(2), now=NOW)

    door.path.with_name("vault.rokey.bak").replace(door.path)
    assert len(door.open().pending_keys()) == 1


def test_vault_and_copy_gone_while_open(door: VaultDoor, vault: Vault) -> None:
    save(vault, "One", credentials())
    door.path.unlink()
    door.path.with_name("vault.rokey.bak").unlink()

    with refused(ProblemId.VAULT_GONE_ALONE):
        vault.seal("Two", VENUE, credentials(2), now=NOW)
    with refused(ProblemId.VAULT_GONE_ALONE):
        vault.reload()
    assert not door.path.exists()


def test_a_deleted_keychain_entry(door: VaultDoor, vault: Vault, keychain: MemoryKeychain) -> None:
    keychain.delete(account_in(door), 1)

    with refused(ProblemId.KEYCHAIN_ENTRY_GONE):
        door.open()


@pytest.mark.parametrize(
    "value", ["", "rok1.", "rok1." + "A" * 43 + ".00000000", "something else", "ü" * 40, "x" * 9999]
)
def test_a_keychain_entry_that_is_not_ours(
    door: VaultDoor, vault: Vault, keychain: MemoryKeychain, value: str
) -> None:
    account = account_in(door)
    keychain.delete(account, 1)
    keychain.write(account, Secret(value), 1)

    with refused(ProblemId.KEYCHAIN_ENTRY_WRONG):
        door.open()


def test_the_keychain_entry_of_another_vault(
    door: VaultDoor, vault: Vault, keychain: MemoryKeychain, tmp_path: Path
) -> None:
    other = VaultDoor(tmp_path / "other", keychain)
    other.create()
    value = keychain.read(account_in(other), 1)
    assert isinstance(value, Found)
    keychain.delete(account_in(door), 1)
    keychain.write(account_in(door), value.value, 1)

    with refused(*DAMAGED):
        door.open()


def test_giving_up_without_a_keychain_does_nothing(folder: Path) -> None:
    VaultDoor(folder, None).give_up()


def test_a_failed_creation_leaves_no_entry_in_the_keychain(
    tmp_path: Path, keychain: MemoryKeychain
) -> None:
    (tmp_path / "file").write_bytes(b"")

    with refused(ProblemId.FOLDER_NOT_WRITABLE):
        VaultDoor(tmp_path / "file", keychain).create()

    assert keychain._entries == {}
