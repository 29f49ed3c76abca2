"""Makes packaging/lock-run.txt and lock-test.txt with uv (for maintainers; nobody else needs it).

Run it with `uv` on the path: `python packaging/lock.py [YYYY-MM-DD]`.
"""

import datetime
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Releases younger than this stay out: a hijacked release is usually found within days.
COOLING_DAYS = 30

HEADER = """\
# {what}: exact versions with hashes, for Python 3.11-3.14 on Linux, Windows and macOS.
# Made by packaging/lock.py from pyproject.toml with releases up to {until}. Do not edit by hand.
"""

LOCKS = {
    "lock-run.txt": ("What the program needs", ()),
    # The run lock as a constraint: tests run with exactly the versions that people get.
    "lock-test.txt": (
        "The program, its tests and its tools",
        ("--group", "test", "--constraints", "packaging/lock-run.txt"),
    ),
}


def lock(name: str, what: str, extra: tuple[str, ...], until: str) -> None:
    """Resolve for every supported platform at once and write one lock file."""
    command = [
        *("uv", "pip", "compile", "pyproject.toml", *extra, "--no-config", "--quiet"),
        *("--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade"),
        *("--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"),
        # pip in hash mode wants `coverage[toml]` named as such.
        "--no-strip-extras",
        *("--exclude-newer", until),
    ]
    # Only the public index decides, whatever this machine is set up to use.
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("UV_", "PIP_"))}
    done = subprocess.run(command, cwd=ROOT, env=ours, check=True, capture_output=True, text=True)
    text = HEADER.format(what=what, until=until) + done.stdout
    if "://" in text:
        raise SystemExit(f"{name} would name an address; nothing was written.")
    (ROOT / "packaging" / name).write_text(text, encoding="utf-8")


def main() -> None:
    """Write both locks; the one argument is the day after which releases are ignored."""
    cooled = datetime.datetime.now(tz=datetime.UTC).date() - datetime.timedelta(days=COOLING_DAYS)
    until = sys.argv[1] if len(sys.argv) > 1 else cooled.isoformat()
    for name, (what, extra) in LOCKS.items():
        lock(name, what, extra, until)
        print(f"packaging/{name} written, with releases up to {until}.")


if __name__ == "__main__":
    main()
