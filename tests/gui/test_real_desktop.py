"""The real program on a real screen with a window manager: found, remembered, shown again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.virtual_display import virtual_display

_PATIENCE_S = 20.0
_LOOK_AGAIN_S = 0.05
_TITLE = "^Read-Only Key Wizard$"


class Screen:
    """A screen of 1366×768 with openbox on it, and hands at its mouse and keys."""

    def __init__(self, display: str, folder: Path) -> None:
        self.folder = folder
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        self._environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(runtime),
        }

    @contextmanager
    def program(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """The wizard, as somebody starts it."""
        own = arguments or ("--data-dir", str(self.folder / "data"))
        command = [sys.executable, "-P", "-m", "wizard", *own]
        with subprocess.Popen(command, env=self._environment) as process:
            try:
                yield process
            finally:
                process.kill()

    def manager(self) -> subprocess.Popen[bytes]:
        """What gives windows their frames."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(["openbox"], env=self._environment, stdout=quiet, stderr=quiet)

    def do(self, *words: str) -> str:
        """One order to xdotool; what it says."""
        return subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE_S,
        ).stdout.strip()

    def windows(self, name: str = _TITLE) -> list[str]:
        """All windows of this title that can be seen, as numbers."""
        return self.do("search", "--onlyvisible", "--name", name).split()

    def window(self) -> str:
        """The wizard's own window, as soon as it has the focus."""
        until(lambda: self.do("getactivewindow") in self.windows())
        return self.windows()[-1]

    def place(self, window: str) -> list[int]:
        """Left, top, width, height."""
        told = dict(
            line.split("=")
            for line in self.do("getwindowgeometry", "--shell", window).splitlines()
            if "=" in line
        )
        return [int(told[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")]


def until(holds: Callable[[], bool]) -> None:
    """Wait for a condition."""
    end = time.monotonic() + _PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(_LOOK_AGAIN_S)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    for needed in ("openbox", "xdotool", "Xvfb"):
        if shutil.which(needed) is None:
            pytest.skip(f"{needed} is not installed")
    with virtual_display("1366x768") as display:
        screen = Screen(display, tmp_path)
        with screen.manager() as manager:
            until(lambda: screen.do("get_desktop") == "0")  # it takes care of windows from now on
            yield screen
            manager.terminate()


def test_a_window_is_found_remembered_and_shown_again(screen: Screen) -> None:
    kept = screen.folder / "data" / "window.json"
    with screen.program() as first:
        window = screen.window()
        assert window in screen.do("search", "--classname", "^readonly-key-wizard$").split()
        until(lambda: screen.place(window)[2:] == [1020, 700])
        left, top, width, height = screen.place(window)
        assert abs(left - (1366 - width) // 2) <= 2
        frame = 24  # xdotool counts what is above a window twice
        assert frame <= top <= 768 - height + frame
        meeting = screen.folder / "runtime/readonly-key-wizard"
        until(lambda: bool(list(meeting.glob("*.lock"))))

        screen.do("windowminimize", window)
        until(lambda: not screen.windows())
        with screen.program() as second:
            assert second.wait(_PATIENCE_S) == 0
        until(lambda: screen.do("getactivewindow") == window)
        assert not list(meeting.glob("*.show"))

        screen.do("windowsize", window, "900", "640")
        screen.do("windowmove", window, "200", "60")
        until(lambda: screen.place(window)[2:] == [900, 640] and screen.place(window)[1] < 120)
        # Its keys come when the rest of the program is loaded.
        until(lambda: not screen.do("key", "F1") and bool(screen.windows("^The first screen$")))
        screen.do("key", "Escape")
        until(lambda: not screen.windows("^The first screen$"))
        until(lambda: screen.do("getactivewindow") == window)
        screen.do("key", "ctrl+w")
        assert first.wait(_PATIENCE_S) == 0
    before = json.loads(kept.read_text())
    assert (before["left"], before["width"], before["height"]) == (200, 900, 640)
    assert kept.stat().st_mode & 0o777 == 0o600

    with screen.program() as again:
        screen.window()
        until(lambda: not screen.do("key", "ctrl+w") and again.poll() is not None)
    assert json.loads(kept.read_text()) == before, "it does not wander from start to start"

    with screen.program() as killed:
        screen.window()
        killed.kill()
        killed.wait()
        until(lambda: not screen.windows())
    with screen.program() as last:
        screen.window()
        with screen.program("--practice"):  # a rehearsal is another matter
            until(lambda: bool(screen.windows("rehearsal$")))
            assert last.poll() is None
