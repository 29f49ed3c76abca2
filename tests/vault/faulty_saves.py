"""Saves in a process of their own that strace follows, and changes at one system call.

The calls are counted in a recorded save first.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from tests.vault.samples import CHEAP, PASSPHRASE
from tests.vault.saved_states import STATES
from tests.vault.saving_server import ENDED, MARKER, READY, prepare
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor

ROOT = Path(__file__).parents[2]
# Calls about the process itself; a save does not depend on them.
_NOT_FILES = (
    "!getpid,getuid,geteuid,brk,mmap,munmap,mprotect,madvise,futex,getrandom,rt_sigaction,"
    "rt_sigprocmask,sigaltstack,clock_nanosleep,prctl,pselect6,select,restart_syscall,exit_group"
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\(")
_SAYING = re.compile(r"^(?:\d+ +)?write\(1,")


@dataclass(frozen=True, slots=True)
class Call:
    """The nth call of one system call since strace was attached, and its place in the save."""

    name: str
    nth: int
    place: int


@dataclass(frozen=True, slots=True)
class Said:
    """What the process said of one save."""

    saved: bool
    problem: ProblemId | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """How the process ended (negative: a signal), what it said, the trace from MARKER on."""

    code: int
    said: tuple[Said, ...]
    trace: tuple[str, ...]


class SavingServer:
    """The program of `saving_server.py`; `home` is a folder for it and for the vaults."""

    def __init__(self, process: subprocess.Popen[str], home: Path) -> None:
        self._process = process
        self._home = home

    @contextmanager
    def vault(self, task: str) -> Iterator[Path]:
        """A folder as it is before the task, until the block ends."""
        folder, names = self._home / "v", STATES[task][0]
        if names is not None:
            shutil.copytree(self._home / ("prepared" if names else "fresh"), folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def attempt(self, task: str, folder: Path, *strace: str) -> Attempt:
        """Do a task with the save traced; more options for strace make it go wrong."""
        pid = int(self._ask(f"{task} {folder}", READY))
        trace = self._home / "trace"
        options = ("-f", "-o", str(trace), "-e", f"trace={_NOT_FILES}", *strace)
        with subprocess.Popen(
            ["strace", "-p", str(pid), *options], stderr=subprocess.PIPE, text=True
        ) as tracer:
            assert tracer.stderr is not None
            first = tracer.stderr.readline()
            assert "attached" in first, first
            said = self._read_until_end("go")
        complaint = (self._home / "complaints").read_text()
        assert complaint == "", complaint
        return Attempt(*said, tuple(_split(trace.read_text())[1]))

    def calls(self, task: str) -> tuple[Call, ...]:
        """Every call of the task's saves up to the last word, that included."""
        with self.vault(task) as folder:
            done = self.attempt(task, folder)
            before = names_in(_split((self._home / "trace").read_text())[0])
        assert done.said == (Said(saved=True, problem=None),) * (len(STATES[task]) - 1)
        seen = Counter(before)
        found: list[Call] = []
        for name in names_in(done.trace):
            seen[name] += 1
            found.append(Call(name, seen[name], len(found)))
        last = max(i for i, line in enumerate(calls_in(done.trace)) if _SAYING.match(line))
        return tuple(found[: last + 1])

    def steps(self, task: str, names: Collection[str]) -> tuple[str, ...]:
        """The calls of these names that are about the vault, its backup, its lock and folder."""
        with self.vault(task) as folder:
            lines = calls_in(self.attempt(task, folder, "-y").trace)
        # Each line names what it is about; a file beside the vault has no say.
        ours = f"{folder}/vault.rokey", f"{folder}/.vault.rokey", f"<{folder}>"
        about = [line for line in lines if any(name in line for name in ours)]
        return tuple(name for name in names_in(about) if name in names)

    def _ask(self, line: str, expected: str) -> str:
        given, told = self._pipes()
        given.write(f"{line}\n")
        given.flush()
        word, _, rest = told.readline().partition(" ")
        assert word == expected, (self._home / "complaints").read_text()
        return rest

    def _read_until_end(self, line: str) -> tuple[int, tuple[Said, ...]]:
        given, told = self._pipes()
        given.write(f"{line}\n")
        given.flush()
        said: list[Said] = []
        for heard in told:
            if heard.startswith(ENDED):
                return int(heard.split()[1]), tuple(said)
            words = json.loads(heard)
            problem = words["problem"]
            said.append(Said(words["saved"], None if problem is None else ProblemId(problem)))
        raise AssertionError("the server is gone")

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout


@contextmanager
def saving_server(program: str = "tests.vault.saving_server") -> Iterator[SavingServer]:
    """A server, until the block ends; `program` is the module that it runs.

    Its folder is short: a lock asks for every part of a path.
    """
    assert shutil.which("strace") is not None, "strace is not installed; this test needs it"
    # Not measuring coverage: that would add calls of its own, at other places every time.
    command = [sys.executable, "-P", "-m", program]
    with TemporaryDirectory(prefix="saves-") as made:
        home = Path(made)
        prepare(home / "prepared")
        VaultDoor(home / "fresh", None, cost=CHEAP).create(Secret(PASSPHRASE)).close()
        with (
            (home / "complaints").open("w") as complaints,
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=_without_coverage(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
            ) as process,
        ):
            yield SavingServer(process, home)


def _without_coverage() -> dict[str, str]:
    return {name: text for name, text in os.environ.items() if not name.startswith("COV")}


def names_in(trace: Sequence[str]) -> list[str]:
    """The system calls' names."""
    return [line.split("(", 1)[0].split()[-1] for line in calls_in(trace)]


def calls_in(trace: Sequence[str]) -> list[str]:
    """The lines that are system calls."""
    return [line for line in trace if _CALL.match(line)]


def _split(trace: str) -> tuple[list[str], list[str]]:
    """What came up to the marker, plain or in hexadecimal numbers, and what came then."""
    lines = trace.splitlines()
    marks = (MARKER, "".join(f"\\x{byte:02x}" for byte in MARKER.encode()))
    at = next(i for i, line in enumerate(lines) if any(mark in line for mark in marks))
    return lines[: at + 1], lines[at + 1 :]
