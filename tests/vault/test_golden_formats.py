"""A full vault of every format, kept for ever: today's program opens it and finds everything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.vault.golden import SAMPLES, described
from tests.vault.samples import NOW, VENUE, credentials
from tests.vault.second_format import BOTH
from wizard.core.credentials import KeyKind
from wizard.core.problem_words import exchange, network
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.vault.door import Presence, VaultDoor
from wizard.vault.file_format import (
    FORMATS,
    KeychainSlot,
    PassphraseSlot,
    UnknownSlot,
    from_file,
    to_file,
)
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.vault import Vault

NUMBERS = range(1, FORMATS.newest.number + 1)
WAYS = ("keychain", "passphrase", "recovery_code")


def golden(number: int) -> Path:
    return SAMPLES / f"golden-format-{number}.rokey"


def told_of(number: int) -> Mapping[str, object]:
    told = json.loads(golden(number).with_suffix(".json").read_text(encoding="utf-8"))
    assert isinstance(told, dict)
    return told


def text_of(number: int, name: str) -> str:
    text = told_of(number)[name]
    assert isinstance(text, str)
    return text


@pytest.fixture(params=NUMBERS)
def number(request: pytest.FixtureRequest) -> int:
    assert isinstance(request.param, int)
    return request.param


@pytest.fixture
def keychain(number: int) -> MemoryKeychain:
    keychain = MemoryKeychain()
    keychain.write(text_of(number, "account"), Secret(text_of(number, "keychain")), 1)
    return keychain


@pytest.fixture
def kept(number: int, folder: Path, keychain: MemoryKeychain) -> VaultDoor:
    folder.mkdir()
    shutil.copy(golden(number), folder / "vault.rokey")
    return VaultDoor(folder, keychain)


def opened(door: VaultDoor, number: int, way: str) -> Vault:
    match way:
        case "keychain":
            return door.open()
        case "passphrase":
            return door.open(Secret(text_of(number, way)))
        case _:
            return door.open_with_code(Secret(text_of(number, way)))


@pytest.mark.parametrize("way", WAYS)
def test_it_opens_in_every_way_and_holds_what_was_put_into_it(
    kept: VaultDoor, number: int, way: str
) -> None:
    assert kept.presence() is Presence.OPENS_WITH_KEYCHAIN

    with opened(kept, number, way) as vault:
        assert described(vault) == told_of(number)["keys"]

    assert kept.path.read_bytes() == golden(number).read_bytes()


def test_it_has_everything_that_a_vault_can_hold(number: int) -> None:
    """Otherwise it would prove too little; what is new since then is in a newer format's file."""
    keys = told_of(number)["keys"]
    assert isinstance(keys, list)
    for state in ("saved", "pending"):
        of_state = [key for key in keys if key["state"] == state]
        assert {(key["venue"], key["kind"]) for key in of_state} == {
            (venue, kind) for venue in VenueId for kind in KeyKind
        }
    history = [past for key in keys if key["state"] == "saved" for past in key["history"]]
    assert max(len(key.get("history", ())) for key in keys) == 50
    assert {past["verdict"] for past in history} == {
        *("read-only", "can-do-more", "not-accepted", "not-checked")
    }
    assert {past["test_order"] for past in history} == {"refused", "accepted", "silent", "off"}
    assert {past["problem"] for past in history} <= {None, *exchange.WORDS, *network.WORDS}
    assert len({past["problem"] for past in history}) > 30
    assert {key.get("replaces") is None for key in keys if key["state"] == "pending"} == {
        *(True, False)
    }


def test_its_header_is_read_and_spelled_as_ever(number: int) -> None:
    data = golden(number).read_bytes()
    file = from_file(data)

    assert to_file(file) == data
    assert file.form.number == told_of(number)["format"] == number
    assert file.header.vault_id == told_of(number)["vault_id"]
    assert file.header.generation == told_of(number)["generation"]
    unknown, keychain, passphrase, code = file.header.slots
    assert isinstance(unknown, UnknownSlot)
    assert isinstance(keychain, KeychainSlot)
    assert keychain.account == text_of(number, "account")
    assert isinstance(passphrase, PassphraseSlot)
    assert isinstance(code, PassphraseSlot)
    assert ["tpm2", "keychain", passphrase.use, code.use] == told_of(number)["slots"]


@pytest.mark.parametrize("way", WAYS)
def test_it_can_be_saved_in_a_format_to_come(
    kept: VaultDoor, keychain: MemoryKeychain, number: int, way: str
) -> None:
    """Every way in, also those that were not gone, opens what was saved."""
    newer = VaultDoor(kept.folder, keychain, formats=BOTH)
    with opened(newer, number, way) as vault:
        vault.discard(vault.seal("One more", VENUE, credentials(4), now=NOW).record_id)

    for each in WAYS:
        with opened(newer, number, each) as vault:
            assert described(vault) == told_of(number)["keys"]
    slots = from_file(newer.path.read_bytes(), BOTH).header.slots
    assert slots == from_file(golden(number).read_bytes()).header.slots
    copy = newer.path.with_name(f"vault.rokey.v{number}")
    assert copy.read_bytes() == golden(number).read_bytes()
