"""Windows: a virus scanner holds the file. Simulated: the call that Windows refuses is refused.

It shows what we do then; it was never run on a real Windows.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.vault.samples import NOW, VENUE, credentials, refused, save
from wizard.core.problems import ProblemId
from wizard.vault import durable_file
from wizard.vault.door import VaultDoor
from wizard.vault.vault import Vault

ACCESS_DENIED, SHARING_VIOLATION, LOCK_VIOLATION, ALREADY_EXISTS = 5, 32, 33, 183


class Scanner:
    """Refuses to let a file be put in the place of `held`, `times` times."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.held = ""
        self.winerror = SHARING_VIOLATION
        self.times = 0
        self.refusals = 0
        self._replace = os.replace
        patch.setattr(os, "replace", self._watched)

    def _watched(self, source: Path, target: Path) -> None:
        if Path(target).name == self.held and self.refusals < self.times:
            self.refusals += 1
            # What Python makes of these three on Windows.
            error = PermissionError(errno.EACCES, "held")
            error.winerror = self.winerror  # type: ignore[attr-defined]  # Windows alone has it
            raise error
        self._replace(source, target)


@pytest.fixture
def scanner(monkeypatch: pytest.MonkeyPatch) -> Scanner:
    monkeypatch.setattr(durable_file, "_WINDOWS_PAUSE_S", 0.001)
    return Scanner(monkeypatch)


@pytest.mark.parametrize("winerror", [ACCESS_DENIED, SHARING_VIOLATION, LOCK_VIOLATION])
@pytest.mark.parametrize("held", ["vault.rokey", "vault.rokey.bak"])
def test_a_file_that_is_held_for_a_moment_is_waited_for(
    door: VaultDoor, vault: Vault, scanner: Scanner, held: str, winerror: int
) -> None:
    saved = save(vault, "One", credentials(1))
    scanner.held, scanner.winerror, scanner.times = held, winerror, 5

    vault.seal("Two", VENUE, credentials(2), now=NOW)

    assert scanner.refusals == 5
    assert vault.unconfirmed is None
    again = door.open()
    assert again.saved_keys() == (saved,)
    assert len(again.pending_keys()) == 1


@pytest.mark.parametrize(
    ("winerror", "problem"),
    [
        (ACCESS_DENIED, ProblemId.FOLDER_NOT_WRITABLE),
        (SHARING_VIOLATION, ProblemId.WRITE_FAILED),
        (LOCK_VIOLATION, ProblemId.WRITE_FAILED),
        (ALREADY_EXISTS, ProblemId.FOLDER_NOT_WRITABLE),
    ],
)
@pytest.mark.parametrize("held", ["vault.rokey", "vault.rokey.bak"])
def test_a_file_that_stays_held_loses_nothing(
    door: VaultDoor,
    vault: Vault,
    scanner: Scanner,
    monkeypatch: pytest.MonkeyPatch,
    held: str,
    winerror: int,
    problem: ProblemId,
) -> None:
    monkeypatch.setattr(durable_file, "_WINDOWS_PATIENCE_S", 0.05)
    saved = save(vault, "One", credentials(1))
    before = door.path.read_bytes()
    scanner.held, scanner.winerror, scanner.times = held, winerror, 10**9

    with refused(problem):
        vault.seal("Two", VENUE, credentials(2), now=NOW)

    # Only what passes by itself is worth another attempt.
    assert scanner.refusals == 1 if winerror == ALREADY_EXISTS else scanner.refusals > 1
    assert door.path.read_bytes() == before
    assert not list(door.folder.glob(".*.tmp"))
    scanner.times = 0
    vault.seal("Two", VENUE, credentials(2), now=NOW)
    assert door.open().saved_keys() == (saved,)
