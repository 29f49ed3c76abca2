"""gnome-keyring's own unlock dialog on a screen that nobody sees, and the hands that answer it."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

_Answer = TypeVar("_Answer")
# A person's patience.
LONG_S = 60.0
_LONGEST_WAIT_S = 30.0
_LOOK_AGAIN_S = 0.05
# Keys typed before the dialog listens are lost, so they are typed again.
_TRY_AGAIN_S = 1.0
_END_S = 5.0
_PROGRAM = "gcr-prompter"
# Where the first of its lines for a password is.
_FIRST_LINE = ("450", "85")


class Asking(Generic[_Answer]):
    """A call that waits for the person, on a thread of its own."""

    def __init__(self, call: Callable[[], _Answer]) -> None:
        self._call = call
        self._answers: list[_Answer] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def over(self) -> bool:
        return not self._thread.is_alive()

    def answer(self) -> _Answer:
        self._thread.join(LONG_S)
        (answer,) = self._answers
        return answer

    def _run(self) -> None:
        self._answers.append(self._call())


@contextmanager
def screen() -> Iterator[str]:
    """An X server's display, such as `:3`."""
    xvfb = shutil.which("Xvfb")
    assert xvfb is not None, "Xvfb is not installed; tests of the unlock dialog need it"
    ours, theirs = os.pipe()
    options = ["-screen", "0", "800x600x24", "-nolisten", "tcp", "-noreset"]
    with os.fdopen(ours, encoding="ascii") as told:
        server = subprocess.Popen(
            [xvfb, "-displayfd", str(theirs), *options],
            pass_fds=[theirs],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        try:
            number = told.readline().strip()
            assert number, "Xvfb did not start"
            yield f":{number}"
        finally:
            server.terminate()
            server.wait(_END_S)


class UnlockDialog:
    """What a person sees of it and does with it."""

    def __init__(self, display: str) -> None:
        self._display = display

    def wait_until_shown(self) -> None:
        """The real one, of gnome-keyring's own program."""
        _wait(self._is_real, "no dialog came")

    @property
    def shown(self) -> bool:
        return self._window() is not None

    @property
    def process(self) -> int:
        """0 when it is gone."""
        return int(self._told("getwindowpid", str(self._window())) or 0)

    @property
    def height(self) -> int:
        """It grows by a line of text when the password was wrong."""
        told = self._told("getwindowgeometry", "--shell", str(self._window()))
        return int(dict(line.split("=") for line in told.splitlines()).get("HEIGHT", 0))

    def answer(self, password: str, *, until: Callable[[], bool]) -> None:
        """Type a password, and again if nobody listened."""
        self._repeat(until, ["key", "ctrl+a"], ["type", password], ["key", "Return"])

    def choose(self, password: str, *, until: Callable[[], bool]) -> None:
        """Give a new keyring a password: twice, as it asks; or none, and confirm that."""
        first = ["mousemove", *_FIRST_LINE, "click", "1"]
        typed = ["type", password] if password else ["key", "BackSpace"]
        acts = [["key", "ctrl+a"], typed, ["key", "Tab"], ["key", "ctrl+a"], typed]
        self._repeat(until, first, *acts, ["key", "Return"])

    def press(self, key: str, *, until: Callable[[], bool]) -> None:
        self._repeat(until, ["key", key])

    def refuse(self, *, until: Callable[[], bool]) -> None:
        """Press Escape."""
        self.press("Escape", until=until)

    def _repeat(self, until: Callable[[], bool], *acts: list[str]) -> None:
        deadline = time.monotonic() + _LONGEST_WAIT_S
        while not until():
            assert time.monotonic() < deadline, "the dialog does not react"
            # Until it has taken the keyboard for itself, keys go where the focus is.
            self._told("windowfocus", str(self._window()))
            for act in acts:
                self._told(*act)
            again = time.monotonic() + _TRY_AGAIN_S
            while not until() and time.monotonic() < again:
                time.sleep(_LOOK_AGAIN_S)

    def _is_real(self) -> bool:
        program = Path(f"/proc/{self.process}/exe")
        return program.exists() and program.readlink().name == _PROGRAM

    def _window(self) -> int | None:
        found = self._told("search", "--onlyvisible", "--class", _PROGRAM).split()
        return int(found[0]) if found else None

    def _told(self, *command: str) -> str:
        xdotool = shutil.which("xdotool")
        assert xdotool is not None, "xdotool is not installed; tests of the unlock dialog need it"
        environment = {**os.environ, "DISPLAY": self._display}
        done = subprocess.run(
            [xdotool, *command], env=environment, check=False, capture_output=True, text=True
        )
        return done.stdout.strip()


def _wait(until: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + _LONGEST_WAIT_S
    while not until():
        assert time.monotonic() < deadline, otherwise
        time.sleep(_LOOK_AGAIN_S)
