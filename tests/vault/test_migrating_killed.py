"""The first save in a newer format, killed or failing at each system call: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.vault.faulty_saves import SavingServer
from tests.vault.migrating_saves import ERRORS, migrating_server, one_fault

_STEPS = ("flock", "write", "fsync", "linkat", "rename")


@pytest.fixture(scope="module")
def server() -> Iterator[SavingServer]:
    with migrating_server() as server:
        yield server


def test_the_copy_is_on_the_disk_before_the_new_file_takes_its_place(server: SavingServer) -> None:
    assert server.steps("seal", _STEPS) == (
        "flock",
        *("write", "fsync", "rename", "fsync"),  # the copy, and its name
        *("write", "fsync"),  # the new file
        *("linkat", "rename"),  # the old one is the backup
        *("rename", "fsync"),  # the new one is in its place
        "flock",
    )


@pytest.mark.timeout(300)
def test_killed_at_any_call_it_loses_nothing(server: SavingServer) -> None:
    new = [one_fault(server, "seal", call, None) for call in server.calls("seal")]

    assert new == sorted(new)
    assert set(new) == {False, True}


@pytest.mark.timeout(300)
def test_failing_at_a_call_it_says_so_and_loses_nothing(server: SavingServer) -> None:
    """Every third call; `python -m tests.vault.migrating_saves` tries every error at all."""
    new = [
        one_fault(server, "seal", call, ERRORS[number % len(ERRORS)])
        for number, call in enumerate(server.calls("seal")[:-1:3])
    ]

    assert set(new) == {False, True}


def test_a_copy_that_the_disk_did_not_confirm_is_no_copy(server: SavingServer) -> None:
    """The second fsync is that of the folder with the copy's name in it."""
    of_the_copy = [call for call in server.calls("seal") if call.name == "fsync"][:2]

    assert not any(one_fault(server, "seal", call, "EIO") for call in of_the_copy)
