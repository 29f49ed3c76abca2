"""The system's keychain when it is locked, hung, dead, missing or not to be trusted."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.keychain_session import KeychainSession
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused, save
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import KeptInKeychain, KeptUnderPassphrase, VaultDoor
from wizard.vault.file_format import KeychainSlot, from_file
from wizard.vault.keychain import Absent, Done, Keychain, Silent
from wizard.vault.os_keychain import system_keychain

pytestmark = pytest.mark.keychain

PATIENCE_S = 0.6
# What a test allows on top for a busy machine.
GRACE_S = 3.0


def system() -> Keychain:
    keychain = system_keychain()
    assert keychain is not None
    return keychain


@pytest.fixture
def real_door(folder: Path) -> VaultDoor:
    return VaultDoor(folder, system(), patience_s=10.0, cost=CHEAP)


@pytest.fixture
def hasty_door(folder: Path) -> VaultDoor:
    return VaultDoor(folder, system(), patience_s=PATIENCE_S, cost=CHEAP)


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 (counted, not walked)


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """No thread and no descriptor more than before."""
    threads, open_files = set(threading.enumerate()), descriptors()
    yield
    assert set(threading.enumerate()) == threads
    assert descriptors() == open_files


@contextmanager
def within(seconds: float) -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


def reason(door: VaultDoor) -> ProblemId:
    plan = door.plan()
    assert isinstance(plan, KeptUnderPassphrase)
    return plan.reason.id


def account_in(door: VaultDoor) -> str:
    slots = from_file(door.path.read_bytes()).header.slots
    return next(slot.account for slot in slots if isinstance(slot, KeychainSlot))


def test_a_vault_lives_with_the_real_keychain(
    real_keychain: KeychainSession, real_door: VaultDoor
) -> None:
    with nothing_left_behind():
        assert real_door.plan() == KeptInKeychain("GNOME Keyring", None)
        assert real_keychain.entries() == {}, "the self-test cleans up"

        saved = save(real_door.create(), "One", credentials())
        assert real_door.open().saved_keys() == (saved,)

    ((account, value),) = real_keychain.entries().items()
    assert account == account_in(real_door)
    assert len(value) < 60
    assert value not in real_door.path.read_bytes()


def test_a_locked_keychain_is_said_at_once_and_leads_to_nothing_weaker(
    real_keychain: KeychainSession, real_door: VaultDoor
) -> None:
    real_door.create()
    real_keychain.lock()

    with nothing_left_behind(), within(GRACE_S):
        with refused(ProblemId.KEYCHAIN_LOCKED):
            real_door.open()
        assert reason(real_door) is ProblemId.KEYCHAIN_LOCKED


def test_a_hung_keychain_costs_its_patience_and_no_thread(
    real_keychain: KeychainSession, real_door: VaultDoor, hasty_door: VaultDoor
) -> None:
    saved = save(real_door.create(), "One", credentials())
    real_keychain.hang()

    with nothing_left_behind():
        for _ in range(3):
            with within(PATIENCE_S + GRACE_S), refused(ProblemId.KEYCHAIN_SILENT):
                hasty_door.open()
        with within(PATIENCE_S + GRACE_S):
            assert reason(hasty_door) is ProblemId.KEYCHAIN_SILENT

    real_keychain.resume()
    assert real_door.open().saved_keys() == (saved,)


def test_a_vault_with_a_passphrase_too_opens_past_a_hung_keychain(
    real_keychain: KeychainSession, real_door: VaultDoor, hasty_door: VaultDoor
) -> None:
    real_door.create(Secret(PASSPHRASE), also_keychain=True)
    real_keychain.hang()

    with refused(ProblemId.PASSPHRASE_NEEDED):
        hasty_door.open()
    hasty_door.open(Secret(PASSPHRASE))


def test_an_open_vault_needs_the_keychain_no_more(
    real_keychain: KeychainSession, real_door: VaultDoor
) -> None:
    vault = real_door.create()
    real_keychain.hang()

    with within(GRACE_S):
        vault.seal("One", VENUE, credentials(), now=NOW)


def test_somebody_who_waits_can_give_up(
    real_keychain: KeychainSession, real_door: VaultDoor
) -> None:
    real_door.create()
    real_keychain.hang()
    patient = VaultDoor(real_door.folder, system(), patience_s=100.0)
    ended = threading.Event()

    def wait_in_vain() -> None:
        with refused(ProblemId.KEYCHAIN_SILENT):
            patient.open()
        ended.set()

    with nothing_left_behind():
        waiting = threading.Thread(target=wait_in_vain)
        waiting.start()
        deadline = time.monotonic() + 10
        while not ended.wait(0.05):
            assert time.monotonic() < deadline
            patient.give_up()
        waiting.join()


def test_a_killed_keychain(real_keychain: KeychainSession, real_door: VaultDoor) -> None:
    real_door.create()
    real_keychain.kill()

    with nothing_left_behind(), within(GRACE_S):
        with refused(ProblemId.KEYCHAIN_UNREACHABLE):
            real_door.open()
        assert reason(real_door) is ProblemId.KEYCHAIN_MISSING


def test_a_bus_without_a_keychain(bare_bus: KeychainSession, real_door: VaultDoor) -> None:
    with nothing_left_behind(), within(GRACE_S):
        assert reason(real_door) is ProblemId.KEYCHAIN_MISSING
        with refused(ProblemId.KEYCHAIN_MISSING):
            real_door.create()
    assert not real_door.path.exists()


def test_a_hung_bus(bare_bus: KeychainSession, hasty_door: VaultDoor) -> None:
    bare_bus.hang_bus()

    with nothing_left_behind(), within(PATIENCE_S + GRACE_S):
        assert reason(hasty_door) is ProblemId.KEYCHAIN_SILENT


def test_a_dead_bus(bare_bus: KeychainSession, hasty_door: VaultDoor) -> None:
    bare_bus.kill_bus()

    with nothing_left_behind(), within(GRACE_S):
        assert reason(hasty_door) is ProblemId.KEYCHAIN_MISSING


@pytest.mark.parametrize(
    "address",
    [None, "", "unix:path=/nowhere/at/all", "tcp:host=localhost,port=1", "nonsense", "unix:"],
)
def test_no_bus_at_all(
    real_door: VaultDoor, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

    with nothing_left_behind(), within(GRACE_S):
        assert reason(real_door) is ProblemId.KEYCHAIN_MISSING


def test_an_entry_that_the_person_deleted(
    real_keychain: KeychainSession, real_door: VaultDoor
) -> None:
    real_door.create()
    real_keychain.forget(account_in(real_door))

    with refused(ProblemId.KEYCHAIN_ENTRY_GONE):
        real_door.open()


@pytest.mark.parametrize("value", [b"", b"rok1.cut", b"\xff\xfe", b"rok1." + b"A" * 43 + b".0"])
def test_an_entry_that_something_changed(
    real_keychain: KeychainSession, real_door: VaultDoor, value: bytes
) -> None:
    real_door.create()
    real_keychain.change(account_in(real_door), value)

    with refused(ProblemId.KEYCHAIN_ENTRY_WRONG, ProblemId.KEYCHAIN_UNREACHABLE):
        real_door.open()


def test_a_keyring_without_a_password_is_warned_of(
    keychain_in_clear: KeychainSession, real_door: VaultDoor
) -> None:
    plan = real_door.plan()

    assert isinstance(plan, KeptInKeychain)
    assert plan.warning is not None
    assert plan.warning.id is ProblemId.KEYCHAIN_IN_CLEAR


PLAINTEXT_CLASS = """
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 99
    def set_password(self, service, username, password):
        raise SystemExit("the wrong class was asked")
    get_password = delete_password = set_password
"""


@pytest.mark.parametrize("named_by", ["environment", "configuration"])
def test_a_keychain_class_that_settings_name_is_never_asked(
    bare_bus: KeychainSession,
    real_door: VaultDoor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    named_by: str,
) -> None:
    """With only a poisoned class on offer there is no keychain, rather than that one."""
    (tmp_path / "poisoned_keyring.py").write_text(PLAINTEXT_CLASS)
    monkeypatch.syspath_prepend(tmp_path)
    if named_by == "environment":
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "poisoned_keyring.Keyring")
    else:
        config = Path(bare_bus.environment["XDG_CONFIG_HOME"]) / "python_keyring"
        config.mkdir(parents=True)
        text = "[backend]\ndefault-keyring=poisoned_keyring.Keyring\n"
        (config / "keyringrc.cfg").write_text(text)

    assert reason(real_door) is ProblemId.KEYCHAIN_MISSING


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GET_PASSWORD", "x"),
        ("SET_PASSWORD", "x"),
        ("SCHEME", "KeePassXC"),
        ("PREFERRED_COLLECTION", "/org/freedesktop/secrets/collection/session"),
        ("GET_PREFERRED_COLLECTION", "x"),
        ("APPID", "somebody else"),
    ],
)
def test_attributes_that_the_environment_injects_are_cleared(
    real_keychain: KeychainSession,
    real_door: VaultDoor,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
) -> None:
    monkeypatch.setenv(f"KEYRING_PROPERTY_{name}", value)

    real_door.create()
    real_door.open()

    assert list(real_keychain.entries()) == [account_in(real_door)]


def test_a_call_that_waits_for_a_stuck_one_is_silent_too(
    real_keychain: KeychainSession,
) -> None:
    keychain = system()
    real_keychain.hang()
    answers: list[object] = []
    first = threading.Thread(target=lambda: answers.append(keychain.read("one", 2.0)))

    with nothing_left_behind():
        first.start()
        with within(2.0 + GRACE_S):
            answers.append(keychain.read("two", 0.3))
        first.join()

    assert answers == [Silent(), Silent()]
    real_keychain.resume()
    assert keychain.write("three", Secret("still works"), 10.0) == Done()
    assert keychain.delete("three", 10.0) == Done()
    assert keychain.read("three", 10.0) == Absent()
