"""The whole start, with a real pip, a real index and real interruptions."""

import os
import platform
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

import start
from tests.ground.small_checkout import Checkout, Index


def test_first_start_installs_and_the_second_begins_at_once(
    checkout: Checkout, index: Index
) -> None:
    first = checkout.start()
    assert first.returncode == 0, first.stdout
    assert "Making the folder .venv" in first.stdout
    assert "installing 1 Python packages" in first.stdout
    assert first.stdout.endswith("began ['--practice']\n")

    seconds = []
    for _ in range(3):
        began = time.monotonic()
        second = checkout.start("run", "--data-dir", "some where")
        seconds.append(time.monotonic() - began)
        assert second.stdout == "began ['--practice', '--data-dir', 'some where']\n"
    assert index.downloads == 1
    assert statistics.median(seconds) < 1


def test_a_folder_with_our_names_is_not_mistaken_for_us(
    checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("wizard", "tiny"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('a stranger')")
    monkeypatch.chdir(tmp_path)
    assert checkout.start().stdout.endswith("began ['--practice']\n")


def test_the_command_of_the_checkout_works_from_anywhere(checkout: Checkout) -> None:
    checkout.start()
    command = checkout.root / ".venv/bin/key-wizard"
    told = subprocess.run([command, "list"], cwd="/", check=True, capture_output=True, text=True)
    assert told.stdout == "began ['list']\n"


def test_an_interrupted_installation_is_repaired(checkout: Checkout, index: Index) -> None:
    index.may_answer.clear()
    with checkout.begin() as interrupted:
        assert index.asked.wait(60)
        os.killpg(interrupted.pid, signal.SIGKILL)
    index.may_answer.set()
    again = checkout.start()
    assert again.returncode == 0, again.stdout
    assert "incomplete" in again.stdout
    assert again.stdout.endswith("began ['--practice']\n")


def test_an_interrupted_addition_is_repaired(checkout: Checkout, index: Index) -> None:
    """Killed while the tests' packages come on top of a finished installation."""
    checkout.start()
    index.may_answer.clear()
    index.asked.clear()
    with checkout.begin("test") as interrupted:
        assert index.asked.wait(60)
        os.killpg(interrupted.pid, signal.SIGKILL)
    index.may_answer.set()
    again = checkout.start()
    assert "incomplete" in again.stdout
    assert again.stdout.endswith("began ['--practice']\n")


def test_the_tests_packages_come_on_top(checkout: Checkout, index: Index) -> None:
    checkout.start()
    told = checkout.start("test").stdout
    assert "Making the folder" not in told
    assert checkout.start().stdout == "began ['--practice']\n"
    assert index.downloads == 2


def test_two_starts_at_once_install_once(checkout: Checkout, index: Index) -> None:
    index.may_answer.clear()
    with checkout.begin() as first:
        assert index.asked.wait(60)
        with checkout.begin() as second:
            assert second.stdout is not None
            assert "Another start is installing" in second.stdout.readline()
            index.may_answer.set()
            assert second.wait() == 0
        assert first.wait() == 0
    assert index.downloads == 1


def test_another_lock_makes_the_folder_anew(checkout: Checkout, index: Index) -> None:
    checkout.start()
    stray = checkout.root / ".venv/stray"
    stray.touch()
    checkout.run_lock.write_text("# Another state.\n" + checkout.run_lock.read_text())
    assert checkout.start().returncode == 0
    assert not stray.exists()
    assert index.downloads == 2


def test_a_package_with_another_hash_is_not_installed(checkout: Checkout) -> None:
    checkout.run_lock.write_text(f"tiny==1.0 --hash=sha256:{'0' * 64}\n")
    refused = checkout.start()
    assert refused.returncode == 1
    assert "not the one this project was tested with" in refused.stdout
    assert "Traceback" not in refused.stdout
    assert not list(checkout.root.glob(".venv/lib/*/site-packages/tiny.py"))


def test_a_lock_without_hashes_is_refused(checkout: Checkout) -> None:
    checkout.run_lock.write_text("tiny==1.0\n")
    refused = checkout.start()
    assert refused.returncode == 1
    assert "Hashes are required" in refused.stdout


@pytest.mark.parametrize(
    ("failing", "status"),
    [(None, 0), ("ruff", 1), ("mypy", 1), ("importlinter/cli", 1), ("pytest", 5)],
)
def test_one_failing_check_fails_all_and_none_is_left_out(
    checkout: Checkout, failing: str | None, status: int
) -> None:
    """With stand-ins for the tools, which say how they were called."""
    (checkout.root / "importlinter").mkdir()
    for tool in ("ruff", "mypy", "importlinter/cli", "pytest"):
        end = (5 if tool == "pytest" else 1) if tool == failing else 0
        called = f"print({tool!r}, sys.argv[1:]); sys.exit({end})"
        body = f"def lint_imports_command(): {called}" if "/" in tool else called
        (checkout.root / f"{tool}.py").write_text(f"import sys\n{body}\n")
    ended = checkout.start("test", "-k", "a name")
    assert ended.returncode == status
    for part in (
        "ruff ['check'",
        "ruff ['format'",
        "mypy ['--strict'",
        "importlinter",
        "'a name']",
    ):
        assert part in ended.stdout
    told = ended.stdout.splitlines()[-1]
    assert ("failed above" in told) is (failing not in {None, "pytest"})


def test_without_a_network_it_says_so(checkout: Checkout) -> None:
    checkout.environment["PIP_INDEX_URL"] = "https://no-such-place.invalid/simple"
    refused = checkout.start()
    assert refused.returncode == 1
    assert "The internet could not be reached." in refused.stdout
    assert "Traceback" not in refused.stdout


def test_a_folder_that_cannot_be_written(checkout: Checkout) -> None:
    (checkout.root / ".venv.lock").mkdir()
    refused = checkout.start()
    assert refused.returncode == 1
    assert "A file or folder refused" in refused.stdout
    assert "Traceback" not in refused.stdout


def test_no_display_plays_the_tour_and_says_where_its_pictures_are(checkout: Checkout) -> None:
    del checkout.environment["DISPLAY"]
    pictures = checkout.root / "tour-pictures"
    pictures.mkdir()
    told = checkout.start().stdout
    assert "There is no display here" in told
    assert f"began ['tour', '--out', '{pictures}']" in told
    assert told.endswith(f"The pictures are in {pictures}.\n")


def test_the_program_s_exit_status_is_ours(checkout: Checkout) -> None:
    (checkout.root / "wizard/__main__.py").write_text("raise SystemExit(3)\n")
    assert checkout.start().returncode == 3


def test_control_c_is_answered_by_the_program_alone(checkout: Checkout) -> None:
    (checkout.root / "wizard/__main__.py").write_text(
        "import signal, sys\n"
        "try:\n    print('began', flush=True)\n    signal.pause()\n"
        "except KeyboardInterrupt: sys.exit('my last words')\n"
    )
    with checkout.begin() as stopped:
        assert stopped.stdout is not None
        while stopped.stdout.readline() != "began\n":
            assert stopped.poll() is None
        os.killpg(stopped.pid, signal.SIGINT)
        assert stopped.stdout.read() == "my last words\n"
        assert stopped.wait() == 1


def test_control_c_in_the_first_moment_is_the_program_s_too(
    checkout: Checkout, tmp_path: Path
) -> None:
    """The signal comes when the program runs, before Popen has told start.py that it does."""
    (checkout.root / "wizard/__main__.py").write_text("print('my own words')\n")
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, subprocess\n"
        "class Early(subprocess.Popen):\n"
        "    def __init__(self, command, **others):\n"
        "        super().__init__(command, **others)\n"
        "        if '-P' in command: os.kill(os.getpid(), signal.SIGINT)\n"
        "subprocess.Popen = Early\n"
    )
    checkout.environment["PYTHONPATH"] = str(tmp_path)
    ended = checkout.start()
    assert ended.stdout.endswith("my own words\n")
    assert ended.returncode == 0


def test_who_ends_the_start_ends_the_program(checkout: Checkout) -> None:
    (checkout.root / "wizard/__main__.py").write_text(
        "import signal\nprint('began', flush=True)\nsignal.pause()\n"
    )
    with checkout.begin() as ended:
        assert ended.stdout is not None
        while ended.stdout.readline() != "began\n":
            assert ended.poll() is None
        ended.terminate()
        # Their common output ends when the last of them is gone.
        assert ended.stdout.read() == ""
        assert ended.wait() == 128 + signal.SIGTERM


def test_a_program_that_was_killed_has_the_status_that_a_shell_gives(checkout: Checkout) -> None:
    (checkout.root / "wizard/__main__.py").write_text("import os; os.abort()\n")
    assert checkout.start().returncode == 128 + signal.SIGABRT


@pytest.mark.parametrize("name", ["packge", "--verbose", ""])
def test_a_job_nobody_knows(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main([name]) == 64
    told = capsys.readouterr().out
    assert f"“{name}”" in told
    assert "python3 start.py test" in told


def test_help_names_every_job(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["--help"]) == 0
    told = capsys.readouterr().out
    for job in start.JOBS:
        assert f"start.py {job}" in told or job == "run"


def test_an_old_python(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 2, "final", 0))
    monkeypatch.setattr(platform, "python_version", lambda: "3.10.2")
    assert start.main([]) == 1
    assert (
        "This is Python 3.10.2; the wizard needs Python 3.11 or newer." in capsys.readouterr().out
    )
