"""keyring's own classes for Windows and macOS, on simulated edges of those systems.

Nothing here was ever run on the real ones. There, tests/vault/test_keychain_contract.py meets the
real keychain.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from tests.vault.simulated_systems import (
    CredentialManager,
    Security,
    simulate_macos,
    simulate_windows,
)
from tests.vault.watching import GRACE_S, within
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import KeptUnderPassphrase, VaultDoor
from wizard.vault.keychain import (
    Absent,
    Done,
    Failed,
    Found,
    Locked,
    Silent,
    Trouble,
    Unreachable,
)
from wizard.vault.os_keychain import _OsKeychain

PATIENCE_S = 10.0
# Of the winerror.h that Microsoft documents, those that a credential manager gives; November 2026.
WINDOWS: dict[int, type[Trouble]] = {
    1058: Unreachable,  # the service is disabled
    1062: Unreachable,  # the service was not started
    1312: Unreachable,  # signed in over the network: there is no credential set
    1722: Unreachable,  # the service does not answer
    5: Failed,  # access is denied
    8: Failed,  # not enough memory
    87: Failed,  # a parameter is incorrect
    1004: Failed,  # invalid flags
    1783: Failed,  # the value is too long
    2202: Failed,  # the user name is invalid
}
# Of Apple's SecBase.h, those that a keychain gives; November 2026.
MACOS: dict[int, type[Trouble]] = {
    -128: Locked,  # the person said no
    -25293: Locked,  # the password was wrong
    -25308: Locked,  # it would ask, and may not: signed in over the network
    -25315: Locked,  # it has to ask
    -25291: Unreachable,  # no keychain is available
    -25294: Unreachable,  # no such keychain
    -25307: Unreachable,  # no default keychain
    -25299: Failed,  # the item exists already
    -34018: Failed,  # a right is missing
    -67030: Failed,  # the program is not signed
    -50: Failed,  # a parameter is incorrect
    -36: Failed,  # reading or writing failed
}


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> CredentialManager:
    return simulate_windows(monkeypatch)


@pytest.fixture
def security(monkeypatch: pytest.MonkeyPatch) -> Security:
    return simulate_macos(monkeypatch)


@pytest.mark.parametrize("code", WINDOWS)
def test_what_windows_refuses(manager: CredentialManager, code: int) -> None:
    keychain = _OsKeychain("win32")
    assert keychain.write("one", Secret("first"), PATIENCE_S) == Done()

    refused = WINDOWS[code]("error")
    manager.refusals = dict.fromkeys(("CredRead", "CredWrite", "CredDelete"), code)
    assert keychain.read("one", PATIENCE_S) == refused
    assert keychain.write("two", Secret("second"), PATIENCE_S) == refused
    assert keychain.delete("one", PATIENCE_S) == refused
    manager.refusals = {"CredDelete": code}
    assert keychain.delete("one", PATIENCE_S) == refused

    manager.refusals = {}
    assert keychain.read("one", PATIENCE_S) == Found(Secret("first"))


@pytest.mark.parametrize("status", MACOS)
def test_what_macos_refuses(security: Security, status: int) -> None:
    keychain = _OsKeychain("darwin")
    assert keychain.write("one", Secret("first"), PATIENCE_S) == Done()

    security.refuse(status)
    for answer in (
        keychain.read("one", PATIENCE_S),
        keychain.write("two", Secret("second"), PATIENCE_S),
        keychain.delete("one", PATIENCE_S),
    ):
        assert type(answer) is MACOS[status]
        assert isinstance(answer, Trouble)
        assert "anything" not in answer.technical

    security.refusal = None
    assert keychain.read("one", PATIENCE_S) == Found(Secret("first"))


def test_on_macos_only_a_missing_entry_is_absent_when_deleting(security: Security) -> None:
    keychain = _OsKeychain("darwin")

    assert keychain.delete("one", PATIENCE_S) == Absent()
    security.refuse(-25300)
    assert keychain.delete("one", PATIENCE_S) == Absent()
    security.refuse(-128)
    assert keychain.delete("one", PATIENCE_S) == Locked("PasswordDeleteError")


@pytest.mark.parametrize(
    ("blob", "answer"),
    [
        (b"", Found(Secret(""))),
        ("of ours".encode("utf-16-le"), Found(Secret("of ours"))),
        ("of ours".encode("utf-16"), Found(Secret("of ours"))),
        (b"UTF-8 of another program!", Found(Secret("UTF-8 of another program!"))),
        (b"\xff", Failed("UnicodeDecodeError")),
        (b"\x00\xd8\x00", Failed("UnicodeDecodeError")),
    ],
)
def test_what_another_program_left_on_windows(
    manager: CredentialManager, blob: bytes, answer: Found | Failed
) -> None:
    keychain = _OsKeychain("win32")
    keychain.write("one", Secret("first"), PATIENCE_S)
    (entry,) = manager.entries.values()
    entry["CredentialBlob"] = blob

    assert keychain.read("one", PATIENCE_S) == answer


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (-128, ProblemId.KEYCHAIN_LOCKED),
        (-25307, ProblemId.KEYCHAIN_MISSING),
        (-50, ProblemId.KEYCHAIN_UNRELIABLE),
    ],
)
def test_the_storage_check_on_macos(
    security: Security, folder: Path, status: int, problem: ProblemId
) -> None:
    security.refuse(status)

    plan = VaultDoor(folder, _OsKeychain("darwin")).plan()

    assert isinstance(plan, KeptUnderPassphrase)
    assert plan.reason.id is problem


def test_a_dialog_of_macos_that_nobody_answers_keeps_one_thread(security: Security) -> None:
    """There is no socket to shut; the wait ends all the same, and so does that of the next."""
    security.dialog = threading.Event()
    keychain = _OsKeychain("darwin")
    before = set(threading.enumerate())

    with within(GRACE_S):
        assert keychain.read("one", 0.1) == Silent()
        assert keychain.read("two", 0.1) == Silent()
    (stuck,) = set(threading.enumerate()) - before
    assert stuck.daemon

    security.dialog.set()
    stuck.join(GRACE_S)
    assert keychain.read("one", PATIENCE_S) == Absent()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_a_system_that_is_not_this_one(platform: str) -> None:
    """As when the part of the system that keyring talks to cannot be loaded."""
    if platform == sys.platform:
        return
    keychain = _OsKeychain(platform)

    assert isinstance(keychain.read("one", PATIENCE_S), Trouble)
    assert isinstance(keychain.write("one", Secret("first"), PATIENCE_S), Trouble)


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
