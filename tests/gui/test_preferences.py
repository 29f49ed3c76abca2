"""What somebody chooses counts at once, is kept, and is never thrown away for a colour."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from wizard.core.appearance import Appearance, Motion, Theme
from wizard.core.settings import Settings
from wizard.gui.jobs import JobRunner
from wizard.gui.look import Look
from wizard.gui.no_answer import Choice, NoAnswer
from wizard.gui.preferences_flow import PreferencesFlow
from wizard.gui.sheets.about_sheet import AboutSheet
from wizard.gui.sheets.preferences_sheet import PreferencesSheet
from wizard.gui.widgets.text import Text
from wizard.vault.settings_file import SettingsFile


class Room:
    """A window, a folder with settings, and the flow between them."""

    def __init__(self, qtbot: QtBot, folder: Path, place: str = "/home/ada/vault") -> None:
        self.qtbot = qtbot
        self.file = SettingsFile(folder)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1020, 700)
        self.window.show()
        self.look = Look(Theme.LIGHT)
        self.runner = JobRunner(self.window)
        self.flow = PreferencesFlow(self.look, self.window, self.runner, self.file, place)
        self.kept: list[Settings] = []
        self.flow.kept.connect(self.kept.append)
        self.flow.kept.connect(lambda settings: self.look.take(settings.appearance))

    def open(self) -> PreferencesSheet:
        self.flow.open()
        sheet = self.window.findChildren(PreferencesSheet)[-1]
        self.qtbot.waitUntil(lambda: not sheet.is_busy)
        return sheet

    def press(self, sheet: QWidget, name: str) -> None:
        before = len(self.kept)
        sheet.findChildren(QAbstractButton, name)[0].click()
        self.qtbot.waitUntil(lambda: len(self.kept) > before or self.runner.is_idle)

    def read(self) -> Settings:
        settings = self.file.read()
        assert isinstance(settings, Settings)
        return settings


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    font = qapp.font()
    room = Room(qtbot, tmp_path / "data")
    yield room
    room.runner.wait_for_end()
    qapp.setFont(font)


def test_each_choice_counts_and_is_kept(room: Room) -> None:
    sheet = room.open()
    for name in ("theme-2", "text-size-3", "still", "lock-after-1", "test-order", "language-1"):
        room.press(sheet, name)
    chosen = Settings(None, 5, Appearance("en", Theme.DARK, 175, Motion.OFF), False)
    assert room.read() == chosen == room.kept[-1]
    assert room.look.tokens.window != "#ffffff"
    assert not room.look.moves

    sheet.accept()
    again = room.open()
    ticked = {one.objectName() for one in again.findChildren(QAbstractButton) if one.isChecked()}
    assert ticked == {"theme-2", "text-size-3", "still", "lock-after-1", "language-1"}


def test_what_was_chosen_elsewhere_meanwhile_stays(room: Room) -> None:
    sheet = room.open()
    room.file.write(Settings(lock_after_min=30))
    room.press(sheet, "theme-1")
    assert room.read() == Settings(lock_after_min=30, appearance=Appearance(theme=Theme.LIGHT))


def test_settings_that_cannot_be_read_are_said_and_left(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "data/settings.json"
    file.parent.mkdir()
    file.write_text('{"proxy":')
    sheet = room.open()
    assert "could not be read" in sheet.problem.accessibleName() or sheet.problem.isVisible()
    assert not sheet.findChildren(QAbstractButton, "theme-1")[0].isEnabled()
    assert sheet.findChildren(QAbstractButton, "preferences-connection")[0].isEnabled()
    assert file.read_text() == '{"proxy":'


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_a_choice_that_could_not_be_kept_is_not_shown_as_if(room: Room, tmp_path: Path) -> None:
    sheet = room.open()
    (tmp_path / "data").write_text("in the way")
    sheet.findChildren(QAbstractButton, "theme-2")[0].click()
    room.qtbot.waitUntil(sheet.problem.isVisible)
    assert sheet.findChildren(QAbstractButton, "theme-0")[0].isChecked()
    assert room.kept == []


def test_a_rehearsal_says_what_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    room = Room(qtbot, tmp_path, place="")
    sheet = room.open()
    words = " ".join(text.text() for text in sheet.findChildren(Text))
    assert "the rehearsal with it" in words
    assert "forgets them when you close" in words
    assert not sheet.findChildren(QAbstractButton, "lock-after-0")
    room.runner.wait_for_end()


def test_the_ways_on_close_it_first(room: Room, qtbot: QtBot) -> None:
    for name, signal in (
        ("preferences-vault", room.flow.vault),
        ("preferences-connection", room.flow.connection),
    ):
        sheet = room.open()
        with qtbot.waitSignal(signal):
            sheet.findChildren(QAbstractButton, name)[0].click()
        assert sheet.isHidden()
    sheet = room.open()
    sheet.findChildren(QAbstractButton, "preferences-about")[0].click()
    about = sheet.findChildren(AboutSheet)[0]
    words = " ".join(text.text() for text in about.findChildren(Text))
    for said in ("Version 0.", "MIT licence", "no connection with Binance", "Python 3", "Qt 6"):
        assert said in words


def test_a_window_that_does_not_answer_is_asked_about(room: Room) -> None:
    for name, choice in (
        ("no-answer-wait", Choice.WAIT),
        ("no-answer-another", Choice.ANOTHER_WINDOW),
        ("no-answer-cancel", Choice.LEAVE_IT),
    ):
        question = NoAnswer(room.look)
        question.open()
        question.findChildren(QAbstractButton, name)[0].click()
        assert question.choice is choice
