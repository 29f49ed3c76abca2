"""What other programs see of the clipboard, on a real X11 display; xclip is the other program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.gui.qr_codes import SECRET
from tests.virtual_display import virtual_display
from wizard.core.recovery_code import new_recovery_code
from wizard.gui.clipboard import hints_for

ROOT = Path(__file__).parents[2]
_PATIENCE_S = 10.0
_SELECTIONS = ("clipboard", "primary")

pytestmark = pytest.mark.display


class Screen:
    """Our program on a display, and another one beside it."""

    def __init__(self, display: str) -> None:
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.gui.clipboard_program"],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._line() == "ready"

    def ours(self, line: str) -> object:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self._line())

    def seen(self, selection: str, target: str = "UTF8_STRING") -> str | None:
        """What another program gets; None when nobody offers it."""
        command = ["xclip", "-o", "-selection", selection, "-target", target]
        done = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, check=False, timeout=20
        )
        return None if done.returncode else done.stdout

    def takes(self, selection: str, text: str) -> None:
        """Another program puts something there."""
        command = ["xclip", "-i", "-selection", selection]
        # Its child goes on offering the text, and must not hold a pipe of ours.
        subprocess.run(
            command,
            env=self._environment,
            input=text,
            text=True,
            check=True,
            timeout=20,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # Our program hears of it in its own time.
        self.wait(lambda: self.ours(f"sees: {selection}") == text)

    def wait(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not condition():
            assert time.monotonic() < deadline, "waited in vain"

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.wait(_PATIENCE_S) == 0
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")


@pytest.fixture
def screen() -> Iterator[Screen]:
    with virtual_display() as display:
        screen = Screen(display)
        yield screen
        screen.end()


def test_a_copied_secret_is_marked_and_gone_after_a_minute(screen: Screen) -> None:
    screen.ours(f"copy: {SECRET}")
    assert screen.seen("clipboard") == SECRET
    assert screen.seen("clipboard", "x-kde-passwordManagerHint") == "secret"
    assert screen.seen("primary") is None
    screen.ours("minute over")
    assert screen.seen("clipboard") is None


def test_a_copy_of_it_under_the_middle_button_goes_too(screen: Screen) -> None:
    screen.ours(f"copy: {SECRET}")
    screen.takes("primary", SECRET)
    screen.ours("clear")
    screen.wait(lambda: [screen.seen(one) for one in _SELECTIONS] == [None, None])


def test_what_others_put_there_stays(screen: Screen) -> None:
    screen.ours(f"copy: {SECRET}")
    for selection in _SELECTIONS:
        screen.takes(selection, "somebody else's")
    screen.ours("minute over")
    assert [screen.seen(one) for one in _SELECTIONS] == ["somebody else's"] * 2


@pytest.mark.parametrize("selection", _SELECTIONS)
def test_a_sealed_secret_that_comes_back_is_noticed_and_taken_away(
    screen: Screen, selection: str
) -> None:
    screen.ours(f"note: {SECRET}")
    screen.takes(selection, f"my keys:\n{SECRET}\n")
    screen.wait(lambda: screen.ours("found") is True)
    screen.ours("take away")
    assert screen.ours("found") is False
    assert screen.seen(selection) is None
    screen.takes(selection, f"x{SECRET[:-1]}")
    screen.ours("take away")
    assert screen.ours("found") is False
    assert screen.seen(selection) is not None, "not the secret, so it stays"


def test_what_is_marked_in_a_secret_field_is_offered_to_nobody(screen: Screen) -> None:
    screen.ours("type and mark: four words for tests")
    assert [screen.seen(one) for one in _SELECTIONS] == [None, None]


def test_a_recovery_code_that_is_marked_is_offered_to_nobody(screen: Screen) -> None:
    """It can be seen while it is typed, so Qt would copy it."""
    code = new_recovery_code().reveal()
    assert screen.ours(f"type and mark a code: {code}") == code
    assert [screen.seen(one) for one in _SELECTIONS] == [None, None]


def test_every_system_is_told_in_its_own_words() -> None:
    prefix = "application/x-qt-windows-mime;value="
    assert hints_for("win32") == {
        f'{prefix}"ExcludeClipboardContentFromMonitorProcessing"': bytes(4),
        f'{prefix}"CanIncludeInClipboardHistory"': bytes(4),
        f'{prefix}"CanUploadToCloudClipboard"': bytes(4),
    }
    assert set(hints_for("darwin")) == {
        "org.nspasteboard.ConcealedType",
        "org.nspasteboard.TransientType",
    }
    assert hints_for("linux") == {"x-kde-passwordManagerHint": b"secret"}
