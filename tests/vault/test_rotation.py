"""Every change of what opens the vault, ended and failing at each of its steps.

Whatever happens, the vault opens by the old ways or by the new ones, everything is in it, and
nothing stays in the keychain that opens neither the vault nor its backup. Here some faults come
at every step; `python -m tests.vault.model --rotation` does all with all.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator

import pytest

from tests.vault.changed_ways import one_fault, places, work_of
from tests.vault.faulty_world import Ending, Fault, Manner, Plan
from tests.vault.samples import refused
from tests.vault.vault_lives import CHANGES, Life, a_life
from wizard.core.problems import Problem, ProblemId
from wizard.vault.vault import Vault

_KEYCHAINS = ("keep_in_keychain", "leave_keychain", "renew_keys")


@pytest.fixture(scope="module")
def life() -> Iterator[Life]:
    with a_life() as life:
        yield life


@pytest.mark.parametrize("change", CHANGES)
def test_the_change_itself(life: Life, change: str) -> None:
    assert life.attempt(None, work_of(change)) is True

    assert life.is_new
    assert life.opens(CHANGES[change][1], thorough=True)
    life.check_tidy()
    life.check_backup(CHANGES[change][1], thorough=True)


@pytest.mark.parametrize(
    ("change", "ending"),
    [*((change, Ending.KILL) for change in CHANGES), ("renew_keys", Ending.POWER_CUT)],
)
def test_ended_at_each_step(life: Life, change: str, ending: Ending) -> None:
    every = places(life, change)
    new = [one_fault(life, change, at, ending, thorough=at % 12 == 0) for at in every]

    assert new == sorted(new), "up to one step the old ways, from then on the new ones"
    assert set(new) == {False, True}


@pytest.mark.parametrize(
    ("change", "error", "lasting"),
    [
        ("renew_keys", errno.ENOSPC, True),
        ("renew_keys", errno.EIO, False),
        ("keep_in_keychain", errno.EIO, True),
        ("leave_keychain", errno.EACCES, True),
        ("set_passphrase", errno.ENOSPC, False),
    ],
)
def test_failing_at_each_step_of_the_disk(
    life: Life, change: str, error: int, lasting: bool
) -> None:
    every = places(life, change, keychain=False)
    new = {one_fault(life, change, at, error, lasting=lasting) for at in every}

    assert new == {False, True}


@pytest.mark.parametrize("manner", Manner)
@pytest.mark.parametrize("change", _KEYCHAINS)
def test_failing_at_each_call_of_the_keychain(life: Life, change: str, manner: Manner) -> None:
    for at in places(life, change, keychain=True):
        one_fault(life, change, at, manner)
        one_fault(life, change, at, manner, lasting=True)


def every_fault() -> list[tuple[Fault, bool]]:
    """All that can go wrong at a step, and whether it goes on."""
    errors = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EMFILE)
    endings: list[tuple[Fault, bool]] = [(ending, False) for ending in Ending]
    return endings + [(fault, lasting) for fault in (*errors, *Manner) for lasting in (False, True)]


def test_what_the_disk_did_not_confirm_costs_no_old_key(life: Life) -> None:
    """If the power went now, the old vault could be back, and need its entry."""
    kept = 0
    for at in places(life, "keep_in_keychain", keychain=False):
        outcome = life.attempt(Plan(at, errno.EIO), work_of("keep_in_keychain"))
        if isinstance(outcome, Problem) and outcome.id is ProblemId.SAVED_NOT_CONFIRMED:
            assert len(life.keychain.entries) == 2
            kept += 1
    assert kept


def test_what_a_keychain_does_late_is_found_by_the_next_program(life: Life) -> None:
    def twice(vault: Vault) -> None:
        with refused(ProblemId.KEYCHAIN_SILENT):
            vault.ways_in.keep_in_keychain()
        vault.ways_in.keep_in_keychain()

    first = places(life, "keep_in_keychain", keychain=True)[0]
    assert life.attempt(Plan(first, Manner.LATE), twice) is True
    life.happens_late()
    assert len(life.keychain.entries) == 2

    life.door().open().close()

    life.check_tidy()
