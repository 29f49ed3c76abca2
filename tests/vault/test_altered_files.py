"""A vault file that was altered, byte by byte or with care, and what the door makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vault.by_hand import opened, state_of
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused, save
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import Presence, VaultDoor
from wizard.vault.file_format import (
    FIRST_LINE,
    UnknownSlot,
    from_file,
)
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.sealed_vault import seal_vault
from wizard.vault.vault import Vault

DAMAGED = (ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE)
# An altered byte may make the file name another keychain entry or another version.
REFUSED = {*DAMAGED, ProblemId.VAULT_NEWER, ProblemId.KEYCHAIN_ENTRY_GONE}


@pytest.fixture
def one_key(vault: Vault) -> Vault:
    vault.seal("One", VENUE, credentials(), now=NOW)
    return vault


def outcome(door: VaultDoor) -> ProblemId | None:
    """What becomes of opening: None if it opens."""
    try:
        door.open().close()
    except ProblemError as error:
        return error.problem.id
    return None


def test_a_flipped_bit_in_every_byte_is_refused(one_key: Vault, door: VaultDoor) -> None:
    """All bits are flipped in test_every_alteration.py; this is the way through the door."""
    whole = door.path.read_bytes()

    for place in range(len(whole)):
        altered = bytearray(whole)
        altered[place] ^= 1 << place % 8
        door.path.write_bytes(altered)
        before = state_of(door.path)
        assert outcome(door) in REFUSED, f"byte {place}"
        assert state_of(door.path) == before

    door.path.write_bytes(whole)
    assert outcome(door) is None


def test_every_truncation_is_refused(one_key: Vault, door: VaultDoor) -> None:
    whole = door.path.read_bytes()

    for length in range(len(whole)):
        door.path.write_bytes(whole[:length])
        before = state_of(door.path)
        with refused(*DAMAGED):
            door.presence()
        with refused(*DAMAGED):
            door.open()
        assert state_of(door.path) == before


def test_bytes_added_doubled_or_removed_are_refused(one_key: Vault, door: VaultDoor) -> None:
    """Every one is in test_every_alteration.py; these go through the door."""
    whole = door.path.read_bytes()

    for place in range(0, len(whole), 5):
        before, after = whole[:place], whole[place:]
        byte = after[:1]
        for altered in (before + byte + after, before + after[1:], before + b" " + after):
            if altered != whole:
                door.path.write_bytes(altered)
                before_it = state_of(door.path)
                assert outcome(door) in REFUSED
                assert state_of(door.path) == before_it
    door.path.write_bytes(whole + b"\n")
    assert outcome(door) in DAMAGED
    door.path.write_bytes(whole.replace(b"\n", b"\r\n"))
    assert outcome(door) in DAMAGED


Change = Callable[[dict[str, object]], object]


def header_of(data: bytes) -> dict[str, object]:
    header = json.loads(data.split(b"\n")[1])
    assert isinstance(header, dict)
    return header


def with_header(data: bytes, header: object) -> bytes:
    first, _, body, _ = data.split(b"\n")
    line = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    return b"\n".join([first, line, body, b""])


def slot_of(header: dict[str, object]) -> dict[str, object]:
    found = header["slots"]
    assert isinstance(found, list)
    slot = found[0]
    assert isinstance(slot, dict)
    return slot


def kdf_of(header: dict[str, object]) -> dict[str, object]:
    kdf = slot_of(header)["kdf"]
    assert isinstance(kdf, dict)
    return kdf


STRUCTURE: list[Change] = [
    lambda header: header.update(extra=1),
    lambda header: header.pop("generation"),
    lambda header: header.update(generation=0),
    lambda header: header.update(generation=True),
    lambda header: header.update(generation="1"),
    lambda header: header.update(generation=10**30),
    lambda header: header.update(slots=[]),
    lambda header: header.update(slots={}),
    lambda header: header.update(slots=[1]),
    lambda header: header.update(slots=[slot_of(header)] * 2),
    lambda header: header.update(slots=[{"id": "0" * 16}]),
    lambda header: header.update(slots=[{"id": "0" * 16, "type": "NEW TYPE"}]),
    lambda header: header.update(payload=None),
    lambda header: header.update(payload={"alg": "none"}),
    lambda header: header.update(vault_id="x"),
    lambda header: slot_of(header).update(extra=1),
    lambda header: slot_of(header).update(nonce=""),
    lambda header: slot_of(header).update(wrapped="AAAA"),
    lambda header: slot_of(header).update(id="1"),
]


@pytest.mark.parametrize("number", range(len(STRUCTURE)))
def test_a_header_of_another_shape_is_refused(one_key: Vault, door: VaultDoor, number: int) -> None:
    whole = door.path.read_bytes()
    header = header_of(whole)
    assert with_header(whole, header) == whole

    STRUCTURE[number](header)
    door.path.write_bytes(with_header(whole, header))

    with refused(*DAMAGED):
        door.presence()


ALTERED: list[Change] = [
    lambda header: header.update(generation=header_generation(header) + 1),
    lambda header: header.update(vault_id="0" * 32),
    lambda header: slot_of(header).update(id="0" * 16),
    lambda header: header.update(slots=[slot_of(header), {"id": "0" * 16, "type": "new"}]),
]


def header_generation(header: dict[str, object]) -> int:
    generation = header["generation"]
    assert isinstance(generation, int)
    return generation


@pytest.mark.parametrize("number", range(len(ALTERED)))
def test_an_altered_header_of_the_right_shape_breaks_the_seal(
    one_key: Vault, door: VaultDoor, number: int
) -> None:
    whole = door.path.read_bytes()
    header = header_of(whole)

    ALTERED[number](header)
    door.path.write_bytes(with_header(whole, header))

    assert door.presence() is Presence.OPENS_WITH_KEYCHAIN
    with refused(*DAMAGED):
        door.open()


def test_a_name_that_appears_twice_is_refused(one_key: Vault, door: VaultDoor) -> None:
    whole = door.path.read_bytes()
    door.path.write_bytes(whole.replace(b'{"generation"', b'{"generation":1,"generation"', 1))

    with refused(*DAMAGED):
        door.presence()


@pytest.mark.parametrize(
    "first", [b"ROKEYVAULT/2", b"ROKEYVAULT/17", b"ROKEYVAULT/2\nanything\xff"]
)
def test_a_newer_version_is_named_and_left_alone(
    one_key: Vault, door: VaultDoor, first: bytes
) -> None:
    newer = first + door.path.read_bytes()[len(FIRST_LINE) - 1 :]
    door.path.write_bytes(newer)
    before = state_of(door.path)

    with refused(ProblemId.VAULT_NEWER):
        door.presence()
    with refused(ProblemId.VAULT_NEWER):
        door.open()
    with refused(ProblemId.VAULT_NEWER):
        one_key.seal("Two", VENUE, credentials(2), now=NOW)

    assert state_of(door.path) == before


@pytest.mark.parametrize("first", [b"ROKEYVAULT/0", b"ROKEYVAULT/01", b"rokeyvault/1", b""])
def test_another_first_line_is_no_vault(one_key: Vault, door: VaultDoor, first: bytes) -> None:
    door.path.write_bytes(first + door.path.read_bytes()[len(FIRST_LINE) - 1 :])

    with refused(*DAMAGED):
        door.presence()


@pytest.mark.parametrize("field", ["m", "t", "p"])
def test_another_cost_within_the_range_does_not_open_either(folder: Path, field: str) -> None:
    door = VaultDoor(folder, None, cost=CHEAP)
    door.create(Secret(PASSPHRASE))
    header = header_of(door.path.read_bytes())
    kdf_of(header)[field] = {"m": 20 * 1024, "t": 2, "p": 2}[field]
    door.path.write_bytes(with_header(door.path.read_bytes(), header))

    with refused(ProblemId.PASSPHRASE_WRONG):
        door.open(Secret(PASSPHRASE))


def test_a_slot_of_a_newer_version_is_kept(
    one_key: Vault, door: VaultDoor, keychain: MemoryKeychain
) -> None:
    """A newer version wrote it, so the payload is sealed together with it."""
    unknown = UnknownSlot("0123456789abcdef", b'{"id":"0123456789abcdef","tpm":"x","type":"tpm2"}')
    known, key = opened(door.path.read_bytes(), keychain)
    newer = replace(known, slots=(unknown, *known.slots), generation=known.generation + 1)
    door.path.write_bytes(seal_vault(newer, key))

    save(one_key, "Two", credentials(2))

    assert from_file(door.path.read_bytes()).header.slots[0] == unknown
    assert len(door.open().saved_keys()) == 1


def test_a_vault_with_only_unknown_slots_needs_a_newer_version(
    one_key: Vault, door: VaultDoor
) -> None:
    whole = door.path.read_bytes()
    header = header_of(whole) | {"slots": [{"id": "0" * 16, "type": "tpm2"}]}
    door.path.write_bytes(with_header(whole, header))

    with refused(ProblemId.VAULT_NEWER):
        door.presence()
    with refused(ProblemId.VAULT_NEWER):
        door.open()
