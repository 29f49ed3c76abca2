"""Every screen by keyboard alone: Tab stops everywhere once, in reading order, and is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QWidget

from tests.everyone.on_screen import named, out_of_order, stops
from tests.look.screen import Frame
from tests.look.screens import SCREENS
from wizard.gui.pages.guide import GuidePage

pytestmark = pytest.mark.usefixtures("qtbot")


def _faults(frame: Frame, look_at: Callable[[QWidget], Iterator[str]]) -> str:
    """What is wrong on any screen, a line each."""
    return "\n".join(
        f"{screen.name}: {fault}"
        for screen in SCREENS
        for fault in look_at(frame.show_screen(screen))
    )


def test_tab_reaches_everything_once_in_reading_order(frame: Frame) -> None:
    faults = _faults(frame, _way_of_tab)
    assert not faults, faults


def _way_of_tab(window: QWidget) -> Iterator[str]:
    wanted = stops(window)
    if not wanted:
        return
    window.activateWindow()
    if _focused(window) not in wanted:
        wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    forth = _walk(window, Qt.Key.Key_Tab)
    yield from (f"Tab never comes to {named(one)}" for one in wanted if one not in forth)
    yield from (f"Tab stops at {named(one)}" for one in forth if one not in wanted)
    back = _walk(window, Qt.Key.Key_Backtab)
    if back != [forth[0], *reversed(forth[1:])]:
        yield f"Shift+Tab is not the way back: {[named(one) for one in back]}"
    start = next(place for place, one in enumerate(forth) if one is _first(window, forth))
    yield from out_of_order([*forth[start:], *forth[:start]], window)


def _walk(window: QWidget, key: Qt.Key) -> list[QWidget]:
    """Where the key leads, from the widget that has the focus until one is reached again."""
    path: list[QWidget] = []
    here = _focused(window)
    while here is not None and here not in path:
        path.append(here)
        QTest.keyClick(here, key)
        here = _focused(window)
    return path


def _focused(window: QWidget) -> QWidget | None:
    return window.focusWidget()


def _first(window: QWidget, path: list[QWidget]) -> QWidget:
    """Which of these comes first in Qt's ring of the focus; that begins with the window."""
    here = window.nextInFocusChain()
    while here is not None and here is not window and here not in path:
        here = here.nextInFocusChain()
    return path[0] if here is None or here is window else here


def test_enter_on_a_choice_goes_on(frame: Frame) -> None:
    (screen,) = (one for one in SCREENS if one.name == "pair-choice")
    (page,) = frame.show_screen(screen).findChildren(GuidePage)
    forward: list[bool] = []
    page.forward.connect(lambda: forward.append(True))
    (choice,) = (one for one in page.kind.findChildren(QRadioButton) if one.isChecked())
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Return)
    assert forward == [True]
    assert choice.isChecked()
