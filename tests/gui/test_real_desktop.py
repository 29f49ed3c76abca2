"""The real program on a real screen with a window manager: found, remembered, shown again."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui.real_screen import PATIENCE_S, Screen, real_screen, until


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with real_screen(tmp_path) as screen:
        yield screen


def test_a_window_is_found_remembered_and_shown_again(screen: Screen) -> None:
    kept = screen.folder / "data" / "window.json"
    with screen.program() as first:
        window = screen.window()
        for part in ("--classname", "--class"):  # docks find the icon by either
            assert window in screen.do("search", part, "^readonly-key-wizard$").split()
        until(lambda: {16, 32, 48} <= set(screen.icon_sizes(window)))
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
            assert second.wait(PATIENCE_S) == 0
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
        assert first.wait(PATIENCE_S) == 0
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
    with screen.python("-m", "wizard") as last:  # on the folder that a rehearsal would have, too
        screen.window()
        with screen.program("--practice"):  # a rehearsal is another matter
            until(lambda: bool(screen.windows("rehearsal$")))
            assert last.poll() is None
            until(lambda: bool(screen.windows()))
            with screen.program():  # and so is another vault
                until(lambda: len(screen.windows()) == 2)
            assert screen.command("list") == 0


def test_a_window_that_does_not_answer_is_asked_about(screen: Screen) -> None:
    start = ("-m", "tests.gui.impatient_start", str(screen.folder / "data"))
    with screen.python(*start) as first:
        stuck = screen.window()
        meeting = screen.folder / "runtime/readonly-key-wizard"
        until(lambda: bool(list(meeting.glob("*.lock"))))
        first.send_signal(signal.SIGSTOP)

        with screen.python(*start) as cancelled:
            _next_window(screen, stuck)
            screen.do("key", "Escape")
            assert cancelled.wait(PATIENCE_S) == 0
        assert screen.windows() == [stuck]

        with screen.python(*start) as beside:
            question = _next_window(screen, stuck)
            screen.do("key", "Return")  # wait for it
            question = _next_window(screen, stuck, question)
            screen.do("key", "shift+Tab", "space")  # open a second window
            window = _next_window(screen, stuck, question)
            until(lambda: screen.place(window)[2:] == [1020, 700])
            until(lambda: not screen.do("key", "ctrl+w") and beside.poll() is not None)
            assert beside.returncode == 0

        with screen.python(*start) as waiting:
            _next_window(screen, stuck)
            first.send_signal(signal.SIGCONT)
            screen.do("key", "Return")
            assert waiting.wait(PATIENCE_S) == 0
        until(lambda: screen.do("getactivewindow") == stuck)
        assert first.poll() is None


def _next_window(screen: Screen, *others: str) -> str:
    """The window that has the focus and is none of the others."""
    until(lambda: screen.do("getactivewindow") in set(screen.windows()) - set(others))
    return screen.do("getactivewindow")
