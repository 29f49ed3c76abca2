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


@pytest.mark.timeout(300)
@pytest.mark.parametrize("task", ["create", "seal", "remove"])
def test_a_save_killed_at_any_call_loses_nothing(server: SavingServer, task: str) -> None:
    new = [one_fault(server, task, call, None)[1] for call in server.calls(task)]

    assert new == sorted(new), "until the vault is in place the old one is there, then the new one"
    assert set(new) == {False, True}
