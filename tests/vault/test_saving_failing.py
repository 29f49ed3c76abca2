"""A save of which one system call fails: it says so, or is there; the old vault never goes.

Here every error comes at every call of one task, and one error at each call of the others;
`python -m tests.vault.every_fault` does all with all.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.vault.faulty_saves import SavingServer, saving_server
from tests.vault.one_fault import ERRORS, one_fault
from wizard.core.problems import ProblemId


@pytest.fixture(scope="module")
def server() -> Iterator[SavingServer]:
    with saving_server() as server:
        yield server


@pytest.mark.timeout(300)
@pytest.mark.parametrize("error", ERRORS)
def test_an_error_at_any_call_is_told_and_loses_nothing(server: SavingServer, error: str) -> None:
    said = set()
    for call in server.calls("seal")[:-1]:  # not the last word, which is the test's own
        attempt, _ = one_fault(server, "seal", call, error)
        said.add(attempt.said[0].problem)

    assert {None, ProblemId.SAVED_NOT_CONFIRMED, ProblemId.VAULT_UNREADABLE} & said
    if error != "EINTR":  # most calls are simply made again
        assert said & {ProblemId.DISK_FULL, ProblemId.FOLDER_NOT_WRITABLE, ProblemId.WRITE_FAILED}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("task", ["create", "remove"])
def test_the_first_save_and_a_removal_fail_as_well(server: SavingServer, task: str) -> None:
    for call in server.calls(task)[:-1]:
        one_fault(server, task, call, ERRORS[call.place % len(ERRORS)])
