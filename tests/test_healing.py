"""A vault whose keychain lost its key: opened in another way, and put right where that is wise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.vault.samples import CHEAP, NOW, VENUE, credentials
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.recovery_code import new_recovery_code
from wizard.core.secret import Secret
from wizard.key_service.storage import Storage
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain


class Place:
    """A vault with one key and a recovery code, and what opens it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keychain = MemoryKeychain()
        self.code = new_recovery_code()
        with self.door().create() as vault:
            vault.ways_in.set_recovery_code(self.code)
            vault.seal("One", VENUE, credentials(), now=NOW)

    def door(self) -> VaultDoor:
        return VaultDoor(self.folder, self.keychain, cost=CHEAP)

    def opened_after_the_keychain_failed(self) -> Storage:
        storage = Storage(self.door())
        with pytest.raises(ProblemError) as caught:
            storage.open()
        assert caught.value.problem.id is ProblemId.RECOVERY_CODE_NEEDED
        storage.open_with_code(Secret(self.code.reveal()))
        return storage


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "kept")


def test_a_lost_entry_is_put_back_and_told(place: Place) -> None:
    place.keychain = MemoryKeychain()
    storage = place.opened_after_the_keychain_failed()
    assert storage.healed
    storage.close()
    again = Storage(place.door())
    again.open()
    assert not again.healed
    assert [key.name for key in again.vault.pending_keys()] == ["One"]


def test_an_older_copy_is_told_before_anything_is_put_right(place: Place) -> None:
    """To heal is to write, and what was written last is no older copy any more."""
    before = place.folder.with_name("before.rokey")
    shutil.copy(place.door().path, before)
    with place.door().open() as vault:
        vault.seal("Two", VENUE, credentials(2), now=NOW)
    shutil.copy(before, place.door().path)
    place.keychain = MemoryKeychain()

    storage = place.opened_after_the_keychain_failed()
    assert storage.is_older
    assert not storage.healed
    assert place.door().path.read_bytes() == before.read_bytes()

    storage.vault.seal("Three", VENUE, credentials(3), now=NOW)
    storage.close()
    assert place.opened_after_the_keychain_failed().healed
