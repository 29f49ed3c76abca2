"""What every keychain does alike: the one in memory, and gnome-keyring on a real D-Bus."""

from __future__ import annotations

import secrets

import pytest

from wizard.core.secret import Secret
from wizard.vault.keychain import Absent, Done, Found, Keychain
from wizard.vault.keychain_slot import (
    make_keychain_slot,
    open_keychain_slot,
    try_out,
)
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.os_keychain import system_keychain
from wizard.vault.patience import Patience

PATIENCE_S = 10.0


@pytest.fixture(
    params=["memory", pytest.param("gnome-keyring", marks=pytest.mark.keychain)],
)
def kept(request: pytest.FixtureRequest) -> Keychain:
    if request.param == "memory":
        return MemoryKeychain()
    request.getfixturevalue("real_keychain")
    keychain = system_keychain()
    assert keychain is not None
    return keychain


def test_what_is_written_is_read_and_can_be_deleted(kept: Keychain) -> None:
    account, value = secrets.token_hex(16), Secret("rok1." + secrets.token_hex(20))

    assert kept.read(account, PATIENCE_S) == Absent()
    assert kept.write(account, value, PATIENCE_S) == Done()
    assert kept.read(account, PATIENCE_S) == Found(value)
    assert kept.read(account, PATIENCE_S) == Found(value), "reading takes nothing away"
    assert kept.delete(account, PATIENCE_S) == Done()
    assert kept.read(account, PATIENCE_S) == Absent()
    assert kept.delete(account, PATIENCE_S) == Absent()


def test_entries_do_not_mix(kept: Keychain) -> None:
    accounts = [secrets.token_hex(16) for _ in range(3)]
    for account in accounts:
        assert kept.write(account, Secret(account * 2), PATIENCE_S) == Done()

    assert kept.delete(accounts[1], PATIENCE_S) == Done()

    assert kept.read(accounts[0], PATIENCE_S) == Found(Secret(accounts[0] * 2))
    assert kept.read(accounts[1], PATIENCE_S) == Absent()
    assert kept.read(accounts[2], PATIENCE_S) == Found(Secret(accounts[2] * 2))


def test_what_is_read_can_be_wiped_without_harm(kept: Keychain) -> None:
    account = secrets.token_hex(16)
    value = Secret("a value of some length")
    kept.write(account, value, PATIENCE_S)
    value.wipe()

    first = kept.read(account, PATIENCE_S)
    assert isinstance(first, Found)
    first.value.wipe()

    assert kept.read(account, PATIENCE_S) == Found(Secret("a value of some length"))


def test_it_passes_the_self_test(kept: Keychain) -> None:
    assert try_out(kept, Patience(PATIENCE_S)) is None


def test_a_slot_made_with_it_is_opened_with_it(kept: Keychain) -> None:
    data_key = bytearray(secrets.token_bytes(32))

    slot = make_keychain_slot("f" * 32, data_key, kept, Patience(PATIENCE_S))

    assert open_keychain_slot("f" * 32, slot, kept, Patience(PATIENCE_S)) == data_key


def test_it_has_a_name_for_people(kept: Keychain) -> None:
    kept.weakness(PATIENCE_S)

    assert kept.name in {"the rehearsal's own memory", "GNOME Keyring"}


def test_giving_up_when_nothing_is_under_way_does_nothing(kept: Keychain) -> None:
    kept.give_up()

    assert try_out(kept, Patience(PATIENCE_S)) is None
