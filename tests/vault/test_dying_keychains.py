"""A keychain service that dies at its n-th call, for every n, and what becomes of a vault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vault.fake_manners import DIE, Manners
from tests.vault.fake_service_session import FakeService, refusal_of
from tests.vault.samples import CHEAP
from tests.vault.watching import GRACE_S, account_in, nothing_left_behind, system, within
from wizard.core.problems import ProblemId
from wizard.core.saved_key import SavedKey
from wizard.vault.door import KeptInKeychain, KeptUnderPassphrase, StoragePlan, VaultDoor

pytestmark = pytest.mark.keychain

MISSING, UNREACHABLE = ProblemId.KEYCHAIN_MISSING, ProblemId.KEYCHAIN_UNREACHABLE
ASKING_FOR_THE_NAME = 3  # calls
HONEST = Manners()


def doors_that_die_later_and_later(
    service: FakeService, folder: Path, manners: Manners = HONEST
) -> Iterator[tuple[int, VaultDoor]]:
    """The service dies at the n-th call, for every n until there was no n-th call."""
    number = 0
    while number == 0 or DIE in service.wrongs():
        number += 1
        service.forget_everything()
        service.behave(replace(manners, fault=DIE, at=f"#{number}"))
        yield number, VaultDoor(folder / str(number), system(), patience_s=10.0, cost=CHEAP)
    assert number > 10, "there were calls to die at"


@pytest.mark.usefixtures("nothing_in_the_clear")
def test_it_dies_at_every_call_of_the_storage_check(
    fake_service: FakeService, folder: Path
) -> None:
    plans: list[StoragePlan] = []
    for number, door in doors_that_die_later_and_later(fake_service, folder):
        with within(GRACE_S), nothing_left_behind():
            plan = door.plan()
        plans.append(plan)
        if isinstance(plan, KeptUnderPassphrase):
            assert plan.reason.id is MISSING, f"call {number}"

    # Once the test value came, went and was seen to be gone, only the name is still asked for.
    trusted = [isinstance(plan, KeptInKeychain) for plan in plans]
    assert trusted == [False] * (len(plans) - ASKING_FOR_THE_NAME - 1) + [True] * (
        ASKING_FOR_THE_NAME + 1
    )


@pytest.mark.usefixtures("nothing_in_the_clear")
def test_it_dies_at_every_call_of_a_creation(fake_service: FakeService, folder: Path) -> None:
    """Never a vault whose key is not kept."""
    came_to_be: list[VaultDoor] = []
    for number, door in doors_that_die_later_and_later(fake_service, folder):
        with within(GRACE_S), nothing_left_behind():
            refusal = refusal_of(door.create)
        assert refusal in (None, MISSING), f"call {number}"
        assert door.path.exists() == (refusal is None)
        if refusal is None:
            came_to_be.append(door)
            assert account_in(door) in fake_service.entries()

    assert came_to_be, "the last one met no death"
    fake_service.behave(Manners())
    came_to_be[-1].open().close()


@pytest.mark.usefixtures("nothing_in_the_clear")
def test_one_that_stores_nothing_and_dies_is_not_believed(
    fake_service: FakeService, folder: Path
) -> None:
    liar = Manners(stores=None)
    for number, door in doors_that_die_later_and_later(fake_service, folder, liar):
        refusal = refusal_of(door.create)
        assert refusal in (MISSING, ProblemId.KEYCHAIN_UNRELIABLE), f"call {number}"
        assert not door.path.exists()


def test_it_dies_at_every_call_of_an_opening(
    saved: SavedKey, honest: FakeService, real_door: VaultDoor
) -> None:
    number = 0
    while DIE in honest.wrongs() or number == 0:
        number += 1
        honest.behave(Manners(fault=DIE, at=f"#{number}"))
        with within(GRACE_S), nothing_left_behind():
            refusal = refusal_of(real_door.open)
        assert refusal is (UNREACHABLE if DIE in honest.wrongs() else None)

    assert number > 8, "there were calls to die at"
    honest.behave(Manners())
    assert real_door.open().saved_keys() == (saved,)
