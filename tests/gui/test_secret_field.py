"""A field for a secret gives nothing back: not to undo, to other programs, to screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication, QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from wizard.gui.look import Look, Scheme
from wizard.gui.widgets.field import Field

WORDS = "four words for tests"
DOTS = "\N{BLACK CIRCLE}" * len(WORDS)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qtbot: QtBot) -> Field:
    field = Field(Look(Scheme.LIGHT), "passphrase", secret=True)
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field, WORDS)
    assert field.text() == WORDS
    return field


def test_nothing_comes_back_by_undo(field: Field) -> None:
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.text() == "", "only away, never back"
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    field.redo()
    assert field.text() == ""


def test_emptied_means_forgotten(field: Field) -> None:
    field.clear()
    assert field.text() == ""
    field.undo()
    field.setEchoMode(QLineEdit.EchoMode.Normal)  # now Qt would undo all that it remembers
    assert not field.isUndoAvailable()
    assert not field.isRedoAvailable()
    field.undo()
    assert field.text() == ""


def test_nothing_can_be_copied_cut_or_dragged(field: Field) -> None:
    QGuiApplication.clipboard().setText("before")
    field.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(field, key, CONTROL)
    field.copy()
    field.cut()
    assert QGuiApplication.clipboard().text() == "before"
    QGuiApplication.clipboard().clear()
    assert not field.dragEnabled()


def test_the_keyboard_is_told_that_it_is_a_secret(field: Field) -> None:
    hints = field.inputMethodHints()
    for hint in (
        Qt.InputMethodHint.ImhHiddenText,
        Qt.InputMethodHint.ImhSensitiveData,
        Qt.InputMethodHint.ImhNoPredictiveText,
        Qt.InputMethodHint.ImhNoAutoUppercase,
    ):
        assert hints & hint, hint


def test_an_input_method_hears_no_letter(field: Field) -> None:
    """Some run as a program of their own, to which Qt tells what stands around the cursor."""
    field.selectAll()
    everything = Qt.InputMethodQuery.ImQueryAll
    event = QInputMethodQueryEvent(everything)
    QApplication.sendEvent(field, event)
    told = [str(event.value(query)) for query in Qt.InputMethodQuery if query != everything]
    assert DOTS in told, "it was asked"
    assert not [text for text in told if WORDS in text]
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) == DOTS


def test_a_screen_reader_hears_dots(field: Field) -> None:
    told = QAccessible.queryAccessibleInterface(field)
    assert told.state().passwordEdit
    texts = [told.text(kind) for kind in QAccessible.Text if kind != QAccessible.Text.UserText]
    assert all(WORDS not in text for text in texts)
    assert told.text(QAccessible.Text.Value) == DOTS
    written = told.textInterface()
    assert WORDS not in written.text(0, written.characterCount())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_pastes_and_offers_nothing_else(field: Field) -> None:
    QGuiApplication.clipboard().setText(" and more")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, 3), QPoint(3, 3))
    QApplication.sendEvent(field, event)
    (menu,) = field.findChildren(QMenu, "passphrase-menu")
    (paste,) = menu.actions()
    assert paste.text() == "Paste"
    paste.trigger()
    QGuiApplication.clipboard().clear()
    assert field.text() == WORDS + " and more"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_field_for_a_name_is_an_ordinary_one(qtbot: QtBot) -> None:
    field = Field(Look(Scheme.LIGHT), "name")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "Tax report")
    field.selectAll()
    field.copy()
    assert QGuiApplication.clipboard().text() == "Tax report"
    QGuiApplication.clipboard().clear()
