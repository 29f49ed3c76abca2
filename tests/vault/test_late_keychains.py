"""What a keychain does after nobody waits for it any more does no harm."""

from __future__ import annotations

import threading

import pytest

from tests.vault.fake_manners import Alias, Manners
from tests.vault.fake_service_session import FakeService
from tests.vault.samples import credentials, refused, save
from tests.vault.watching import (
    GRACE_S,
    PATIENCE_S,
    account_in,
    nothing_left_behind,
    reason,
    system,
    within,
)
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import KeptInKeychain, VaultDoor
from wizard.vault.keychain import Absent, Done, Found, Silent

pytestmark = pytest.mark.keychain

NOW_HONEST = Manners()


def test_a_write_that_happens_after_its_time(fake_service: FakeService) -> None:
    keychain = system()
    fake_service.behave(Manners(holds="CreateItem"))

    with nothing_left_behind(), within(PATIENCE_S + GRACE_S):
        assert keychain.write("late", Secret("rok1.late"), PATIENCE_S) == Silent()
    assert fake_service.entries() == {}

    fake_service.let_go()
    assert fake_service.entries() == {"late": b"rok1.late"}, "it happened after all"
    assert keychain.write("late", Secret("rok1.late"), 10.0) == Done()


def test_a_vault_is_made_anew_under_another_name_than_the_late_one(
    fake_service: FakeService, real_door: VaultDoor, hasty_door: VaultDoor
) -> None:
    fake_service.behave(Manners(holds="CreateItem"))
    with refused(ProblemId.KEYCHAIN_SILENT):
        hasty_door.create()
    assert not hasty_door.path.exists()
    fake_service.let_go()
    (late,) = fake_service.entries()

    fake_service.behave(NOW_HONEST)
    saved = save(real_door.create(), "One", credentials())

    assert account_in(real_door) != late
    assert real_door.open().saved_keys() == (saved,)


def test_a_storage_check_that_is_repeated_uses_another_name(
    fake_service: FakeService, real_door: VaultDoor, hasty_door: VaultDoor
) -> None:
    fake_service.behave(Manners(holds="CreateItem"))
    assert reason(hasty_door) is ProblemId.KEYCHAIN_SILENT
    fake_service.let_go()
    (late,) = fake_service.entries()
    assert late.startswith("self-test-")

    fake_service.behave(NOW_HONEST)
    assert isinstance(real_door.plan(), KeptInKeychain)
    assert list(fake_service.entries()) == [late], "the second one cleaned up after itself"


@pytest.mark.parametrize("prompted", ["Unlock", "CreateItem", "CreateCollection"])
def test_a_dialog_that_is_answered_after_its_time(fake_service: FakeService, prompted: str) -> None:
    keychain = system()
    alias: Alias = "missing" if prompted == "CreateCollection" else "own"
    locked = prompted == "Unlock"
    fake_service.behave(
        Manners(locked=locked, alias=alias, prompt="ignore", prompts_for=(prompted,))
    )

    with nothing_left_behind(), within(PATIENCE_S + GRACE_S):
        assert keychain.write("one", Secret("rok1.one"), PATIENCE_S) == Silent()
    assert fake_service.entries() == {}
    fake_service.let_go()
    fake_service.wait_for("completed")

    # Only the dialog for this very entry carried it out; the others unlocked or made something.
    found = keychain.read("one", 10.0)
    assert found == (Found(Secret("rok1.one")) if prompted == "CreateItem" else Absent())


def test_who_waits_for_a_dialog_can_give_up(fake_service: FakeService) -> None:
    keychain = system()
    fake_service.behave(Manners(locked=True, prompt="ignore"))
    answers: list[object] = []
    waiting = threading.Thread(target=lambda: answers.append(keychain.read("one", 100.0)))

    with nothing_left_behind(), within(GRACE_S):
        waiting.start()
        fake_service.wait_for("! prompt ignore")
        keychain.give_up()
        waiting.join()

    assert answers == [Silent()]


def test_an_answer_in_the_last_moment_is_taken(fake_service: FakeService) -> None:
    """Somebody who looks for the password a while and then types it is not sent away."""
    keychain = system()
    fake_service.behave(NOW_HONEST)
    keychain.write("one", Secret("rok1.one"), 10.0)
    fake_service.behave(Manners(locked=True, prompt="ignore"))
    answers: list[object] = []
    waiting = threading.Thread(target=lambda: answers.append(keychain.read("one", 100.0)))

    waiting.start()
    fake_service.wait_for("! prompt ignore")
    fake_service.let_go()
    waiting.join()

    assert answers == [Found(Secret("rok1.one"))]
