"""Parts moved between records and vaults do not open, and a vault has a largest size."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.vault.samples import CHEAP, NOW, VENUE, check, credentials, refused, save
from wizard.core.credentials import HmacCredentials, KeyKind
from wizard.core.problems import ProblemId
from wizard.core.saved_key import PendingKey, SavedKey
from wizard.core.secret import Secret
from wizard.core.venue import Grade, VenueId
from wizard.vault.cipher import SealBrokenError, random_bytes
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import (
    FORMAT_1,
    MAX_BYTES,
    KeychainSlot,
    SealedFile,
    from_file,
    to_file,
)
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.records import Record, Records
from wizard.vault.sealed_vault import (
    Contents,
    VaultFullError,
    open_secret,
    open_vault,
    seal_secret,
    seal_vault,
)
from wizard.vault.strict_fields import VaultNewerError
from wizard.vault.vault import Vault

DAMAGED = (ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE)
KEY = random_bytes(32)
VAULT_ID = "a" * 32


def pending(number: int) -> PendingKey:
    api_key = credentials(number).api_key
    return PendingKey(f"{number:016x}", f"Key {number}", VENUE, KeyKind.HMAC, api_key, NOW)


def record(number: int) -> Record:
    key = pending(number)
    return Record(key, seal_secret(VAULT_ID, key, credentials(number), KEY))


def test_a_secret_opens_in_its_own_record_alone() -> None:
    one = record(1)
    assert open_secret(VAULT_ID, one, KEY) == credentials(1)
    assert isinstance(one.key, PendingKey)

    moved: list[PendingKey] = [
        replace(one.key, record_id="f" * 16),
        replace(one.key, venue=VenueId.BINANCE_COM),
        replace(one.key, api_key=credentials(2).api_key),
        replace(one.key, kind=KeyKind.ED25519),
        replace(one.key, kind=KeyKind.RSA),
    ]
    for key in moved:
        with pytest.raises(SealBrokenError):
            open_secret(VAULT_ID, Record(key, one.secret), KEY)
    with pytest.raises(SealBrokenError):
        open_secret("b" * 32, one, KEY)
    with pytest.raises(SealBrokenError):
        open_secret(VAULT_ID, one, random_bytes(32))
    renamed = Record(replace(one.key, name="Renamed"), one.secret)
    assert open_secret(VAULT_ID, renamed, KEY) == credentials(1), "a name may change"


def test_secrets_swapped_between_records_do_not_open(vault: Vault, door: VaultDoor) -> None:
    """Whoever could write the payload still could not make one key sign with another's secret."""
    one = save(vault, "One", credentials(1))
    two = save(vault, "Two", credentials(2))
    contents = vault._live.contents
    first, second = contents.records
    swapped = (Record(first.key, second.secret), Record(second.key, first.secret))
    door.path.write_bytes(seal_vault(replace(contents, records=swapped), vault._live.key))

    opened = door.open()

    for key in (one, two):
        with refused(*DAMAGED):
            opened.credentials(key.record_id)


def test_the_payload_of_another_vault_does_not_open_even_under_the_same_keys() -> None:
    one = from_file(seal_vault(Contents("a" * 32, 1, slots_of(), ()), KEY))
    two = from_file(seal_vault(Contents("b" * 32, 1, slots_of(), (record(1),)), KEY))
    later = from_file(seal_vault(Contents("a" * 32, 2, slots_of(), ()), KEY))

    for other in (two, later):
        crossed = SealedFile(one.header, other.ciphertext)
        with pytest.raises(SealBrokenError):
            open_vault(from_file(to_file(crossed)), KEY)
        salted = replace(one.header, salt=other.header.salt, nonce=other.header.nonce)
        with pytest.raises(SealBrokenError):
            open_vault(from_file(to_file(SealedFile(salted, other.ciphertext))), KEY)


def slots_of() -> tuple[KeychainSlot, ...]:
    return (KeychainSlot("0" * 16, "vault-key-" + "0" * 32, bytes(12), bytes(48)),)


def test_slots_moved_between_vaults_do_not_open(
    vault: Vault, door: VaultDoor, tmp_path: Path, keychain: MemoryKeychain
) -> None:
    other = VaultDoor(tmp_path / "other", keychain, cost=CHEAP)
    other.create()
    ours, theirs = from_file(door.path.read_bytes()), from_file(other.path.read_bytes())
    crossed = SealedFile(replace(ours.header, slots=theirs.header.slots), ours.ciphertext)
    door.path.write_bytes(to_file(crossed))

    with refused(*DAMAGED):
        door.open()


def test_two_saves_of_the_same_contents_share_no_salt_nonce_or_byte_of_text() -> None:
    contents = Contents(VAULT_ID, 1, slots_of(), (record(1),))
    one, two = (from_file(seal_vault(contents, KEY)) for _ in range(2))

    assert one.header.salt != two.header.salt
    assert one.header.nonce != two.header.nonce
    assert one.ciphertext != two.ciphertext


def saved(number: int, checks: int) -> Record:
    template = record(1)
    key = SavedKey(
        record_id=f"{number:016x}",
        name=f"Key {number}",
        venue=VENUE,
        kind=KeyKind.HMAC,
        api_key=f"{number:064d}",
        created_at=NOW,
        grade=Grade.FULL,
        first_seen_created_ms=1,
        history=tuple(
            replace(check(), checked_at=NOW + timedelta(minutes=minute)) for minute in range(checks)
        ),
    )
    return Record(key, template.secret)


def contents_with(records: Records) -> Contents:
    return Contents(VAULT_ID, 1, slots_of(), records)


def test_a_thousand_keys_with_their_whole_history_fit() -> None:
    records = tuple(saved(number, 50) for number in range(1000))

    data = seal_vault(contents_with(records), KEY)

    assert len(data) <= MAX_BYTES
    assert open_vault(from_file(data), KEY).records == records


def test_a_fuller_vault_gives_up_old_checks_before_it_refuses_a_key() -> None:
    records = tuple(saved(number, 50) for number in range(3000))

    opened = open_vault(from_file(seal_vault(contents_with(records), KEY)), KEY)

    assert [each.secret for each in opened.records] == [each.secret for each in records]
    for kept, whole in zip(opened.records, records, strict=True):
        assert isinstance(kept.key, SavedKey)
        assert isinstance(whole.key, SavedKey)
        assert kept.key.history == whole.key.history[: len(kept.key.history)]
        assert kept.key.history


def test_a_vault_that_is_full_says_so_and_keeps_what_it_has(vault: Vault, door: VaultDoor) -> None:
    before = door.path.read_bytes()
    huge = HmacCredentials("h" * 64, Secret("x" * MAX_BYTES))

    with refused(ProblemId.VAULT_FULL):
        vault.seal("Huge", VENUE, huge, now=NOW)
    with pytest.raises(VaultFullError):
        seal_vault(contents_with(tuple(saved(number, 1) for number in range(9000))), KEY)

    assert door.path.read_bytes() == before
    vault.seal("One", VENUE, credentials(), now=NOW)


def test_words_of_a_newer_version_are_met_at_every_look() -> None:
    """The first look must not leave something that is then taken for damage."""
    sealed = from_file(seal_vault(contents_with((record(1),)), KEY))

    def read(data: bytes | bytearray) -> Records:
        assert any(data)
        raise VaultNewerError("a word of tomorrow")

    opened = open_vault(replace(sealed, form=replace(FORMAT_1, from_payload=read)), KEY)
    for _ in range(2):
        with pytest.raises(VaultNewerError):
            list(opened.records)
