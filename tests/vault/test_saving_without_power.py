"""The power goes at any moment of a save: what was confirmed is there, whatever was dropped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.vault.faulty_saves import Said, SavingServer, saving_server
from tests.vault.power_cuts import Outcome, power_cuts
from tests.vault.saved_states import STATES
from wizard.core.problems import ProblemId


@pytest.fixture(scope="module")
def server() -> Iterator[SavingServer]:
    with saving_server() as server:
        yield server


@pytest.mark.parametrize("task", list(STATES))
def test_a_power_cut_loses_nothing(server: SavingServer, task: str) -> None:
    cuts = power_cuts(server, task)

    assert cuts.synced >= 2 * (len(STATES[task]) - 1)
    assert set(cuts.outcomes) == {Outcome.KEPT}
    assert cuts.seen == set(range(len(STATES[task]))), "before each save and after it"


@pytest.mark.parametrize(
    ("task", "unsynced", "harm"),
    [
        ("create", 1, Outcome.FORGOTTEN),  # its folder in the folder above
        ("create", 2, Outcome.LOST),  # the vault's file
        ("create", 3, Outcome.FORGOTTEN),  # the vault's folder
        ("second", 1, Outcome.LOST),  # there is no backup yet, and none that is sure
        ("seal", 1, Outcome.BACKUP),
        ("seal", 2, Outcome.FORGOTTEN),
        ("remove", 6, Outcome.RETURNED),  # the folder with the new backup in it
    ],
)
def test_with_one_fsync_less_a_power_cut_does_harm(
    server: SavingServer, task: str, unsynced: int, harm: Outcome
) -> None:
    """A disk that lies: the fsync never happens and says that it did."""
    lie = f"inject=fsync:retval=0:when={unsynced}"
    cuts = power_cuts(server, task, "-e", lie)

    assert cuts.said == (Said(saved=True, problem=None),)
    assert cuts.outcomes[harm] > 0


def test_what_the_disk_did_not_confirm_is_there_or_what_was_before(server: SavingServer) -> None:
    cuts = power_cuts(server, "seal", "-e", "inject=fsync:error=EIO:when=2")

    assert cuts.said == (Said(saved=True, problem=ProblemId.SAVED_NOT_CONFIRMED),)
    assert set(cuts.outcomes) == {Outcome.KEPT}
    assert cuts.seen == {0, 1}


def test_without_hard_links_the_backup_is_a_copy_and_as_safe(server: SavingServer) -> None:
    cuts = power_cuts(server, "seal", "-e", "inject=linkat:error=EPERM")

    assert cuts.said == (Said(saved=True, problem=None),)
    assert cuts.synced == 3, "the copy as well"
    assert set(cuts.outcomes) == {Outcome.KEPT}
    assert cuts.seen == {0, 1}
