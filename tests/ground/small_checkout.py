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


def tiny_wheel() -> bytes:
    """A Python package of one line."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as wheel:
        wheel.writestr("tiny.py", "SIZE = 1\n")
        wheel.writestr(
            "tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n"
        )
        wheel.writestr(
            "tiny-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nTag: py3-none-any\nRoot-Is-Purelib: true\n",
        )
        wheel.writestr("tiny-1.0.dist-info/RECORD", "")
    return content.getvalue()


@dataclass
class Index:
    """A package index with one package, that can be made to wait."""

    wheel: bytes = field(default_factory=tiny_wheel)
    asked: threading.Event = field(default_factory=threading.Event)
    may_answer: threading.Event = field(default_factory=threading.Event)
    downloads: int = 0
    url: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.wheel).hexdigest()


@dataclass(frozen=True)
class Checkout:
    """A copy of `start.py` with a program of three lines and a lock of one package."""

    root: Path
    environment: dict[str, str]

    def lock(self, sha256: str) -> None:
        for name in ("run", "test"):
            text = f"tiny==1.0 \\\n    --hash=sha256:{sha256}\n"
            (self.root / "packaging" / f"lock-{name}.txt").write_text(text)

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

    def begin(self) -> subprocess.Popen[str]:
        """Start in a process group of its own, to be killed as a whole."""
        return subprocess.Popen(
            self.command(),
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
