"""A save that is killed at each of its system calls: what was there opens, old or new."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.vault.faulty_saves import SavingServer, saving_server
from tests.vault.one_fault import one_fault

_LOCKED, _UNLOCKED = "flock", "flock"
_WRITTEN = ("write", "fsync")
_BACKED_UP = ("linkat", "rename")
_IN_PLACE = ("rename", "fsync")
_SAVED = (*_WRITTEN, *_BACKED_UP, *_IN_PLACE)
# That the backup is to be made equal: it is written then as the vault was.
_MARKED = "fsync"


@pytest.fixture(scope="module")
def server() -> Iterator[SavingServer]:
    with saving_server() as server:
        yield server


@pytest.mark.parametrize(
    ("task", "steps"),
    [
        ("create", (_LOCKED, *_WRITTEN, *_IN_PLACE, _UNLOCKED)),
        ("seal", (_LOCKED, *_SAVED, _UNLOCKED)),
        ("remove", (_LOCKED, _MARKED, *_SAVED, *_WRITTEN, *_IN_PLACE, _UNLOCKED)),
    ],
)
def test_the_steps_of_a_save_come_in_their_order(
    server: SavingServer, task: str, steps: tuple[str, ...]
) -> None:
    assert server.steps(task, steps) == steps


def test_a_pair_killed_at_any_step_of_its_saving_was_never_shown_or_is_there(
    server: SavingServer,
) -> None:
    """Every call of every save: `python -m tests.vault.every_fault`."""
    steps = [call for call in server.calls("pair") if call.name in {_LOCKED, *_SAVED}]
    new = [one_fault(server, "pair", call, None)[1] for call in steps]

    # Nothing was said before the end, so nothing was shown: its last word is the last write.
    assert new == sorted(new)
    assert set(new) == {False, True}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("task", ["create", "seal", "remove"])
def test_a_save_killed_at_any_call_loses_nothing(server: SavingServer, task: str) -> None:
    new = [one_fault(server, task, call, None)[1] for call in server.calls(task)]

    assert new == sorted(new), "until the vault is in place the old one is there, then the new one"
    assert set(new) == {False, True}
