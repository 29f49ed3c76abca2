"""What every keychain does alike: in memory, gnome-keyring on a real D-Bus, two simulated."""

from __future__ import annotations

import secrets

import pytest

from tests.vault.simulated_systems import simulate_macos, simulate_windows
from wizard.core.secret import Secret
from wizard.vault.keychain import Absent, Done, Failed, Found, Keychain, Locked
from wizard.vault.keychain_slot import (
    make_keychain_slot,
    new_account,
    open_keychain_slot,
    try_out,
)
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.os_keychain import _OsKeychain, system_keychain
from wizard.vault.patience import Patience

PATIENCE_S = 10.0


KINDS = [
    "memory",
    pytest.param("gnome-keyring", marks=pytest.mark.keychain),
    "simulated Windows",
    "simulated macOS",
]


@pytest.fixture(params=KINDS)
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Keychain:
    match request.param:
        case "memory":
            return MemoryKeychain()
        case "simulated Windows":
            simulate_windows(monkeypatch)
            return _OsKeychain("win32")
        case "simulated macOS":
            simulate_macos(monkeypatch)
            return _OsKeychain("darwin")
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

    slot = make_keychain_slot("f" * 32, data_key, kept, new_account(), Patience(PATIENCE_S))

    assert open_keychain_slot("f" * 32, slot, kept, Patience(PATIENCE_S)) == data_key


def test_it_has_a_name_for_people(kept: Keychain) -> None:
    kept.weakness(PATIENCE_S)

    assert kept.name in {
        "the rehearsal's own memory",
        "GNOME Keyring",
        "Windows Credential Manager",
        "your login keychain",
    }


def test_giving_up_when_nothing_is_under_way_does_nothing(kept: Keychain) -> None:
    kept.give_up()

    assert try_out(kept, Patience(PATIENCE_S)) is None


def test_on_windows_an_entry_stays_on_this_computer_and_moves_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manager = simulate_windows(monkeypatch)
    monkeypatch.setenv("KEYRING_PROPERTY_PERSIST", "enterprise")
    keychain = _OsKeychain("win32")

    keychain.write("one", Secret("first"), PATIENCE_S)
    before = dict(manager.entries)
    keychain.write("two", Secret("second"), PATIENCE_S)

    assert len(manager.entries) == 2
    assert before.items() <= manager.entries.items()
    kept = {entry["Persist"] for entry in manager.entries.values()}
    assert kept == {manager.CRED_PERSIST_LOCAL_MACHINE}


def test_on_macos_only_the_persons_own_keychain_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from keyring.backends import macOS

    security = simulate_macos(monkeypatch)
    monkeypatch.setattr(macOS.Keyring, "keychain", "/tmp/poisoned.keychain")  # noqa: S108
    monkeypatch.setenv("KEYRING_PROPERTY_KEYCHAIN", "/tmp/poisoned.keychain")  # noqa: S108

    assert _OsKeychain("darwin").write("one", Secret("first"), PATIENCE_S) == Done()

    assert len(security.entries) == 1


def test_on_macos_a_refusal_is_a_locked_keychain(monkeypatch: pytest.MonkeyPatch) -> None:
    security = simulate_macos(monkeypatch)
    security.refusal = security.KeychainDenied(-128, "a text that may hold anything")
    keychain = _OsKeychain("darwin")

    assert keychain.read("one", PATIENCE_S) == Locked("KeyringLocked")
    assert keychain.write("one", Secret("first"), PATIENCE_S) == Locked("KeyringLocked")

    security.refusal = security.Error(-50, "a text that may hold anything")
    assert keychain.read("one", PATIENCE_S) == Failed("KeyringError")
