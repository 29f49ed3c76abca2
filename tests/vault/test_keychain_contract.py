"""What every keychain does alike: in memory, this system's own, and the simulated others.

On Linux this system's own is a gnome-keyring on a D-Bus session of the test. On Windows and macOS
it is the person's: entries with random names come and go there, and nothing else is touched.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable

import pytest

from tests.vault.simulated_systems import simulate_macos, simulate_windows
from wizard.core.secret import Secret
from wizard.vault.keychain import Absent, Done, Found, Keychain
from wizard.vault.keychain_slot import (
    make_keychain_slot,
    new_account,
    new_test_account,
    open_keychain_slot,
    try_out,
)
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.os_keychain import _OsKeychain, system_keychain
from wizard.vault.patience import Patience

PATIENCE_S = 10.0


OWN = "this system's own"
FOREIGN = {"win32": "simulated Windows", "darwin": "simulated macOS"}
KINDS = [
    "memory",
    pytest.param(OWN, marks=pytest.mark.keychain),
    # A system cannot be simulated on itself: keyring would find the real one.
    *(name for platform, name in FOREIGN.items() if platform != sys.platform),
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
    if sys.platform == "linux":
        request.getfixturevalue("real_keychain")
    keychain = system_keychain()
    assert keychain is not None
    return keychain


def test_which_keychains_were_not_met(record_property: Callable[[str, object], None]) -> None:
    simulated = [name for name in FOREIGN.values() if name in KINDS]
    assert simulated, "one system is not the others"
    record_property("told", f"keychains: not met for real, but {' and '.join(simulated)}")


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
    assert try_out(kept, Patience(PATIENCE_S), new_test_account()) is None


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

    assert try_out(kept, Patience(PATIENCE_S), new_test_account()) is None
