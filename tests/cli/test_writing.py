"""Several programs at one vault, and a disk that does not confirm."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from filelock import FileLock

from tests.cli.key_wizard import Answer, KeyWizard
from tests.cli.practice_process import ROOT, PracticeProcess

_PATIENCE_S = 60.0


def test_programs_that_save_at_once_lose_nothing(
    key_wizard: KeyWizard, practice: PracticeProcess
) -> None:
    names = ["one", "two", "three", "four"]
    running = []
    for name in names:
        key = practice.make_key(name, trading=False)
        process = subprocess.Popen(
            key_wizard.command("add", name),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append((process, key.input))
    for process, given in running:
        assert process.stdin is not None
        process.stdin.write(given)
        process.stdin.close()
        process.stdin = None
    for process, _ in running:
        out, err = process.communicate(timeout=_PATIENCE_S)
        assert process.returncode == 0, out + err

    assert {one["name"] for one in key_wizard("list", "--json").json} == set(names)


def test_another_program_holds_the_vault(
    key_wizard: KeyWizard, practice: PracticeProcess, tmp_path: Path
) -> None:
    key = practice.make_key("Tracker", trading=False)
    assert key_wizard("add", "Tracker", stdin=key.input).code == 0
    with FileLock(tmp_path / "kept/vault.rokey.lock"):
        busy = key_wizard("rename", "Tracker", "Other")
        good = key_wizard("verify", "Tracker")
        practice.set_trading(key, on=True)
        verified = key_wizard("verify", "--all", "--json")

    assert good.code == 4
    assert "Tracker · Read-only" in good.out
    assert "(vault-busy" in good.err
    assert busy.code == 4
    assert "(vault-busy" in busy.err
    # It could not be noted, and is told all the same: the worst status wins.
    assert verified.code == 1
    (document,) = verified.json
    assert document["verdict"] == "can-do-more"
    assert document["problem"]["id"] == "vault-busy"
    assert [one["verdict"] for one in key_wizard("history", "Tracker", "--json").json] == [
        "read-only"
    ]


def test_a_disk_that_does_not_confirm(
    key_wizard: KeyWizard, practice: PracticeProcess, tmp_path: Path
) -> None:
    strace = shutil.which("strace")
    assert strace is not None, "strace is not installed; this test needs it"
    key = practice.make_key("Tracker", trading=False)
    assert key_wizard("add", "Tracker", stdin=key.input).code == 0
    log = tmp_path / "calls"

    def renamed(name: str, *inject: str) -> Answer:
        command = [strace, "-f", "-o", str(log), "-e", "trace=fsync", *inject]
        done = subprocess.run(
            [*command, *key_wizard.command("rename", "Tracker", name)],
            check=False,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    assert renamed("tracker").code == 0
    calls = len(re.findall(r"fsync\(", log.read_text()))
    assert calls > 1
    # The last one is that of the folder, after the new vault has taken its place.
    answer = renamed("TRACKER", "-e", f"inject=fsync:error=EIO:when={calls}")

    assert "(INJECTED)" in log.read_text()
    assert answer.code == 4
    assert "“TRACKER” now" in answer.out
    assert "(saved-not-confirmed" in answer.err
    assert [one["name"] for one in key_wizard("list", "--json").json] == ["TRACKER"]
