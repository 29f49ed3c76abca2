"""The power goes during a save: everything that may be on the disk then is laid out and opened."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.vault.crash_states import Disk, State
from tests.vault.faulty_saves import Said, SavingServer
from tests.vault.saved_states import STATES, Names, opened
from wizard.core.problems import ProblemError, ProblemId

# What a record has to show: all strings as numbers, whole, so that the data can be read.
_WITH_DATA = ("-xx", "-s", "100000000")


class Outcome(StrEnum):
    KEPT = "the last confirmed state opens, or the one that was being saved"
    FORGOTTEN = "an older state opens than was confirmed"
    BACKUP = "the vault does not open, and the program points to its backup, which does"
    RETURNED = "what was removed, and confirmed so, is still in the backup"
    LOST = "nothing opens"


@dataclass
class Cuts:
    """`moments`: calls after which the power went. `synced`: fsyncs that really happened.
    `seen`: which of the task's states opened.
    """

    moments: int = 0
    synced: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)
    said: tuple[Said, ...] = ()

    @property
    def states(self) -> int:
        """How many different disks were opened; after a confirmation they count anew."""
        return self.outcomes.total()


def power_cuts(server: SavingServer, task: str, *strace: str) -> Cuts:
    """Record one task, cut the power after each of its calls, open whatever may be left.

    `strace`: more options, for example a lying disk: `-e inject=fsync:retval=0:when=1`.
    """
    with server.vault(task) as folder, TemporaryDirectory(prefix="cut-") as made:
        disks = Disk.holding(folder, _beside), Disk.holding(folder, lambda path: not _beside(path))
        done = server.attempt(task, folder, *_WITH_DATA, *strace)
        assert done.code == 0
        cuts = Cuts(said=done.said)
        known: set[tuple[int, frozenset[tuple[Path, bytes]]]] = set()
        for line in ("", *done.trace):
            changed = [disk.happens(line) for disk in disks]
            if line and not any(changed):
                continue
            cuts.moments += 1
            sure = _sure(done.said[: disks[0].confirmed])
            for state in chain.from_iterable(disk.states() for disk in disks):
                key = sure, frozenset(state.items())
                if key not in known:
                    known.add(key)
                    _judge(state, folder, Path(made) / "kept", task, sure, cuts)
        assert disks[0].confirmed == len(done.said)
        cuts.synced = disks[0].synced
    return cuts


def _beside(path: Path) -> bool:
    """A small file beside the vault, which varies while the vault's own files do not."""
    return path.suffix in {".json", ".tmp"} and "vault.rokey" not in path.name


def _sure(said: tuple[Said, ...]) -> int:
    """How many of the saves were confirmed without a reservation."""
    sure = [number for number, each in enumerate(said, 1) if each == Said(True, None)]
    return max(sure, default=0)


def _judge(state: State, recorded: Path, folder: Path, task: str, sure: int, cuts: Cuts) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in state.items():
        place = folder / path.relative_to(recorded)
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
    cuts.outcomes[_outcome(folder, task, sure, cuts.seen)] += 1


def _outcome(folder: Path, task: str, sure: int, seen: set[int]) -> Outcome:
    states = STATES[task]
    try:
        number = states.index(opened(folder))
    except ProblemError as error:
        offered = error.problem.id in (ProblemId.VAULT_GONE, ProblemId.VAULT_DAMAGED)
        return Outcome.BACKUP if offered and _in_backup(folder) in states else Outcome.LOST
    seen.add(number)
    if number < sure:
        return Outcome.FORGOTTEN
    removed = frozenset().union(*(names or () for names in states[:sure])) - (states[sure] or set())
    if removed.intersection(_in_backup(folder) or ()):
        return Outcome.RETURNED
    return Outcome.KEPT


def _in_backup(folder: Path) -> Names:
    """The keys in the backup, as if it were put in the vault's place; none if it does not open."""
    backup = folder / "vault.rokey.bak"
    if not backup.exists():
        return None
    with TemporaryDirectory(prefix="copy-") as made:
        shutil.copy(backup, Path(made) / "vault.rokey")
        try:
            return opened(Path(made))
        except ProblemError:
            return None
