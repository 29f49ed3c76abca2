"""The list of entries beside the vault: foreign, damaged, in the way; and what it must not do."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.vault.samples import CHEAP, PASSPHRASE, credentials, refused, save
from tests.vault.vault_lives import LISTED
from tests.vault.watching import account_in
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import KeptInKeychain, VaultDoor
from wizard.vault.keychain import Absent, Done, Found, Locked, Trouble
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.vault import Vault

FOREIGN = [b"", b"[", b"{}", b'"x"', b"[1,null,{}]", b"\xff", b"[" * 60_000, b"x" * 70_000]


@pytest.mark.parametrize("data", FOREIGN, ids=range(len(FOREIGN)))
def test_whatever_is_in_the_list_the_vault_opens_and_changes(
    door: VaultDoor, vault: Vault, folder: Path, keychain: MemoryKeychain, data: bytes
) -> None:
    (folder / LISTED).write_bytes(data)

    with door.open() as again:
        again.ways_in.keep_in_keychain()

    assert list(keychain._entries) == [account_in(door)]
    assert not (folder / LISTED).exists()


def test_what_the_vault_needs_is_not_deleted_for_being_on_the_list(
    door: VaultDoor, vault: Vault, folder: Path, keychain: MemoryKeychain
) -> None:
    (folder / LISTED).write_text(json.dumps([account_in(door)]))

    door.open().close()

    assert list(keychain._entries) == [account_in(door)]
    door.open().close()
    assert not (folder / LISTED).exists()


def test_only_names_of_ours_are_deleted(
    door: VaultDoor, vault: Vault, folder: Path, keychain: MemoryKeychain
) -> None:
    mine, stray = "mail of mine", f"vault-key-{'0' * 32}"
    keychain.write(mine, Secret("x"), 1)
    keychain.write(stray, Secret("y"), 1)
    (folder / LISTED).write_text(json.dumps([mine, stray]))

    door.open().close()

    assert set(keychain._entries) == {mine, account_in(door)}


def test_what_the_backup_needs_is_not_deleted(
    door: VaultDoor, vault: Vault, folder: Path, keychain: MemoryKeychain
) -> None:
    """Whoever puts an older copy in the vault's place still has the newer one as a backup."""
    older = door.path.read_bytes()
    save(vault, "One", credentials(1))
    vault.ways_in.set_passphrase(Secret(PASSPHRASE))
    (folder / LISTED).write_text(json.dumps([account_in(door)]))
    newer = (folder / "vault.rokey.bak").read_bytes()
    door.path.write_bytes(older)

    opened = door.open()

    assert opened.older
    assert (folder / "vault.rokey.bak").read_bytes() == newer, "it is the newer one"
    assert list(keychain._entries) == [account_in(door)]


@pytest.mark.parametrize("what", ["folder", "symlink", "fifo"])
def test_something_else_in_the_place_of_the_list(
    door: VaultDoor, vault: Vault, folder: Path, keychain: MemoryKeychain, what: str
) -> None:
    place, target = folder / LISTED, folder / "target"
    match what:
        case "folder":
            place.mkdir()
        case "symlink":
            target.write_text("[]")
            place.symlink_to(target)
        case _:
            os.mkfifo(place)
    with door.open() as again:
        if what == "folder":
            with refused(ProblemId.WRITE_FAILED, ProblemId.FOLDER_NOT_WRITABLE):
                again.ways_in.keep_in_keychain()
        else:
            again.ways_in.keep_in_keychain()
            assert not place.is_symlink()
    door.open().close()
    assert list(keychain._entries) == [account_in(door)]
    assert not target.exists() or target.read_text() == "[]"


class AskedKeychain(MemoryKeychain):
    """Counts how often it is asked to forget something, and may be locked then."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.locked = False

    def delete(self, account: str, patience_s: float) -> Done | Absent | Trouble:
        self.asked += 1
        return Locked() if self.locked else super().delete(account, patience_s)


def test_what_a_locked_keychain_keeps_is_deleted_another_day(folder: Path) -> None:
    keychain = AskedKeychain()
    door = VaultDoor(folder, keychain, cost=CHEAP)
    with door.create() as vault:
        keychain.locked = True
        vault.ways_in.keep_in_keychain()
        assert vault.unconfirmed is not None
        assert vault.unconfirmed.id is ProblemId.OLD_KEY_LEFT
    assert len(keychain._entries) == 2
    keychain.locked = False

    door.open().close()

    assert list(keychain._entries) == [account_in(door)]
    asked = keychain.asked
    door.open().close()
    assert keychain.asked == asked, "where nothing is listed nothing is asked"


def test_opening_with_a_passphrase_does_not_wake_a_locked_keychain(folder: Path) -> None:
    keychain = AskedKeychain()
    door = VaultDoor(folder, keychain, cost=CHEAP)
    with door.create(Secret(PASSPHRASE), also_keychain=True) as vault:
        keychain.locked = True
        vault.ways_in.keep_in_keychain()
    asked = keychain.asked

    door.open(Secret(PASSPHRASE)).close()

    assert keychain.asked == asked
    assert (folder / LISTED).exists()


def test_while_an_older_copy_lies_there_nothing_is_deleted(
    door: VaultDoor, vault: Vault, folder: Path, keychain: MemoryKeychain
) -> None:
    """The newer file may come back, and need its entry."""
    older, newers = door.path.read_bytes(), f"vault-key-{'0' * 32}"
    save(vault, "One", credentials(1))
    keychain.write(newers, Secret("x"), 1)
    (folder / LISTED).write_text(json.dumps([newers]))
    door.path.write_bytes(older)

    door.open().close()

    assert newers in keychain._entries


class DyingKeychain(MemoryKeychain):
    """The program dies at its `last` call."""

    def __init__(self) -> None:
        super().__init__()
        self.calls, self.last = 0, 0

    def _call(self) -> None:
        self.calls += 1
        if self.calls == self.last:
            raise KeyboardInterrupt

    def read(self, account: str, patience_s: float) -> Found | Absent | Trouble:
        self._call()
        return super().read(account, patience_s)

    def delete(self, account: str, patience_s: float) -> Done | Absent | Trouble:
        self._call()
        return super().delete(account, patience_s)


@pytest.mark.parametrize("last", [1, 2, 3])
@pytest.mark.parametrize("there", [False, True])
def test_a_storage_check_that_died_leaves_nothing_for_good(
    folder: Path, last: int, there: bool
) -> None:
    keychain = DyingKeychain()
    if there:
        VaultDoor(folder, keychain, cost=CHEAP).create().close()
    folder.mkdir(exist_ok=True)
    keychain.calls, keychain.last = 0, last
    with pytest.raises(KeyboardInterrupt):
        VaultDoor(folder, keychain, cost=CHEAP).plan()
    assert (folder / LISTED).exists()

    door = VaultDoor(folder, keychain, cost=CHEAP)
    assert isinstance(door.plan(), KeptInKeychain)
    (door.open() if there else door.create()).close()

    assert list(keychain._entries) == [account_in(door)]
    assert not (folder / LISTED).exists()


def test_a_storage_check_ends_no_other_change(door: VaultDoor, vault: Vault, folder: Path) -> None:
    (folder / LISTED).write_bytes(b"[]")
    door.plan()
    assert (folder / LISTED).exists()


def test_a_storage_check_makes_no_folder(door: VaultDoor, folder: Path) -> None:
    assert isinstance(door.plan(), KeptInKeychain)
    assert not folder.exists()
