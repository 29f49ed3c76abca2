"""Pairs in the vault: one save each, nothing half, and every part of the vault knows them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.vault.forged_files import WORDS, forged
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused, save
from tests.vault.saved_states import with_its_own_key
from wizard.core.credentials import Ed25519Credentials, KeyKind
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import WaitingPair
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.vault import pairs
from wizard.vault.cipher import SealBrokenError
from wizard.vault.door import VaultDoor
from wizard.vault.key_pair import make_pair, public_key_of
from wizard.vault.records import Record
from wizard.vault.sealed_vault import seal_part, seal_vault
from wizard.vault.vault import Vault

API_KEY, OTHER_KEY = "A1b2" * 16, "2b1A" * 16


@pytest.fixture
def pair(vault: Vault) -> WaitingPair:
    return vault.pairs.make("One", VENUE, now=NOW)


def test_it_is_on_the_disk_before_anything_of_it_is_known(
    vault: Vault, door: VaultDoor, pair: WaitingPair
) -> None:
    with door.open() as again:
        assert again.pairs.waiting() == (pair,)
        assert again.pending_keys() == ()
        assert again.saved_keys() == ()
        with_its_own_key(again, pair)
    for act in (
        lambda: vault.credentials(pair.record_id),
        lambda: vault.rework(pair.record_id, lambda each: each, now=NOW),
    ):
        with refused(ProblemId.PAIR_UNFINISHED):
            act()


def test_the_private_key_is_in_no_file_in_plain(
    door: VaultDoor, vault: Vault, pair: WaitingPair
) -> None:
    vault.pairs.complete(pair.record_id, Secret(API_KEY), now=NOW)
    opened = vault.credentials(pair.record_id)
    assert isinstance(opened, Ed25519Credentials)
    body = opened.private_key.reveal().splitlines()[1].encode()
    for path in door.path.parent.iterdir():
        assert body not in path.read_bytes()
        assert body[22:] not in path.read_bytes()


def test_nothing_of_a_pair_stays_when_it_cannot_be_saved(
    vault: Vault, door: VaultDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(vault, "One", credentials(1))
    before = door.path.read_bytes()
    with refused(ProblemId.NAME_TAKEN):
        vault.pairs.make("one", VENUE, now=NOW)

    def fail(*_: object) -> Problem:
        raise ProblemError(Problem(ProblemId.DISK_FULL))

    monkeypatch.setattr(vault._live.file, "replace", fail)
    with refused(ProblemId.DISK_FULL):
        vault.pairs.make("Two", VENUE, now=NOW)
    assert vault.pairs.waiting() == ()
    assert door.path.read_bytes() == before


def test_halves_that_do_not_fit_are_never_saved(
    vault: Vault, door: VaultDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> tuple[Secret, str]:
        return make_pair()[0], make_pair()[1]

    before = door.path.read_bytes()
    monkeypatch.setattr(pairs, "make_pair", broken)
    with pytest.raises(SealBrokenError):
        vault.pairs.make("Two", VENUE, now=NOW)
    assert door.path.read_bytes() == before


def test_with_its_api_key_it_is_an_ordinary_pending_key(
    vault: Vault, door: VaultDoor, pair: WaitingPair
) -> None:
    pending = vault.pairs.complete(pair.record_id, Secret(API_KEY), now=NOW)
    with door.open() as again:
        assert again.pending_keys() == (pending,)
        assert again.pairs.waiting() == ()
        opened = again.credentials(pair.record_id)
    assert isinstance(opened, Ed25519Credentials)
    assert opened.api_key == API_KEY
    assert public_key_of(opened.private_key) == pair.public_key
    other = vault.pairs.complete(pair.record_id, Secret(OTHER_KEY), now=NOW)
    assert (other.api_key, other.record_id) == (OTHER_KEY, pair.record_id)
    again_opened = vault.credentials(pair.record_id)
    assert isinstance(again_opened, Ed25519Credentials)
    assert again_opened.private_key == opened.private_key


def test_a_pair_of_another_venue(vault: Vault, pair: WaitingPair) -> None:
    moved = vault.pairs.move(pair.record_id, VenueId.BINANCE_COM)
    assert moved.venue is VenueId.BINANCE_COM
    with_its_own_key(vault, moved)
    vault.pairs.complete(pair.record_id, Secret(API_KEY), now=NOW)
    with refused(ProblemId.KEY_GONE):
        vault.pairs.move(pair.record_id, VENUE)


def test_two_windows_and_one_pair(vault: Vault, door: VaultDoor, pair: WaitingPair) -> None:
    """The other window completes it, saves it or discards it; this one hears of it."""
    with door.open() as other:
        pending = other.pairs.complete(pair.record_id, Secret(API_KEY), now=NOW)
    assert vault.pairs.complete(pair.record_id, Secret(API_KEY), now=NOW) == pending
    with door.open() as other:
        other.discard(pair.record_id)
    for act in (
        lambda: vault.pairs.complete(pair.record_id, Secret(API_KEY), now=NOW),
        lambda: vault.discard(pair.record_id),
        lambda: vault.pairs.public_key(pair.record_id),
    ):
        with refused(ProblemId.KEY_GONE):
            act()


def test_a_discarded_pair_is_not_in_the_backup_either(
    vault: Vault, door: VaultDoor, pair: WaitingPair
) -> None:
    vault.discard(pair.record_id)
    door.path.unlink()
    assert door.copies.look().keys == 0


def test_the_backup_tells_of_it(vault: Vault, door: VaultDoor, pair: WaitingPair) -> None:
    vault.seal("Two", VENUE, credentials(2), now=NOW)
    door.path.write_bytes(door.path.read_bytes()[:-9])
    found = door.copies.look()
    assert (found.keys, found.names) == (1, ("One",))
    door.copies.put_back(now=NOW)
    with door.open() as again:
        assert again.pairs.waiting() == (pair,)
        with_its_own_key(again, pair)


def test_all_keys_renewed(vault: Vault, door: VaultDoor, pair: WaitingPair) -> None:
    vault.ways_in.renew_keys()
    with door.open() as again:
        with_its_own_key(again, pair)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Vault:
    other = VaultDoor(tmp_path / "elsewhere", None, cost=CHEAP)
    return other.create(Secret(PASSPHRASE))


def test_carried_to_another_computer(
    vault: Vault, elsewhere: Vault, tmp_path: Path, pair: WaitingPair
) -> None:
    assert vault.transfer.export(tmp_path / "file", WORDS) == 1
    taken = elsewhere.transfer.import_file(tmp_path / "file", WORDS)
    assert taken.added == ("One",)
    (there,) = elsewhere.pairs.waiting()
    assert there.public_key == pair.public_key
    with_its_own_key(elsewhere, there)
    assert elsewhere.transfer.import_file(tmp_path / "file", WORDS).already_here == ("One",)
    # Completed there meanwhile, it does not come back as one that still waits.
    elsewhere.pairs.complete(there.record_id, Secret(API_KEY), now=NOW)
    assert elsewhere.transfer.import_file(tmp_path / "file", WORDS).already_here == ("One",)
    assert elsewhere.pairs.waiting() == ()


def test_a_completed_one_comes_beside_the_one_that_waits(
    vault: Vault, elsewhere: Vault, tmp_path: Path, pair: WaitingPair
) -> None:
    vault.transfer.export(tmp_path / "waiting", WORDS)
    elsewhere.transfer.import_file(tmp_path / "waiting", WORDS)
    vault.pairs.complete(pair.record_id, Secret(API_KEY), now=NOW)
    vault.transfer.export(tmp_path / "completed", WORDS)
    taken = elsewhere.transfer.import_file(tmp_path / "completed", WORDS)
    assert taken.renamed == (("One", "One (2)"),)
    (key,) = elsewhere.pending_keys()
    assert (key.kind, key.api_key) == (KeyKind.ED25519, API_KEY)
    assert len(elsewhere.pairs.waiting()) == 1, "ours is as it was"


def test_a_public_key_of_somebody_else_is_not_taken_in(vault: Vault, tmp_path: Path) -> None:
    """Else the person would give the exchange a key that somebody else can sign with."""
    contents, data_key = forged([])
    private_key, _ = make_pair()
    theirs = WaitingPair("1" * 16, "One", VENUE, NOW, None, make_pair()[1])
    record = Record(theirs, seal_part(contents.vault_id, theirs, private_key, data_key))
    forgery = type(contents)(contents.vault_id, 1, contents.slots, (record,))
    (tmp_path / "file").write_bytes(seal_vault(forgery, data_key))
    with refused(ProblemId.IMPORT_DAMAGED):
        vault.transfer.import_file(tmp_path / "file", WORDS)
    assert vault.pairs.waiting() == ()


def test_an_older_vault_file_beside_it_is_told(
    vault: Vault, door: VaultDoor, pair: WaitingPair, tmp_path: Path
) -> None:
    shutil.copy(door.path, tmp_path / "older")
    vault.pairs.complete(pair.record_id, Secret(API_KEY), now=NOW)
    vault.close()
    shutil.copy(tmp_path / "older", door.path)
    with door.open() as again:
        assert again.older
        assert again.pairs.waiting() == (pair,)
