"""Run as a program: forks one process per save, so that hundreds can be killed or starved.

Reads `TASK FOLDER` lines. Each forks a process that opens the vault, says READY and its id, waits
for another line (until then strace can be attached), touches MARKER, where a trace begins to be of
interest, and does the task's saves one after the other, with a line of JSON after each. The server
then says ENDED and how the process ended.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, save
from wizard.core.problems import Problem, ProblemError
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.vault import Vault

MARKER = "/the-save-begins-here"
READY, ENDED = "ready", "ended"
_PR_SET_PTRACER = 0x59616D61  # prctl(2)
_ANYBODY = -1

Step = Callable[[], Problem | None]


def _door(folder: Path) -> VaultDoor:
    return VaultDoor(folder, None, cost=CHEAP)


def prepare(folder: Path) -> None:
    """A vault with two saved keys, One and Gone, and a backup."""
    with _door(folder).create(Secret(PASSPHRASE)) as vault:
        save(vault, "One", credentials(1))
        save(vault, "Gone", credentials(9))


def create(folder: Path) -> list[Step]:
    """The very first save, of a vault without keys."""

    def first() -> Problem | None:
        with _door(folder).create(Secret(PASSPHRASE)) as vault:
            return vault.unconfirmed

    return [first]


def _with_vault(*changes: Callable[[Vault], object]) -> Callable[[Path], list[Step]]:
    def steps(folder: Path) -> list[Step]:
        vault = _door(folder).open(Secret(PASSPHRASE))

        def step(change: Callable[[Vault], object]) -> Step:
            def run() -> Problem | None:
                change(vault)
                return vault.unconfirmed

            return run

        return [step(change) for change in changes]

    return steps


def _seal(number: int, name: str) -> Callable[[Vault], object]:
    return lambda vault: vault.seal(name, VENUE, credentials(number), now=NOW)


def _remove(vault: Vault) -> None:
    (gone,) = (key for key in vault.saved_keys() if key.name == "Gone")
    vault.remove(gone.record_id)


def _make_pair(vault: Vault) -> None:
    vault.pairs.make("Pair", VENUE, now=NOW)


TASKS: dict[str, Callable[[Path], list[Step]]] = {
    "create": create,
    "second": _with_vault(_seal(2, "Two")),
    "seal": _with_vault(_seal(2, "Two")),
    "remove": _with_vault(_remove),
    "pair": _with_vault(_make_pair),
    "several": _with_vault(_seal(2, "Two"), _remove, _seal(3, "Three")),
}


def _say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def _work(task: str, folder: Path) -> None:
    steps = TASKS[task](folder)
    # Where only a parent may trace (Yama), strace, which is no relative, needs leave.
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(_ANYBODY), 0, 0, 0)
    _say(READY, os.getpid())
    # Not a read: a save has reads, and this one counts twice when strace comes in its midst.
    select.select([0], [], [])
    Path(MARKER).exists()
    for step in steps:
        try:
            problem = step()
        except ProblemError as error:
            _tell(error.problem, saved=False)
            return
        _tell(problem, saved=True)


def _tell(problem: Problem | None, *, saved: bool) -> None:
    if problem is not None:
        for words in (problem.what, problem.means, problem.do):
            assert words
            assert "{" not in words
    _say(json.dumps({"saved": saved, "problem": None if problem is None else problem.id}))


def _warm_up() -> None:
    """Load now what a first save would load, so that the traces have the saves alone."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "kept"
        prepare(folder)
        for task in ("several", "pair"):
            for step in TASKS[task](folder):
                step()


def main() -> None:
    _warm_up()
    # Unbuffered: what the server reads ahead would wake no select in the forked process.
    with open(0, "rb", buffering=0, closefd=False) as given:
        while line := given.readline().decode():
            task, folder = line.split()
            worker = os.fork()
            if worker == 0:
                try:
                    _work(task, Path(folder))
                except BaseException:  # noqa: BLE001 (a forked process ends here, whatever happened)
                    traceback.print_exc()
                    os._exit(1)
                os._exit(0)
            _, status = os.waitpid(worker, 0)
            given.readline()
            _say(ENDED, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
