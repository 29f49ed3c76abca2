"""The power goes in the first save of a newer format: old or new opens, the copy with the new."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.vault.crash_states import Disk, State
from tests.vault.faulty_saves import SavingServer
from tests.vault.migrating_saves import migrating_server, names_in_newer
from tests.vault.saved_states import STATES
from wizard.core.problems import ProblemError
from wizard.vault.file_format import number_of

# What a record has to show: all strings as numbers, whole, so that the data can be read.
_WITH_DATA = ("-xx", "-s", "100000000")
OLD, NEW, LOST, NO_COPY, CUT_COPY = "old", "new", "lost", "new without its copy", "half a copy"


@pytest.fixture(scope="module")
def server() -> Iterator[SavingServer]:
    with migrating_server() as server:
        yield server


def outcomes_of(server: SavingServer, *strace: str) -> Counter[str]:
    """Every disk that there may be after any call of the save, and what becomes of it.

    `strace`: more options, for a disk that only says that it wrote.
    """
    found: Counter[str] = Counter()
    known: set[frozenset[tuple[Path, bytes]]] = set()
    with server.vault("seal") as folder, TemporaryDirectory(prefix="cut-") as made:
        older = (folder / "vault.rokey").read_bytes()
        # The small files beside it have a test of their own, and make no vault.
        disk = Disk.holding(folder, lambda path: "vault.rokey" not in path.name)
        done = server.attempt("seal", folder, *_WITH_DATA, *strace)
        assert done.code == 0
        for line in ("", *done.trace):
            if line and not disk.happens(line):
                continue
            for state in disk.states():
                ours = {path: data for path, data in state.items() if "vault.rokey" in path.name}
                if frozenset(ours.items()) not in known:
                    known.add(frozenset(ours.items()))
                    found[_outcome(ours, Path(made) / "kept", older)] += 1
    return found


def _outcome(state: State, folder: Path, older: bytes) -> str:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path, data in state.items():
        (folder / path.name).write_bytes(data)
    copies = [path.read_bytes() for path in folder.glob("vault.rokey.v*")]
    if any(copy != older for copy in copies):
        return CUT_COPY
    try:
        names = names_in_newer(folder)
    except ProblemError:
        return LOST
    before, after = STATES["seal"]
    assert names in (before, after)
    if number_of((folder / "vault.rokey").read_bytes()) == 1:
        return OLD
    return NEW if copies else NO_COPY


def test_whenever_it_goes_nothing_is_lost(server: SavingServer) -> None:
    assert set(outcomes_of(server)) == {OLD, NEW}


@pytest.mark.parametrize(
    ("unsynced", "harm"),
    [
        (1, CUT_COPY),  # the copy's content
        (2, NO_COPY),  # the folder with the copy's name
        (3, LOST),  # the new file
    ],
)
def test_each_fsync_is_needed(server: SavingServer, unsynced: int, harm: str) -> None:
    """The disk says that it wrote and did not: the same judge sees the harm."""
    lying = ("-e", f"inject=fsync:retval=0:when={unsynced}")

    assert harm in outcomes_of(server, *lying)
