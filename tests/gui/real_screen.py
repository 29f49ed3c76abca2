"""A real screen with a window manager, the real program on it, and hands at mouse and keys."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.virtual_display import virtual_display

PATIENCE_S = 20.0
_LOOK_AGAIN_S = 0.05
TITLE = "^Read-Only Key Wizard$"


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
            "XDG_DATA_HOME": str(folder / "share"),
        }

    @contextmanager
    def program(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """The wizard, as somebody starts it."""
        own = arguments or ("--data-dir", str(self.folder / "data"))
        with self.python("-m", "wizard", *own) as process:
            yield process

    @contextmanager
    def python(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """Python with these arguments, until nobody needs it any more."""
        command = [sys.executable, "-P", *arguments]
        with subprocess.Popen(command, env=self._environment) as process:
            try:
                yield process
            finally:
                process.kill()

    def command(self, *arguments: str) -> int:
        """The exit code of one of the wizard's commands."""
        quiet = subprocess.DEVNULL
        return subprocess.run(
            [sys.executable, "-P", "-m", "wizard", *arguments],
            env=self._environment,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            check=False,
            timeout=PATIENCE_S,
        ).returncode

    def manager(self) -> subprocess.Popen[bytes]:
        """What gives windows their frames."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(["openbox"], env=self._environment, stdout=quiet, stderr=quiet)

    def do(self, *words: str) -> str:
        """One order to xdotool; what it says."""
        return self._say(["xdotool", *words])

    def windows(self, name: str = TITLE) -> list[str]:
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

    def icon_sizes(self, window: str) -> list[int]:
        """The widths of the icons that docks and switchers get, as X hands them out."""
        numbers = [int(word) for word in self._say([sys.executable, "-c", _ICONS, window]).split()]
        return sorted(numbers)

    def _say(self, command: Sequence[str]) -> str:
        return subprocess.run(
            command,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        ).stdout.strip()


# Reads _NET_WM_ICON (freedesktop.org's window manager specification: width, height, pixels, and
# so on) with X's own library, which Qt needs anyway.
_ICONS = """
import sys
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_ulong, c_void_p, cdll
x = cdll.LoadLibrary("libX11.so.6")
x.XOpenDisplay.restype = c_void_p
x.XInternAtom.restype = c_ulong
x.XInternAtom.argtypes = (c_void_p, c_char_p, c_int)
x.XGetWindowProperty.argtypes = (
    c_void_p, c_ulong, c_ulong, c_long, c_long, c_int, c_ulong, c_void_p, c_void_p, c_void_p,
    c_void_p, c_void_p,
)
display = x.XOpenDisplay(None)
kind, form, count, left, data = c_ulong(), c_int(), c_ulong(), c_ulong(), POINTER(c_ulong)()
x.XGetWindowProperty(
    display, int(sys.argv[1]), x.XInternAtom(display, b"_NET_WM_ICON", 0), 0, 10**7, 0, 0,
    byref(kind), byref(form), byref(count), byref(left), byref(data),
)
at = 0
while at < count.value:
    width, height = data[at], data[at + 1]
    if any(data[at + 2 : at + 2 + width * height]):
        print(width)
    at += 2 + width * height
"""


def until(holds: Callable[[], bool]) -> None:
    """Wait for a condition."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(_LOOK_AGAIN_S)


@contextmanager
def real_screen(folder: Path) -> Iterator[Screen]:
    """Skips loudly where something is not installed that it takes."""
    for needed in ("openbox", "xdotool", "Xvfb"):
        if shutil.which(needed) is None:
            pytest.skip(f"{needed} is not installed")
    with virtual_display("1366x768") as display:
        screen = Screen(display, folder)
        with screen.manager() as manager:
            until(lambda: screen.do("get_desktop") == "0")  # it takes care of windows from now on
            yield screen
            manager.terminate()
