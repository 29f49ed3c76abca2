"""Killed, interrupted, nobody listening: what was sealed stays, and nothing but words is said."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.key_wizard import Answer, KeyWizard
from tests.cli.practice_process import ROOT, PracticeProcess, SiteKey
from tests.cli.silent_server import SilentServer

_PATIENCE_S = 30.0
_PROMPTLY_S = 4.0  # half of what a check may take


@pytest.fixture
def silent() -> Iterator[SilentServer]:
    with SilentServer() as server:
        yield server


def _start(key_wizard: KeyWizard, *arguments: str, stdin: str = "") -> subprocess.Popen[str]:
    process = subprocess.Popen(
        key_wizard.command(*arguments),
        cwd=ROOT,
        env=key_wizard.process_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(stdin)
    process.stdin.close()
    process.stdin = None
    return process


def _end(process: subprocess.Popen[str]) -> Answer:
    out, err = process.communicate(timeout=_PATIENCE_S)
    return Answer(process.returncode, out, err)


def test_killed_between_sealing_and_saving(
    key_wizard: KeyWizard, practice: PracticeProcess, silent: SilentServer
) -> None:
    key = practice.make_key("Tracker", trading=False)
    hung = key_wizard.but("--exchange-url", silent.url)

    process = _start(hung, "add", "Tracker", stdin=key.input)
    silent.wait_for_a_question()
    _sees_no_secret(process.pid, key)
    process.kill()
    assert _end(process) == Answer(-signal.SIGKILL, "", "")

    listed = key_wizard("list").out
    assert "Unfinished" in listed
    assert f"…{key.api_key[-4:]}" in listed
    # The same command goes on; the values need not be given again.
    assert key_wizard("add", "Tracker").code == 0
    assert "Unfinished" not in key_wizard("list").out


def _sees_no_secret(pid: int, key: SiteKey) -> None:
    """What other programs may see of a process that works with a secret."""
    for name in ("cmdline", "environ"):
        try:
            seen = Path(f"/proc/{pid}/{name}").read_bytes()
        except PermissionError:
            assert name == "environ"  # it refuses to be read: only root sees this one
            continue
        assert seen
        assert key.secret.encode() not in seen
        assert key.api_key.encode() not in seen


def test_ctrl_c_during_a_check(
    key_wizard: KeyWizard, practice: PracticeProcess, silent: SilentServer
) -> None:
    key = practice.make_key("Tracker", trading=False)
    hung = key_wizard.hiding(key.secret).but("--exchange-url", silent.url)

    process = _start(hung, "add", "Tracker", stdin=key.input)
    silent.wait_for_a_question()
    answer = _interrupted(process)
    hung.hold(answer)
    assert answer.code == 130
    assert (
        answer.err.strip() == "Stopped. What was sealed stays sealed; “key-wizard list” shows it."
    )
    assert "Unfinished" in key_wizard("list").out


def test_ctrl_c_while_several_keys_are_verified(
    key_wizard: KeyWizard, practice: PracticeProcess, silent: SilentServer
) -> None:
    names = [f"key {number}" for number in range(6)]
    for name in names:
        key = practice.make_key(name, trading=False)
        assert key_wizard("add", name, stdin=key.input).code == 0
    process = _start(key_wizard.but("--exchange-url", silent.url), "verify", "--all")
    for _ in range(4):  # asked at once; the others wait for their turn
        silent.wait_for_a_question()

    answer = _interrupted(process)

    key_wizard.hold(answer)
    assert answer.code == 130
    assert "Stopped." in answer.err


def _interrupted(process: subprocess.Popen[str]) -> Answer:
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    answer = _end(process)
    assert time.monotonic() - started < _PROMPTLY_S
    return answer


def test_nobody_reads_the_answer_any_more(key_wizard: KeyWizard, practice: PracticeProcess) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    for arguments in (("list",), ("doctor", "--json"), ("practice",), ("--help",)):
        with _into(write_end, key_wizard, *arguments) as process:
            _, err = process.communicate(timeout=_PATIENCE_S)
        assert process.returncode == 141, arguments
        assert err == b""
    os.close(write_end)


def test_the_answer_cannot_be_written(key_wizard: KeyWizard) -> None:
    with Path("/dev/full").open("wb") as full:
        with _into(full.fileno(), key_wizard, "list", "--json") as process:
            _, err = process.communicate(timeout=_PATIENCE_S)
        assert process.returncode == 74
        assert b"could not be written" in err
        assert b"Traceback" not in err


def _into(stdout: int, key_wizard: KeyWizard, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        key_wizard.command(*arguments),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


def test_no_standard_streams_at_all(key_wizard: KeyWizard) -> None:
    line = " ".join(f"'{word}'" for word in key_wizard.command("list"))
    done = subprocess.run(["sh", "-c", f"{line} <&- >&- 2>&-"], check=False, cwd=ROOT)

    assert done.returncode == 0


def test_an_exchange_that_never_answers(
    key_wizard: KeyWizard, practice: PracticeProcess, silent: SilentServer
) -> None:
    key: SiteKey = practice.make_key("Tracker", trading=False)
    hung = key_wizard.hiding(key.secret).but("--exchange-url", silent.url)

    answer = hung("add", "Tracker", "--json", stdin=key.input)

    assert answer.code == 3
    assert answer.json["verdict"] == "not-checked"
    assert answer.json["problem"]["id"] == "timed-out"
    assert "8 seconds" in answer.json["problem"]["means"]
    assert json.dumps(answer.json["evidence"]["permissions"]) == "{}"
    assert key_wizard("add", "Tracker").code == 0, "the key was sealed and only had to wait"
