"""The vault as a front end meets it: opened, healed where its keychain lost it, put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault.faulty_keychain import FaultyKeychain
from tests.vault.faulty_world import Ending, KilledError, Manner, Plan, World, faulty_disk
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused, save
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret
from wizard.key_service.storage import Storage
from wizard.vault.door import VaultDoor

CODE = Secret("CODE" * 7)


class Kept:
    """A vault with one key that keychain, passphrase and code open; its keychain can lose it."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        self.keychain = FaultyKeychain(self.world)
        with VaultDoor(folder, self.keychain, cost=CHEAP).create() as vault:
            save(vault, "One", credentials(1))
            vault.ways_in.set_passphrase(Secret(PASSPHRASE))
            vault.ways_in.set_recovery_code(CODE)

    def storage(self) -> Storage:
        return Storage(VaultDoor(self.world.folder, self.keychain, cost=CHEAP))


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "kept")


def lose(kept: Kept, how: str) -> None:
    (account,) = kept.keychain.entries
    if how == "gone":
        kept.keychain.entries.clear()
    else:
        kept.keychain.entries[account] = b"something else"


@pytest.mark.parametrize("how", ["gone", "wrong"])
@pytest.mark.parametrize("by", ["passphrase", "code"])
def test_what_the_keychain_lost_is_put_back(kept: Kept, how: str, by: str) -> None:
    lose(kept, how)
    storage = kept.storage()
    with refused(ProblemId.PASSPHRASE_NEEDED):
        storage.open()
    if by == "passphrase":
        storage.open(Secret(PASSPHRASE))
    else:
        storage.open_with_code(CODE)

    assert storage.healed
    assert len(kept.keychain.entries) == 1
    again = kept.storage()
    again.open()
    assert not again.healed
    assert len(again.vault.saved_keys()) == 1


def test_it_is_healed_once(kept: Kept) -> None:
    """A window that is locked and unlocked with the passphrase does not heal at every turn."""
    lose(kept, "gone")
    storage = kept.storage()
    with refused(ProblemId.PASSPHRASE_NEEDED):
        storage.open()
    storage.open(Secret(PASSPHRASE))
    entries = dict(kept.keychain.entries)
    storage.close()

    storage.open(Secret(PASSPHRASE))

    assert kept.keychain.entries == entries
    assert not storage.healed


@pytest.mark.parametrize("manner", [Manner.LOCKED, Manner.SILENT])
def test_a_keychain_that_is_locked_today_is_not_healed(kept: Kept, manner: Manner) -> None:
    entries = dict(kept.keychain.entries)
    storage = kept.storage()
    kept.world.begin(Plan(1, manner))
    with refused(ProblemId.PASSPHRASE_NEEDED):
        storage.open()
    storage.open(Secret(PASSPHRASE))

    assert not storage.healed
    assert kept.keychain.entries == entries


def test_a_keychain_without_a_password_is_not_trusted_with_it(kept: Kept) -> None:
    lose(kept, "gone")
    storage = kept.storage()
    kept.keychain.weak = Problem(ProblemId.KEYCHAIN_IN_CLEAR)
    with refused(ProblemId.PASSPHRASE_NEEDED):
        storage.open()
    storage.open(Secret(PASSPHRASE))

    assert not storage.healed
    assert kept.keychain.entries == {}


@pytest.mark.parametrize("fault", [*Ending, *Manner, 28])
def test_healing_may_fail_at_any_step_and_keeps_nobody_out(
    tmp_path: Path, fault: Ending | Manner | int
) -> None:
    at = 1
    while True:
        kept = Kept(tmp_path / str(at))
        lose(kept, "gone")
        storage = kept.storage()
        with refused(ProblemId.PASSPHRASE_NEEDED):
            storage.open()
        with faulty_disk(kept.world):
            kept.world.begin(Plan(at, fault))
            try:
                storage.open(Secret(PASSPHRASE))
            except KilledError:
                pass
            else:
                assert len(storage.vault.saved_keys()) == 1
        is_over = at > len(kept.world.trail)
        kept.world.begin(None)
        storage = kept.storage()
        storage.open(Secret(PASSPHRASE))
        assert len(storage.vault.saved_keys()) == 1
        if is_over:
            break
        at += 7  # the steps one by one are tested with the ways in
    assert at > 1


def test_the_copy_in_the_vaults_place(kept: Kept) -> None:
    storage = kept.storage()
    storage.open()
    storage.vault.seal("Two", VENUE, credentials(2), now=NOW)
    file = kept.world.folder / "vault.rokey"
    file.write_bytes(file.read_bytes()[:-5])

    found = storage.look_at_copy()
    restored = storage.put_copy_back(now=NOW)

    assert found.keys == 1
    assert restored.kept is not None
    assert not storage.is_open, "what was open is not what lies there now"
    storage.open()
    assert not storage.is_older
    assert storage.vault.pending_keys() == ()
    storage.vault.seal("Two", VENUE, credentials(2), now=NOW)


def test_an_older_copy_is_told(kept: Kept) -> None:
    file = kept.world.folder / "vault.rokey"
    older = file.read_bytes()
    storage = kept.storage()
    storage.open()
    storage.vault.seal("Two", VENUE, credentials(2), now=NOW)
    assert not storage.is_older
    storage.close()
    file.write_bytes(older)
    again = kept.storage()
    assert not again.is_older, "nobody knows while it is closed"

    storage.open()

    assert storage.vault.older
    assert storage.ways().count == 3
