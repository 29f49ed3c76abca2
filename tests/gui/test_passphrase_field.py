"""A passphrase can be looked at while it is typed, and by nobody else at any other time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.vault_windows import (
    PASSPHRASE,
    make_vault,
    memory,
    open_sheet,
    service_for,
    text_of,
    vault_window,
    wait_open,
)
from wizard.gui.look import Look, Scheme
from wizard.gui.stage import Stage
from wizard.gui.widgets.field import SECRET_HINTS
from wizard.gui.widgets.passphrase_field import PassphraseField
from wizard.gui.widgets.text import Text

WORDS = "four words for tests"
CONTROL = Qt.KeyboardModifier.ControlModifier
DOTS, LETTERS = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal


class Form:
    """A field for a passphrase, with letters in it, above another field."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.field = PassphraseField(Look(Scheme.LIGHT), "passphrase")
        self.other = QLineEdit()
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        column.addWidget(self.other)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        self.field.setFocus()
        QTest.keyClicks(self.field, WORDS)
        (self.eye,) = self.field.findChildren(QToolButton)

    def look(self) -> None:
        """Press the eye."""
        QTest.mouseClick(self.eye, Qt.MouseButton.LeftButton)
        assert self.field.echoMode() is LETTERS
        assert self.field.displayText() == WORDS


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    return Form(qtbot)


def test_dots_until_the_eye_is_pressed_and_again_after(form: Form) -> None:
    assert form.field.echoMode() is DOTS
    assert form.eye.accessibleName() == "Show what I type"
    form.look()
    assert form.eye.isChecked()
    QTest.mouseClick(form.eye, Qt.MouseButton.LeftButton)
    assert form.field.echoMode() is DOTS
    assert form.field.text() == WORDS


def test_tab_passes_the_eye_by_and_a_key_does_the_same(form: Form) -> None:
    QTest.keyClick(form.field, Qt.Key.Key_F9)
    assert form.field.echoMode() is LETTERS
    assert "F9" in form.eye.toolTip()
    QTest.keyClick(form.field, Qt.Key.Key_F9)
    assert (form.field.echoMode(), form.field.text()) == (DOTS, WORDS)
    QTest.keyClick(form.field, Qt.Key.Key_Tab)
    assert form.other.hasFocus()
    QTest.keyClick(form.other, Qt.Key.Key_Backtab)
    assert form.field.hasFocus()


def test_letters_typed_on_the_eye_go_nowhere(form: Form) -> None:
    form.eye.setFocus()  # by an aid
    QTest.keyClicks(form.eye, "more")
    assert form.field.text() == WORDS


def test_the_eye_brings_the_focus_to_what_it_shows(form: Form) -> None:
    form.other.setFocus()
    form.look()
    assert form.field.hasFocus()


@pytest.mark.usefixtures("qtbot")
def test_a_new_passphrase_is_typed_twice_with_one_tab_between(tmp_path: Path) -> None:
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        stage.press("create")
        stage.wait(lambda: stage.says("Choose a passphrase"), "the question")
        for _ in range(2):
            field = stage.window.focusWidget()
            assert isinstance(field, PassphraseField)
            QTest.keyClicks(field, WORDS)
            assert field.echoMode() is DOTS
            QTest.keyClick(field, Qt.Key.Key_Tab)
        last = stage.window.focusWidget()
        assert last is not None
        assert last.objectName() == "passphrase-go"
        assert stage.is_enabled("passphrase-go")
        QTest.keyClick(last, Qt.Key.Key_Escape)
        stage.wait(lambda: not stage.says("Choose a passphrase"), "the way back")


@pytest.mark.parametrize("way", ["left", "left from the eye", "emptied", "hidden", "other window"])
def test_dots_again_once_it_is_left_or_emptied(form: Form, qtbot: QtBot, way: str) -> None:
    form.look()
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    match way:
        case "left":
            form.other.setFocus()
        case "left from the eye":
            form.eye.setFocus()
            assert form.field.echoMode() is LETTERS
            form.other.setFocus()
        case "emptied":
            form.field.clear()
        case "hidden":
            form.field.hide()
        case _:
            elsewhere.show()
            elsewhere.activateWindow()
            qtbot.waitUntil(elsewhere.isActiveWindow)
    assert form.field.echoMode() is DOTS
    assert not form.eye.isChecked()
    assert form.field.inputMethodHints() & SECRET_HINTS == SECRET_HINTS


def test_what_is_seen_can_still_not_be_taken_away(form: Form) -> None:
    QGuiApplication.clipboard().setText("before")
    form.field.selectAll()
    form.look()
    for chosen in (False, True):
        if chosen:
            form.field.selectAll()
        for key in (Qt.Key.Key_C, Qt.Key.Key_X):
            QTest.keyClick(form.field, key, CONTROL)
        assert not form.field.hasSelectedText()
    assert QGuiApplication.clipboard().text() == "before"
    QGuiApplication.clipboard().clear()
    assert form.field.inputMethodHints() & SECRET_HINTS == SECRET_HINTS


def test_what_was_seen_does_not_come_back_by_undo(form: Form) -> None:
    form.look()
    QTest.keyClick(form.field, Qt.Key.Key_Backspace)
    QTest.keyClick(form.field, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(form.field, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert form.field.text() == WORDS[:-1]
    form.field.clear()
    form.field.undo()
    assert form.field.text() == ""


def _eyes(stage: Stage) -> list[str]:
    eyes = stage.window.findChildren(QToolButton)
    return sorted(eye.objectName() for eye in eyes if eye.isVisible())


def _colour(stage: Stage, name: str) -> str:
    (note,) = (one for one in stage.window.findChildren(Text, name) if one.isVisible())
    return note.palette().windowText().color().name()


@pytest.mark.usefixtures("qtbot")
def test_a_new_passphrase_is_warned_of_gently(tmp_path: Path) -> None:
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        quiet, warning = stage.look.tokens.muted, stage.look.tokens.warn
        stage.press("create")
        stage.wait(lambda: stage.says("Choose a passphrase"), "the question")
        assert stage.says("You can make a recovery code later, under “Vault and safety”")
        assert not stage.says("Nobody can recover it")
        assert _eyes(stage) == ["passphrase-again-eye", "passphrase-eye"]
        name = "passphrase-note"
        assert text_of(stage, name) == "At least 12 characters."
        assert _colour(stage, name) == quiet
        stage.type_into("passphrase", "too short")
        assert _colour(stage, name) == quiet, "it is being typed"
        stage.type_into("passphrase-again", "too short")
        assert (text_of(stage, name), _colour(stage, name)) == ("At least 12 characters.", warning)
        stage.type_into("passphrase", "zzzzzzzzzzzzzz")
        stage.type_into("passphrase-again", "zzzzzzzzzzzzzz")
        assert "easily guessed" in text_of(stage, name)
        assert _colour(stage, name) == quiet
        assert stage.is_enabled("passphrase-go"), "a warning, not a refusal"
        stage.press("passphrase-go")
        assert stage.says("One moment") or stage.window.service.storage.is_open
        assert not stage.says("One moment") or _colour(stage, name) == quiet
        wait_open(stage)


@pytest.mark.usefixtures("qtbot")
def test_the_sheet_has_the_same_eyes_and_the_same_warning(tmp_path: Path) -> None:
    keychain = memory()
    make_vault(tmp_path, keychain)
    with vault_window(lambda: service_for(tmp_path, keychain)) as stage:
        wait_open(stage)
        open_sheet(stage)
        stage.press("passphrase-set")
        stage.type_into("new-passphrase", "123456789012")
        assert "easily guessed" in text_of(stage, "new-passphrase-note")
        assert _eyes(stage) == ["new-passphrase-again-eye", "new-passphrase-eye"]
        stage.type_into("new-passphrase", PASSPHRASE)
        assert "easily guessed" not in text_of(stage, "new-passphrase-note")
