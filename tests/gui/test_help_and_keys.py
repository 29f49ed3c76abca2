"""Help for each screen, by key and by link; keys do what they say, and nothing below a dialog."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.vault_windows import PASSPHRASE, make_vault, service_for, vault_window
from wizard.core.appearance import Appearance
from wizard.core.wording import language
from wizard.gui.commands import Command, keys_of, name_of_key, words_of
from wizard.gui.help_flow import SCREENS
from wizard.gui.languages import install
from wizard.gui.look import Look, Scheme
from wizard.gui.sheets.help_sheet import HelpSheet
from wizard.gui.stage import Stage
from wizard.gui.window_keys import screen_in
from wizard.gui.windows import Windows
from wizard.guide.texts import load_text
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.wiring import build_practice_service


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(lambda: service_for(tmp_path, MemoryKeychain()), is_practice=False)
    stage.open()
    stage.window.activateWindow()
    stage.wait(stage.window.isActiveWindow, "the window to have the focus")
    yield stage
    stage.close()


def help_in(widget: QWidget) -> HelpSheet | None:
    return next((one for one in widget.findChildren(HelpSheet) if one.isVisible()), None)


@pytest.mark.parametrize("name", [*SCREENS, "vault", "connection", "preferences"])
def test_every_screen_has_its_text(name: str) -> None:
    text = load_text(f"help-{name}")
    assert text.startswith("# ")
    assert "\n## What you see\n" in text
    assert "\n## What to do\n" in text


def test_the_help_is_for_the_screen_that_is_shown(stage: Stage) -> None:
    pages = stage.window.rooms.pages
    assert screen_in(pages) == "welcome"
    QTest.keyClick(stage.window, Qt.Key.Key_F1)
    sheet = help_in(stage.window)
    assert sheet is not None
    assert sheet.windowTitle() == "The first screen"
    assert stage.says(name_of_key(Command.NEW_KEY))
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert help_in(stage.window) is None

    stage.press("create")
    stage.wait(lambda: screen_in(pages) != "welcome", "the guide")
    assert screen_in(pages) in {"guide", "name"}
    stage.press("leave")


def test_a_link_opens_it_as_well(stage: Stage) -> None:
    stage.press("help")
    sheet = help_in(stage.window)
    assert sheet is not None
    sheet.reject()

    stage.press("why")
    stage.wait(lambda: screen_in(stage.window.rooms.pages) == "reading", "the text")
    stage.press("help")
    assert stage.says("What you see")
    stage.window.findChildren(HelpSheet)[-1].reject()
    stage.press("reading-back")


def test_help_can_be_reached_before_the_vault_is_open(tmp_path: Path) -> None:
    make_vault(tmp_path, passphrase=PASSPHRASE)
    with vault_window(lambda: service_for(tmp_path, None)) as stage:
        stage.wait(lambda: screen_in(stage.window.rooms.pages) == "passphrase", "the question")
        stage.press("help")
        sheet = help_in(stage.window)
        assert sheet is not None
        assert sheet.windowTitle() == "The passphrase"
        sheet.reject()


def test_a_dialog_has_its_own_help_and_keeps_the_other_keys_away(stage: Stage) -> None:
    stage.press("connection")
    stage.wait(lambda: bool(stage.window.findChildren(QDialog)), "the dialog")
    dialog = stage.window.findChildren(QDialog)[0]
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    sheet = help_in(dialog)
    assert sheet is not None
    assert sheet.windowTitle() == "Connection settings"
    sheet.reject()
    for key in (Qt.Key.Key_N, Qt.Key.Key_W):
        QTest.keyClick(dialog, key, Qt.KeyboardModifier.ControlModifier)
    assert screen_in(stage.window.rooms.pages) == "welcome"
    assert stage.window.isVisible()
    dialog.reject()


def test_keys_do_what_their_buttons_do(stage: Stage, qtbot: QtBot) -> None:
    pages = stage.window.rooms.pages
    with qtbot.waitSignal(stage.window.preferences):
        QTest.keyClick(stage.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert name_of_key(Command.NEW_KEY) in pages.welcome.create_button.toolTip()
    QTest.keyClick(stage.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    stage.wait(lambda: screen_in(pages) != "welcome", "the guide")
    stage.press("leave")


def test_no_key_is_taken_twice_and_none_from_a_field(qtbot: QtBot) -> None:
    taken = [keys.toString() for command in Command for keys in keys_of(command)]
    assert len(taken) == len(set(taken)), taken
    assert all(taken)
    assert all(words_of(command) for command in Command)
    field = QLineEdit("abc")
    qtbot.addWidget(field)
    for edits in ("Backspace", "Ctrl+V", "Ctrl+C", "Ctrl+X", "Ctrl+A", "Ctrl+Z", "Left"):
        assert edits not in taken


def test_another_language_opens_the_window_anew(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    makers = (lambda: service_for(tmp_path, MemoryKeychain()), build_practice_service)
    windows = Windows(qapp, Look(Scheme.LIGHT), tmp_path, makers, Appearance())
    try:
        windows.open(is_practice=False)
        (window,) = windows.shown()
        with qtbot.waitSignal(window.ready, timeout=20_000):
            pass
        window.preferences.emit()
        qtbot.waitUntil(lambda: bool(window.findChildren(QWidget, "language-2")), timeout=20_000)
        spanish = window.findChildren(QWidget, "language-2")[0]
        qtbot.waitUntil(spanish.isEnabled, timeout=20_000)
        QTest.mouseClick(spanish, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: windows.shown() not in ([], [window]), timeout=20_000)
        (again,) = windows.shown()
        assert not window.isVisible()
        assert language() == "es"
        with qtbot.waitSignal(again.ready, timeout=20_000):
            pass
        again.close()
    finally:
        install(qapp, "en")
        windows.end()
