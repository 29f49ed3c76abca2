"""What is loaded for what: no Qt for any command, nothing heavy before the parser has spoken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.key_wizard import KeyWizard
from tests.cli.practice_process import ROOT, PracticeProcess

_HEAVY = ("PySide6", "aiohttp", "binance", "cryptography", "jinja2", "keyring", "requests")
_DRIVER = """\
import io, json, sys
from wizard.__main__ import main
codes = []
for line in json.loads(sys.argv[1]):
    sys.stdin = io.TextIOWrapper(io.BytesIO(line[0].encode()))
    codes.append(main(line[1:]))
report = {"codes": codes, "modules": sorted(sys.modules)}
print("REPORT" + json.dumps(report), file=sys.stderr)
"""


def _loaded(*lines: list[str]) -> tuple[list[int], set[str]]:
    """Exit statuses of these commands in one process, and every module there at its end."""
    done = subprocess.run(
        [sys.executable, "-c", _DRIVER, json.dumps(lines)],
        check=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    report = json.loads(done.stderr.partition("REPORT")[2])
    return report["codes"], set(report["modules"])


def test_no_command_loads_qt(key_wizard: KeyWizard, practice: PracticeProcess) -> None:
    key = practice.make_key("Tracker", trading=False)
    options = list(key_wizard.options)
    codes, modules = _loaded(
        ["", "doctor", *options],
        [key.input, "check", *options],
        [key.input, "add", "Tracker", *options],
        ["", "list", *options],
        ["", "verify", "--all", *options],
        ["", "history", "Tracker", *options],
        ["", "rename", "Tracker", "Other", *options],
        ["", "remove", "Other", "--yes", *options],
        ["", "doctor", "--json", *options],
        ["", "nonsense"],
    )

    assert codes == [0] * 9 + [64]
    assert "binance.client" in modules, "the commands did real work"
    assert not [name for name in modules if name.partition(".")[0] in {"PySide6", "shiboken6"}]


def test_nothing_heavy_on_the_way_to_the_window() -> None:
    code = (
        "import sys, wizard.__main__; from wizard.cli.parser import parse; parse([]);"
        "import wizard.wiring; print('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True
    )

    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.isdisjoint(_HEAVY), loaded & set(_HEAVY)
    assert "wizard.cli.run" not in done.stdout.split()


def test_looking_at_an_empty_vault_loads_no_exchange_library(tmp_path: Path) -> None:
    codes, modules = _loaded(["", "list", "--data-dir", str(tmp_path / "kept")])

    assert codes == [0]
    assert "binance" not in modules
    assert "aiohttp" not in modules


def test_a_crash_would_leave_no_core_dump() -> None:
    """The limit is raised as far as it goes before the program starts."""
    code = (
        "import resource, sys; most = resource.getrlimit(resource.RLIMIT_CORE)[1];"
        "resource.setrlimit(resource.RLIMIT_CORE, (most, most)); sys.argv = ['', '--version'];"
        "from wizard.__main__ import main; main();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True
    )

    assert done.stderr == "(0, 0)\n"


def test_our_own_fault_is_told_without_a_traceback(tmp_path: Path) -> None:
    """Break the program from outside: a library that is not whole."""
    (tmp_path / "platformdirs.py").write_text("raise RuntimeError('S3CR3T')", encoding="utf-8")
    # Linux asks that library where the environment names no home.
    unnamed = {"HOME": "", "XDG_DATA_HOME": ""}
    environment = {**os.environ, **unnamed, "PYTHONPATH": str(tmp_path)}

    done = subprocess.run(
        [sys.executable, "-m", "wizard", "list"],
        check=False,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 70
    assert done.stdout == ""
    assert "The wizard made a mistake of its own." in done.stderr
    assert "(program-fault; RuntimeError in usual_folder.py, line " in done.stderr
    assert "Traceback" not in done.stderr
    assert "S3CR3T" not in done.stderr
