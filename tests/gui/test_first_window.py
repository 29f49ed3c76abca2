"""The window is on screen before anything is loaded that its first picture does not need."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QPushButton

from tests.bench.private_environment import private_environment
from wizard.gui.app import make_application
from wizard.gui.look import Look, Scheme
from wizard.gui.main_window import MainWindow
from wizard.gui.measure import SCROLL_BAR

_OPEN_AND_LOOK = """
import json, os, sys
from wizard import __main__, wiring
from wizard.gui.main_window import MainWindow

def seen(window):
    import PySide6.QtCore, time
    loaded = sorted(sys.modules)
    began = time.thread_time()
    PySide6.QtCore.Qt
    named = time.thread_time() - began
    print(json.dumps([loaded, named]), flush=True)
    os._exit(0)

MainWindow.note_seen = seen
if PRACTICE:
    wiring.run_window(wiring.Choices(), practice=True)
__main__.main([])
"""
_HEAVY = {"aiohttp", "binance", "cryptography", "jinja2", "keyring", "requests", "zxingcpp"}
# What the first picture may load of ours. Whoever adds to it pays with everybody's time: is it
# needed before there is anything to see?
_MOST_MODULES = 36
_NAMES_S = 0.002


def _loaded(tmp_path: Path, *, practice: bool) -> tuple[set[str], float]:
    """Every module at the first picture, and how long it then takes to load Qt's names."""
    script = _OPEN_AND_LOOK.replace("PRACTICE", str(practice))
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=private_environment(str(tmp_path)),
    )
    assert done.returncode == 0, done.stderr
    modules, named = json.loads(done.stdout.splitlines()[-1])
    return set(modules), named


def test_nothing_but_the_first_picture_is_loaded_before_it(tmp_path: Path) -> None:
    modules, named = _loaded(tmp_path, practice=False)

    assert not modules & _HEAVY
    ours = sorted(name for name in modules if name.partition(".")[0] == "wizard")
    assert len(ours) <= _MOST_MODULES, ours
    assert "wizard.gui.pages.opening" in ours
    assert "wizard.gui.rooms" not in ours
    assert named > _NAMES_S, "Qt's largest family of names was loaded: who asked for Qt.something?"


def test_nothing_heavy_is_loaded_before_the_practice_window(tmp_path: Path) -> None:
    modules, _ = _loaded(tmp_path, practice=True)
    assert not modules & _HEAVY
    assert "wizard.gui.rooms" not in modules


@pytest.fixture(params=list(Scheme), ids=str)
def window(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[MainWindow]:
    """A window that was not told to look for its vault."""
    make_application()

    def no_service() -> None:
        raise AssertionError("no vault is needed to look at a picture")

    window = MainWindow(Look(request.param), no_service, is_practice=False)  # type: ignore[arg-type]
    window.show()
    yield window
    window.close()
    window.end()


@pytest.mark.parametrize("size", [(720, 480), (1020, 700), (1500, 950)], ids=str)
def test_nothing_jumps_when_the_welcome_comes(window: MainWindow, size: tuple[int, int]) -> None:
    """Drawing, headline and lead are the same picture, point for point."""
    window.resize(*size)
    QApplication.processEvents()
    first = window.grab().toImage()
    window.rooms.start.noticed.emit()  # what comes next when there is something to say
    for _ in range(3):
        QApplication.processEvents()
    button = window.findChild(QPushButton, "create")
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    above = button.mapTo(window, button.rect().topLeft()).y()
    same = QRect(0, 0, size[0] - SCROLL_BAR, min(above, size[1]))  # a bar may come
    assert above > 200, "there is something to compare"
    assert window.grab().toImage().copy(same) == first.copy(same)


def test_what_is_behind_the_first_picture_is_brought_when_it_is_asked_for(
    window: MainWindow,
) -> None:
    assert window.guide_state is None
    QApplication.processEvents()
    active = QApplication.activeWindow()
    rooms = window.rooms
    assert rooms is window.rooms
    QApplication.processEvents()
    assert QApplication.activeWindow() is active, "a part was shown as a window of its own"
    assert rooms.pages.welcome.window() is window
