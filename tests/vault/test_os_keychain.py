"""The system's keychain when it is locked, hung, dead, missing or not to be trusted."""

from __future__ import annotations

import threading
import time

import pytest

from tests.keychain_session import KeychainSession
from tests.vault.samples import NOW, PASSPHRASE, VENUE, credentials, refused, save
from tests.vault.watching import (
    GRACE_S,
    PATIENCE_S,
    account_in,
    nothing_left_behind,
    reason,
    system,
    within,
)
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import KeptInKeychain, VaultDoor
from wizard.vault.keychain import Absent, Done, Silent

pytestmark = pytest.mark.keychain


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


def test_a_killed_bus(real_keychain: KeychainSession, real_door: VaultDoor) -> None:
    save(real_door.create(), "One", credentials())
    before = real_door.path.read_bytes()
    real_keychain.kill_bus()

    with nothing_left_behind(), within(GRACE_S):
        with refused(ProblemId.KEYCHAIN_UNREACHABLE):
            real_door.open()
        assert reason(real_door) is ProblemId.KEYCHAIN_MISSING

    assert real_door.path.read_bytes() == before


def test_a_bus_that_is_killed_while_somebody_waits(
    real_keychain: KeychainSession, real_door: VaultDoor
) -> None:
    real_door.create().close()
    real_keychain.hang()
    patient = VaultDoor(real_door.folder, system(), patience_s=100.0)
    told: list[ProblemId] = []

    def wait_for_it() -> None:
        try:
            patient.open()
        except ProblemError as error:
            told.append(error.problem.id)

    with nothing_left_behind(), within(GRACE_S):
        waiting = threading.Thread(target=wait_for_it)
        waiting.start()
        real_keychain.kill_bus()
        waiting.join()

    assert told == [ProblemId.KEYCHAIN_UNREACHABLE]


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


def test_a_default_collection_that_forgets_is_not_used(
    real_keychain: KeychainSession, real_door: VaultDoor
) -> None:
    """Some systems offer one that lives in memory until the person signs out."""
    real_keychain.make_default("/org/freedesktop/secrets/collection/session")

    with nothing_left_behind():
        assert reason(real_door) is ProblemId.KEYCHAIN_UNRELIABLE
