"""One command from a bare machine to the running program: `python3 start.py`, or one of its jobs.

Standard library only. Makes `.venv` from the hash-pinned locks in `packaging/`, sees to the system
libraries that Qt needs, then does the job.
"""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# By path and not as `packaging.ground`: a library of that name may be installed.
sys.path.insert(0, str(ROOT / "packaging"))

from ground.environment import Environment  # noqa: E402
from ground.progress import StopError, say  # noqa: E402
from ground.system import see_to_system  # noqa: E402

ENVIRONMENT = Environment(ROOT)

HELP = """\
python3 start.py            opens the wizard on the practice exchange (no account, no real key)
python3 start.py tour       plays the whole guide by itself and saves a picture of every screen
python3 start.py sheet      draws every screen in every look, and puts all of it on one sheet
python3 start.py test       runs every check and every test; what follows goes to pytest
python3 start.py bench      measures the wizard beside the barest way to do the same

The first start installs what is missing into the folder .venv; later starts begin at once."""

LINTED = ("wizard", "tests", "packaging/ground", "start.py", "packaging/lock.py")
CHECKS = {
    "Style": ("-m", "ruff", "check", "."),
    "Format": ("-m", "ruff", "format", "--check", "."),
    "Types": ("-m", "mypy", "--strict", *LINTED),
    "Imports": ("-c", "import importlinter.cli as c; c.lint_imports_command()", "--no-logo"),
}


def prepare(name: str) -> None:
    """Everything that must be there for "run" or "test"; when it is, this takes milliseconds."""
    if {ENVIRONMENT.line(name), f"system {name}"} <= ENVIRONMENT.finished():
        return
    with ENVIRONMENT.alone():
        if ENVIRONMENT.line(name) not in ENVIRONMENT.finished():
            ENVIRONMENT.install(name)
        if sys.platform == "linux":
            pyside = ENVIRONMENT.packages / "PySide6"
            if not see_to_system(pyside, tests_too=name == "test"):
                say("\nUntil then, the tests that need it are listed at the end as not run.")
                return
        ENVIRONMENT.mark(f"system {name}")


def ours(*arguments: str) -> int:
    """Run our Python with these arguments; give its exit status, as a shell would."""
    child: subprocess.Popen[bytes] | None = None
    told_to_end = False

    def end(*_: object) -> None:
        nonlocal told_to_end
        told_to_end = True
        if child is not None:
            child.terminate()

    signal.signal(signal.SIGTERM, end)
    # The terminal tells the program too, which ends in its own way. Ours must be deaf before the
    # program is there: it may have spoken before Popen has returned.
    before = signal.getsignal(signal.SIGINT)
    if before != signal.SIG_IGN:  # in the background the program shall be as deaf as this is
        signal.signal(signal.SIGINT, lambda *_: None)
    try:
        # -P: a file of the person's folder that is named like one of ours must not be loaded.
        child = subprocess.Popen([str(ENVIRONMENT.python), "-P", *arguments])
        if told_to_end:
            child.terminate()
        status = child.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return status if status >= 0 else 128 - status


def run(arguments: Sequence[str]) -> int:
    """Open the window on the practice exchange, or play the tour where there is no display."""
    prepare("run")
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
        say("There is no display here, so no window can open. The tour plays instead.")
        return tour(arguments)
    return ours("-m", "wizard", "--practice", *arguments)


def tour(arguments: Sequence[str]) -> int:
    """Play the tour; its pictures go into `tour-pictures` unless `--out` names another folder."""
    prepare("run")
    if "--out" in arguments:
        return ours("-m", "wizard", "tour", *arguments)
    folder = ROOT / "tour-pictures"
    status = ours("-m", "wizard", "tour", "--out", str(folder), *arguments)
    if folder.exists():
        say(f"The pictures are in {folder}.")
    return status


def sheet(arguments: Sequence[str]) -> int:
    """Draw every screen light and dark, small and large, with short and long words."""
    prepare("run")
    return ours("-m", "tests.look", *arguments)


def test(arguments: Sequence[str]) -> int:
    """Run the checks, then pytest with what was given; 0 only when all of them are content."""
    prepare("test")
    os.chdir(ROOT)
    failed = []
    for name, command in CHECKS.items():
        say(f"\n{name}:")
        status = ours(*command)
        if status == 128 + signal.SIGINT:
            return status
        if status != 0:
            failed.append(name.lower())
    cores = str(min(os.cpu_count() or 1, 4))
    say(f"\nTests on {cores} cores:")
    status = ours("-m", "pytest", "-n", cores, "--dist", "loadfile", "--cov", *arguments)
    if failed:
        say(f"Not only the tests count: {', '.join(failed)} failed above.")
    return status or int(bool(failed))


def bench(arguments: Sequence[str]) -> int:
    """Measure how fast the wizard is; `--rounds N` for more or fewer measurements."""
    prepare("run")
    return ours("-m", "tests.bench", *arguments)


JOBS = {"run": run, "tour": tour, "sheet": sheet, "test": test, "bench": bench}


def main(arguments: Sequence[str]) -> int:
    """Give the job's exit status; 1 when it could not start, 64 when nobody knows the job."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    if name in {"-h", "--help", "help"}:
        say(HELP)
        return 0
    if name not in JOBS:
        say(f"start.py does not know “{name}”. It knows:\n\n{HELP}")
        return 64
    if sys.version_info < (3, 11):  # noqa: UP036 - what an older Python meets first
        say(f"This is Python {platform.python_version()}; the wizard needs Python 3.11 or newer.")
        say("Get it from https://www.python.org/downloads/ or from your system's packages.")
        return 1
    try:
        return JOBS[name](rest)
    except StopError as stop:
        say(f"\n{stop}")
    except OSError as fault:
        say(f"\nA file or folder refused: {fault}. Put that right, then start again.")
    except KeyboardInterrupt:
        say("\nStopped. The next start goes on from here.")
        return 130
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:  # whoever read our lines has gone, such as `| head`
        os._exit(141)
