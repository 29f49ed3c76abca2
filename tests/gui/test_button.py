"""A button by keyboard: Enter presses it, once, whatever kind it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.look import Look
from wizard.gui.widgets.button import Button, Kind

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def _strike(button: Button, key: Qt.Key, *, held_down: bool = False) -> None:
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", held_down)
        QApplication.sendEvent(button, event)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("key", ENTER)
def test_it_is_pressed(window: QWidget, kind: Kind, key: Qt.Key) -> None:
    button = Button(Look(), "Go on", "go-on", kind)
    button.setParent(window)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    _strike(button, key)
    assert pressed == [True]


@pytest.mark.parametrize("kind", Kind)
def test_held_down_it_is_not_pressed_again(window: QWidget, kind: Kind) -> None:
    button = Button(Look(), "Go on", "go-on", kind)
    button.setParent(window)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    _strike(button, Qt.Key.Key_Return, held_down=True)
    assert pressed == []
