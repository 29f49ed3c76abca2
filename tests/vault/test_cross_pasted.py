"""Parts of vaults under the same keys, put together anew: only what was saved together opens."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vault.all_kinds import VAULT_ID, Made, made, records_of
from tests.vault.by_hand import opened, state_of
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused, save
from tests.vault.second_format import BOTH, FORMAT_2
from wizard.core.credentials import KeyKind
from wizard.core.problems import ProblemId
from wizard.core.public_key import pem_of_raw, raw_of_pem
from wizard.core.saved_key import KeptKey, PendingKey, WaitingPair
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.vault.canonical import to_base64
from wizard.vault.cipher import SealBrokenError
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import (
    FORMAT_1,
    Format,
    Header,
    KeychainSlot,
    PassphraseSlot,
    PassphraseUse,
    SealedFile,
    Slot,
    from_file,
    to_file,
)
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.passphrase_slot import make_passphrase_slot, open_passphrase_slot
from wizard.vault.sealed_vault import Contents, open_part, seal_vault

DAMAGED = (ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE)
OTHER_ID = "f" * 32


def saved_states() -> list[SealedFile]:
    """One vault at two generations and with a new passphrase, another vault with the same data
    key, the same passphrase and the same keychain entry, and the first one in another format.
    """
    kind = made("every way in")
    first, key = from_file(kind.data), kind.key
    contents = Contents(VAULT_ID, 7, first.header.slots, records_of(VAULT_ID))
    later = replace(contents, generation=8, records=contents.records[:1])
    fresh = make_passphrase_slot(VAULT_ID, key, Secret(PASSPHRASE), CHEAP)
    rotated = replace(later, generation=9, slots=(*first.header.slots[:2], fresh))
    of_the_other = make_passphrase_slot(OTHER_ID, key, Secret(PASSPHRASE), CHEAP)
    other = Contents(OTHER_ID, 7, (*first.header.slots[:2], of_the_other), records_of(OTHER_ID))
    sealed = [seal_vault(each, kind.key) for each in (contents, contents, later, rotated, other)]
    in_format_2 = seal_vault(later, kind.key, FORMAT_2)
    return [*(from_file(each) for each in sealed), from_file(in_format_2, BOTH)]


def chimeras(states: list[SealedFile]) -> Iterator[SealedFile]:
    """Every part from every state. Slots come whole, one by one, and with parts of each other."""
    headers = [state.header for state in states]
    slots = {state.header.slots for state in states}
    slots |= {tuple(reversed(each)) for each in slots}
    slots |= {each[:-1] for each in slots}
    for form, vault_id, generation, ways, salted, body in itertools.product(
        (FORMAT_1, FORMAT_2),
        sorted({header.vault_id for header in headers}),
        sorted({header.generation for header in headers}),
        sorted(slots, key=repr),
        sorted({(header.salt, header.nonce) for header in headers}),
        [state.ciphertext for state in states],
    ):
        yield SealedFile(Header(vault_id, generation, ways, *salted), body, form)


def test_no_mixture_of_saved_states_opens() -> None:
    both = Made(b"", BOTH)
    states = saved_states()
    originals = {to_file(state) for state in states}
    assert all(both.opens(data) for data in originals)

    tried = 0
    for chimera in chimeras(states):
        data = to_file(chimera)
        if data not in originals:
            tried += 1
            assert not both.opens(data), data
    assert tried > 4000


@pytest.mark.parametrize("crossed", ["salt", "nonce"])
def test_salt_and_nonce_belong_together(crossed: str) -> None:
    one, two, *_ = saved_states()
    header = (
        replace(one.header, salt=two.header.salt)
        if crossed == "salt"
        else replace(one.header, nonce=two.header.nonce)
    )
    for body in (one.ciphertext, two.ciphertext):
        assert not made("every way in").opens(to_file(SealedFile(header, body)))


def typed_slots() -> list[tuple[str, PassphraseSlot]]:
    """Slots of two vaults, all under the same passphrase and the same data key."""
    key, passphrase = made("passphrase").key, Secret(PASSPHRASE)
    return [
        (vault_id, make_passphrase_slot(vault_id, key, passphrase, CHEAP, use))
        for vault_id in (VAULT_ID, OTHER_ID)
        for use in PassphraseUse
    ]


def test_a_passphrases_slot_is_worth_nothing_with_a_part_of_another() -> None:
    slots = typed_slots()
    for (vault_id, slot), (other_id, other) in itertools.product(slots, slots):
        mixed = [
            (other_id, slot),
            (vault_id, replace(slot, slot_id=other.slot_id)),
            (vault_id, replace(slot, use=other.use)),
            (vault_id, replace(slot, salt=other.salt)),
            (vault_id, replace(slot, nonce=other.nonce)),
            (vault_id, replace(slot, wrapped=other.wrapped)),
            (vault_id, replace(slot, nonce=other.nonce, wrapped=other.wrapped)),
            (vault_id, replace(slot, salt=other.salt, nonce=other.nonce, wrapped=other.wrapped)),
        ]
        for of_vault, each in mixed:
            if (of_vault, each) not in slots:
                with pytest.raises(SealBrokenError):
                    open_passphrase_slot(of_vault, each, Secret(PASSPHRASE))


@pytest.fixture
def neighbour(tmp_path: Path, keychain: MemoryKeychain) -> VaultDoor:
    """Another vault with the same keychain and the same passphrase."""
    neighbour = VaultDoor(tmp_path / "other", keychain, cost=CHEAP)
    with neighbour.create(Secret(PASSPHRASE), also_keychain=True) as vault:
        save(vault, "Theirs", credentials(7))
    return neighbour


@pytest.fixture
def ours(door: VaultDoor) -> SealedFile:
    with door.create(Secret(PASSPHRASE), also_keychain=True) as vault:
        save(vault, "Ours", credentials(1))
    return from_file(door.path.read_bytes())


def check_refused(door: VaultDoor, forged: SealedFile, *problem_ids: ProblemId) -> None:
    """By the keychain, by the passphrase; and the file is left as it is."""
    door.path.write_bytes(to_file(forged))
    before = state_of(door.path)
    for passphrase in (None, Secret(PASSPHRASE)):
        with refused(*problem_ids):
            door.open(passphrase)
    assert state_of(door.path) == before


def account_of(slots: tuple[Slot, ...]) -> str:
    return next(slot.account for slot in slots if isinstance(slot, KeychainSlot))


def test_parts_of_a_neighbour_are_refused_at_the_door(
    door: VaultDoor, ours: SealedFile, neighbour: VaultDoor
) -> None:
    theirs = from_file(neighbour.path.read_bytes())
    refusals = (*DAMAGED, ProblemId.PASSPHRASE_WRONG, ProblemId.PASSPHRASE_NEEDED)

    check_refused(door, replace(ours, ciphertext=theirs.ciphertext), *refusals)
    check_refused(door, replace(theirs, ciphertext=ours.ciphertext), *refusals)
    for name in ("slots", "vault_id", "salt", "nonce"):
        value = getattr(theirs.header, name)
        check_refused(door, replace(ours, header=replace(ours.header, **{name: value})), *refusals)


def test_two_vaults_that_share_a_keychain_entry_stay_two(
    door: VaultDoor, ours: SealedFile, neighbour: VaultDoor
) -> None:
    """Their slots name the same entry, so its key opens neither the other slot nor its payload."""
    theirs = from_file(neighbour.path.read_bytes())
    at = next(n for n, slot in enumerate(ours.header.slots) if isinstance(slot, KeychainSlot))
    their_slot = next(slot for slot in theirs.header.slots if isinstance(slot, KeychainSlot))
    shared = replace(their_slot, account=account_of(ours.header.slots))
    for slot in (their_slot, shared):
        slots = (*ours.header.slots[:at], slot, *ours.header.slots[at + 1 :])
        header = replace(ours.header, slots=slots)
        check_refused(
            door,
            replace(ours, header=header),
            *(*DAMAGED, ProblemId.PASSPHRASE_NEEDED),
        )


def test_an_older_payload_under_a_newer_header(door: VaultDoor, ours: SealedFile) -> None:
    with door.open() as vault:
        vault.seal("Later", VENUE, credentials(2), now=NOW)
    later = from_file(door.path.read_bytes())
    assert later.header.slots == ours.header.slots

    check_refused(door, SealedFile(later.header, ours.ciphertext), *DAMAGED)
    check_refused(door, SealedFile(ours.header, later.ciphertext), *DAMAGED)
    salted = replace(later.header, salt=ours.header.salt, nonce=ours.header.nonce)
    check_refused(door, SealedFile(salted, ours.ciphertext), *DAMAGED)
    renumbered = replace(ours.header, generation=later.header.generation)
    check_refused(door, SealedFile(renumbered, ours.ciphertext), *DAMAGED)


@pytest.mark.parametrize("form", [FORMAT_1, FORMAT_2])
def test_records_of_another_vault_show_but_give_no_secret(
    folder: Path, keychain: MemoryKeychain, ours: SealedFile, neighbour: VaultDoor, form: Format
) -> None:
    """Whoever has the data key can seal a payload; the secrets in it still know their place."""
    door = VaultDoor(folder, keychain, cost=CHEAP, formats=BOTH)
    contents, key = opened(door.path.read_bytes(), keychain)
    theirs, _ = opened(neighbour.path.read_bytes(), keychain)
    moved = replace(contents, generation=contents.generation + 1, records=theirs.records)
    door.path.write_bytes(seal_vault(moved, key, form))
    before = state_of(door.path)

    with door.open() as vault:
        (shown,) = vault.saved_keys()
        assert shown.name == "Theirs"
        with refused(*DAMAGED):
            vault.credentials(shown.record_id)

    assert state_of(door.path) == before


def test_a_secret_fits_its_own_record_alone_under_the_same_data_key() -> None:
    key = made("keychain").key
    ours, theirs = records_of(VAULT_ID), records_of(OTHER_ID)
    for vault_id, record in [*((OTHER_ID, each) for each in ours), (VAULT_ID, theirs[0])]:
        with pytest.raises(SealBrokenError):
            open_part(vault_id, record, key)
    for record, secret in itertools.product(ours, (*ours, *theirs)):
        if secret is not record:
            with pytest.raises(SealBrokenError):
                open_part(VAULT_ID, replace(record, secret=secret.secret), key)
    for record in ours:
        for changed in _changed(record.key):
            with pytest.raises(SealBrokenError):
                open_part(VAULT_ID, replace(record, key=changed), key)
        open_part(VAULT_ID, record, key)


def _changed(key: KeptKey) -> Iterator[KeptKey]:
    """The record as another one; a pair also as the key that it would be with an API key."""
    yield replace(key, record_id="9" * 16)
    yield replace(key, venue=VenueId.BINANCE_COM)
    if not isinstance(key, WaitingPair):
        yield replace(key, api_key="Z" * 64)
        return
    yield replace(key, public_key=pem_of_raw(bytes(32)))
    for api_key in ("Z" * 64, to_base64(raw_of_pem(key.public_key)), key.public_key):
        yield PendingKey(
            key.record_id, key.name, key.venue, KeyKind.ED25519, api_key, NOW, key.replaces
        )
