"""The folder `.venv`: made from a hash-pinned lock, repaired when broken, left alone when ready."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import platform
import re
import shlex
import shutil
import sys
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ground.progress import StopError, say, step
from ground.system import install_system

WAIT_FOR_OTHER_START = 600  # seconds


@dataclass(frozen=True)
class Environment:
    """A checkout's own Python with the packages of a lock, "run" or "test"."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where the packages are."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The Python that has them."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def packages(self) -> Path:
        """The folder that this Python imports from."""
        base = {"base": str(self.folder), "platbase": str(self.folder)}
        return Path(sysconfig.get_path("purelib", "venv", base))

    def lock(self, name: str) -> Path:
        """The lock file of this name."""
        return self.root / "packaging" / f"lock-{name}.txt"

    def line(self, name: str) -> str:
        """The stamp's line for a finished lock; another lock, Python or machine gives another."""
        version = "{}.{}".format(*sys.version_info)
        where = f"{version} {sys.platform} {platform.machine()} {self.root}"
        return f"{name} {hashlib.sha256(self.lock(name).read_bytes() + where.encode()).hexdigest()}"

    @property
    def stamp(self) -> Path:
        """The file that lists what came to its end."""
        return self.folder / "installed"

    def finished(self) -> frozenset[str]:
        """The stamp's lines; none when the folder is missing, broken or half made."""
        if not self.python.exists() or not self.stamp.exists():
            return frozenset()
        return frozenset(self.stamp.read_text("utf-8").splitlines())

    def mark(self, *lines: str) -> None:
        """Add lines to the stamp; it is replaced whole, so it never holds half a line."""
        fresh = self.stamp.with_suffix(".new")
        fresh.write_text("\n".join(sorted(self.finished().union(lines))), "utf-8")
        fresh.replace(self.stamp)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Two starts at once: the second waits here until the first has installed everything."""
        with (self.root / ".venv.lock").open("wb") as file:
            if not _try_lock(file.fileno()):
                say("Another start is installing right now; waiting for it.")
                until = time.monotonic() + WAIT_FOR_OTHER_START
                while not _try_lock(file.fileno()):
                    if time.monotonic() > until:
                        raise StopError("The other start does not end. Close it, then start again.")
                    time.sleep(0.2)
            yield

    def install(self, name: str) -> None:
        """Bring the folder to the lock `name`, whatever state it is in."""
        if self.line("run") not in self.finished():
            self._make()
        # Gone while things change: the next start then sees that this one was interrupted.
        self.stamp.unlink(missing_ok=True)
        count = len(re.findall(r"^\S+==", self.lock(name).read_text("utf-8"), re.MULTILINE))
        step(
            f"Downloading and installing {count} Python packages, each checked by its hash",
            [
                *(str(self.python), "-I", "-m", "pip", "install", "--disable-pip-version-check"),
                *("--no-input", "--require-hashes", "--only-binary", ":all:"),
                *("-r", str(self.lock(name))),
            ],
        )
        self._add_project()
        # The test lock holds everything of the run lock, in the same versions.
        self.mark(self.line("run"), self.line(name))

    def _make(self) -> None:
        if self.folder.exists():
            say("The folder .venv is incomplete or from another Python; making it anew.")
            shutil.rmtree(self.folder)
        if importlib.util.find_spec("ensurepip") is None:
            package = "python{}.{}-venv".format(*sys.version_info)
            if not install_system([package], "Python's own installer"):
                raise StopError("Nothing can be installed without it. Start again afterwards.")
        # The base Python: started with the one in .venv, we would saw off our own branch.
        base = getattr(sys, "_base_executable", None) or sys.executable
        step("Making the folder .venv", [base, "-m", "venv", str(self.folder)])

    def _add_project(self) -> None:
        # Relative, so that no letter of the person's own folders can go wrong in it.
        link = os.path.relpath(self.root, self.packages)
        (self.packages / "readonly_key_wizard.pth").write_text(link, "ascii")
        if os.name == "nt":
            command = self.python.with_name("key-wizard.cmd")
            text = '@"%~dp0python.exe" -P -m wizard %*\n'
        else:
            command = self.python.with_name("key-wizard")
            text = f'#!/bin/sh\nexec {shlex.quote(str(self.python))} -P -m wizard "$@"\n'
        command.write_text(text, "utf-8")
        command.chmod(0o755)


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
