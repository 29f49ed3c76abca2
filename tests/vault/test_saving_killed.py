"""A save that is killed, or fails, at each of its system calls: nothing is ever lost."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, save
from tests.vault.saving_child import MARKER, READY
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor

ROOT = Path(__file__).parents[2]
# Calls about the process itself; a save does not depend on them.
NOT_FILES = "!getpid,geteuid,brk,mmap,munmap,mprotect,futex,getrandom,rt_sigaction,exit_group"
CALL = re.compile(r"^(?:\d+ +)?(\w+)\(")
# What the child is told when a save fails; the vault from before is still there then.
SAID = {
    ProblemId.WRITE_FAILED,
    ProblemId.DISK_FULL,
    ProblemId.VAULT_UNREADABLE,
    ProblemId.FOLDER_NOT_WRITABLE,
}


@dataclass(frozen=True)
class Call:
    """The nth call of one system call since strace was attached."""

    name: str
    nth: int


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A vault with one saved key, to be copied for every attempt."""
    folder = tmp_path / "prepared"
    with VaultDoor(folder, None, cost=CHEAP).create(Secret(PASSPHRASE)) as vault:
        save(vault, "One", credentials(1))
    return folder


def run_child(folder: Path, *traced: str) -> subprocess.CompletedProcess[str]:
    """Seal a key in a process of its own; with options for strace, the save alone is traced.

    Not the start of Python: how often that looks into folders depends on who else is at work.
    """
    command = [sys.executable, "-P", "-m", "tests.vault.saving_child", str(folder), "seal"]
    # Measuring coverage would add calls of its own, at other places every time; so would modules
    # that are compiled now or, by a test beside this one, between two runs.
    left_out = ("COV", "PYTHONDONTWRITEBYTECODE")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(left_out)}
    with (
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=kept | {"PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as child,
        ExitStack() as until_done,
    ):
        assert child.stdout is not None
        assert child.stdout.readline() == READY
        if traced:
            strace = ["strace", "-f", "-p", str(child.pid), *traced]
            tracer = subprocess.Popen(strace, stderr=subprocess.PIPE, text=True)
            until_done.enter_context(tracer)
            assert tracer.stderr is not None
            assert "attached" in tracer.stderr.readline()
        told, complained = child.communicate("go\n", timeout=60)
    return subprocess.CompletedProcess(command, child.returncode, told, complained)


def fail_one(call: Call, how: str, trace: Path) -> tuple[str, ...]:
    """Options for strace: let this call fail or kill; `trace` shows it and the save's begin."""
    seen = f"trace={call.name},?stat,?statx,?newfstatat"
    return "-o", str(trace), "-e", seen, "-e", f"inject={call.name}:{how}:when={call.nth}"


def save_in(trace: Path) -> str:
    """What strace saw from where the save began."""
    _, marker, of_the_save = trace.read_text().partition(MARKER)
    assert marker
    return of_the_save


def calls_of_a_save(prepared: Path, tmp_path: Path) -> list[Call]:
    """Every call between the marker and the child's last word, as strace counts them."""
    folder, trace = tmp_path / "counted", tmp_path / "trace"
    shutil.copytree(prepared, folder)
    run_child(folder)  # compiles every module once
    shutil.rmtree(folder)
    shutil.copytree(prepared, folder)
    done = run_child(folder, "-o", str(trace), "-e", f"trace={NOT_FILES}")
    assert json.loads(done.stdout) == {"saved": True, "problem": None}

    seen: Counter[str] = Counter()
    found: list[Call] = []
    in_the_save = False
    for line in trace.read_text().splitlines():
        call = CALL.match(line)
        if call is None:
            continue
        name = call[1]
        seen[name] += 1
        if name == "write" and line.split("(")[1].startswith("1,"):
            break
        if in_the_save:
            found.append(Call(name, seen[name]))
        in_the_save = in_the_save or MARKER in line
    names = {call.name for call in found}
    assert {"openat", "flock", "write", "fsync", "linkat", "rename", "close", "read"} <= names
    return found


def check_nothing_lost(folder: Path, *, sealed: bool | None) -> None:
    """The old key is there, the new one wholly or not at all, and the next save works."""
    door = VaultDoor(folder, None, cost=CHEAP)
    with door.open(Secret(PASSPHRASE)) as vault:
        (one,) = vault.saved_keys()
        assert vault.credentials(one.record_id) == credentials(1)
        pending = vault.pending_keys()
        if sealed is not None:
            assert bool(pending) is sealed
        for two in pending:
            assert vault.credentials(two.record_id) == credentials(2)
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    with door.open(Secret(PASSPHRASE)) as vault:
        assert len(vault.pending_keys()) == len(pending) + 1
    assert {path.name for path in folder.iterdir()} == {
        "vault.rokey",
        "vault.rokey.bak",
        "vault.rokey.lock",
    }, "the next save clears what a killed one left"


def test_the_steps_of_a_save_come_in_their_order(prepared: Path, tmp_path: Path) -> None:
    """Nothing else shows an fsync that is missing, short of a power failure."""
    steps = ("flock", "write", "fsync", "linkat", "rename", "fsync")
    names = [call.name for call in calls_of_a_save(prepared, tmp_path) if call.name in steps]

    assert names == [
        *("flock", "write", "fsync"),  # locked; the new file is on the disk
        *("linkat", "rename"),  # the old one is the backup
        *("rename", "fsync"),  # the new one is in its place, and that is on the disk
        "flock",
    ]


@pytest.mark.timeout(300)
def test_a_save_killed_at_any_call_loses_nothing(prepared: Path, tmp_path: Path) -> None:
    outcomes = set()
    for number, call in enumerate(calls_of_a_save(prepared, tmp_path)):
        folder = tmp_path / f"killed-{number}"
        shutil.copytree(prepared, folder)

        trace = tmp_path / "fired"
        done = run_child(folder, *fail_one(call, "signal=SIGKILL", trace))

        assert done.returncode == -signal.SIGKILL, f"{call} did not fire"
        assert "SIGKILL" in save_in(trace), f"{call} fired too early"
        assert done.stdout == ""
        check_nothing_lost(folder, sealed=None)
        outcomes.add(VaultDoor(folder, None).path.stat().st_size)
        shutil.rmtree(folder)
    assert len(outcomes) > 1, "some died before the new vault was in place, some after"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_a_save_that_fails_at_any_call_says_so_and_loses_nothing(
    prepared: Path, tmp_path: Path, error: str
) -> None:
    for number, call in enumerate(calls_of_a_save(prepared, tmp_path)):
        folder = tmp_path / f"failed-{number}"
        shutil.copytree(prepared, folder)

        trace = tmp_path / "fired"
        done = run_child(folder, *fail_one(call, f"error={error}", trace))

        assert "(INJECTED)" in save_in(trace), f"{call} did not fire"
        assert done.stderr == "", call
        told = json.loads(done.stdout)
        if told["saved"]:
            assert told["problem"] in (None, ProblemId.SAVED_NOT_CONFIRMED), call
        else:
            assert told["problem"] in SAID, call
        check_nothing_lost(folder, sealed=told["saved"])
        shutil.rmtree(folder)
