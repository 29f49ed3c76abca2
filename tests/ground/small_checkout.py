"""A checkout small enough to install in a test, and the package index it installs from."""

import hashlib
import io
import subprocess
import sys
import threading
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


def wheel_of(name: str) -> bytes:
    """A Python package of one line."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as wheel:
        about = f"{name}-1.0.dist-info"
        wheel.writestr(f"{name}.py", "SIZE = 1\n")
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\nRoot-Is-Purelib: true\n"
        )
        wheel.writestr(f"{about}/RECORD", "")
    return content.getvalue()


@dataclass
class Index:
    """A package index with two packages, that can be made to wait."""

    wheels: dict[str, bytes] = field(
        default_factory=lambda: {name: wheel_of(name) for name in ("tiny", "tests")}
    )
    asked: threading.Event = field(default_factory=threading.Event)
    may_answer: threading.Event = field(default_factory=threading.Event)
    downloads: int = 0
    url: str = ""

    def locked(self, *names: str) -> str:
        """The text of a lock with these packages."""
        return "".join(
            f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(self.wheels[name]).hexdigest()}\n"
            for name in names
        )


@dataclass(frozen=True)
class Checkout:
    """A copy of `start.py` with a program of two lines and locks of one and two packages."""

    root: Path
    environment: dict[str, str]

    @property
    def run_lock(self) -> Path:
        return self.root / "packaging/lock-run.txt"

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.root / "start.py"), *arguments]

    def start(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            env=self.environment,
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Start in a process group of its own, to be killed as a whole."""
        return subprocess.Popen(
            self.command(*arguments),
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
