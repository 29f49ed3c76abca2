"""Another language while something is in hand: asked about as by closing, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.qr_codes import API_KEY, PAIR, SECRET
from tests.gui.vault_windows import PASSPHRASE, make_vault, service_for
from wizard.core.appearance import Appearance
from wizard.core.guide import NAME_STEP, PASTE_STEP
from wizard.core.settings import Settings
from wizard.core.wording import language
from wizard.gui import languages
from wizard.gui.languages import install
from wizard.gui.look import Look, Scheme
from wizard.gui.main_window import MainWindow
from wizard.gui.sheets.preferences_sheet import PreferencesSheet
from wizard.gui.windows import Windows
from wizard.vault.settings_file import SettingsFile
from wizard.vault.vault_file import VaultFile
from wizard.wiring import build_practice_service

_PATIENCE_MS = 20_000
_ENGLISH, _SPANISH = "language-1", "language-2"


class Hands:
    """At the windows of one program."""

    def __init__(self, qtbot: QtBot, windows: Windows) -> None:
        self._qtbot = qtbot
        self.windows = windows

    def open(self, *, is_practice: bool) -> MainWindow:
        """Another window, as soon as it knows its vault."""
        self.windows.open(is_practice=is_practice)
        window = self.windows.shown()[-1]
        self._qtbot.waitUntil(lambda: self._is_begun(window), timeout=_PATIENCE_MS)
        return window

    def until_pasted(self, window: MainWindow, values: str = SECRET) -> None:
        """A key of one's own, named, and the secret pasted, without its other half or with it."""
        self.press(window, "have-one" if self._sees(window, "have-one") else "check-own-key")
        self._qtbot.waitUntil(lambda: _step(window) == NAME_STEP, timeout=_PATIENCE_MS)
        QTest.keyClicks(self._seen(window, "key-name"), "Tax report")
        self.press(window, "continue")
        self._qtbot.waitUntil(lambda: _step(window) == PASTE_STEP, timeout=_PATIENCE_MS)
        self._qtbot.waitUntil(lambda: window.runner.is_idle, timeout=_PATIENCE_MS)
        QGuiApplication.clipboard().setText(values)
        field = self._seen(window, "paste")
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self._qtbot.waitUntil(window.rooms.holds_unsealed, timeout=_PATIENCE_MS)

    def choose(self, window: MainWindow, which: str) -> None:
        """A language, in this window's preferences."""
        if not self._sees(window, which):
            window.preferences.emit()
        self.press(window, which)

    def press(self, window: MainWindow, name: str) -> None:
        """Press a button as soon as it can be pressed."""
        self._qtbot.waitUntil(lambda: self._sees(window, name), timeout=_PATIENCE_MS)
        QTest.mouseClick(self._seen(window, name), Qt.MouseButton.LeftButton)

    def is_asked(self, window: MainWindow) -> bool:
        """Whether this window asks whether to leave something behind."""
        return self._sees(window, "confirm-dialog-ok")

    def unlock(self, window: MainWindow) -> None:
        QTest.keyClicks(self._seen(window, "passphrase"), PASSPHRASE)
        self.press(window, "passphrase-go")
        sought = ("new-key", "have-one")
        self._qtbot.waitUntil(
            lambda: any(self._sees(window, name) for name in sought), timeout=_PATIENCE_MS
        )
        self._qtbot.waitUntil(lambda: window.locking.can_lock, timeout=_PATIENCE_MS)

    def _is_begun(self, window: MainWindow) -> bool:
        return any(self._sees(window, name) for name in ("passphrase", "have-one"))

    def _sees(self, window: MainWindow, name: str) -> bool:
        return any(self._all(window, name))

    def _seen(self, window: MainWindow, name: str) -> QWidget:
        return next(self._all(window, name))

    def _all(self, window: MainWindow, name: str) -> Iterator[QWidget]:
        found = window.findChildren(QWidget, name)
        return (one for one in found if one.isVisible() and one.isEnabled())


def _step(window: MainWindow) -> int:
    state = window.guide_state
    return 0 if state is None else state.step


def _locking_after(minutes: int, now: Settings) -> Settings:
    return replace(now, lock_after_min=minutes)


@pytest.fixture
def hands(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    folder = tmp_path / "data"
    make_vault(folder, passphrase=PASSPHRASE)
    makers = (lambda: service_for(folder, None), build_practice_service)
    windows = Windows(qapp, Look(Scheme.LIGHT), folder, makers, Appearance())
    yield Hands(qtbot, windows)
    for window in windows.shown():
        guide = window.rooms.guide
        if guide is not None:
            guide.end()  # what is held is wiped, and closing asks for nothing
        window.close()
    windows.end()
    install(qapp, "en")
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("is_locked", [False, True], ids=["open", "locked"])
def test_what_was_pasted_is_asked_about_and_a_yes_is_not_the_end(
    hands: Hands, qtbot: QtBot, qapp: QApplication, is_locked: bool
) -> None:
    window = hands.open(is_practice=False)
    hands.unlock(window)
    hands.until_pasted(window)
    if is_locked:
        window.lock_now()
        qtbot.waitUntil(lambda: bool(window.findChildren(QLineEdit, "passphrase")))
    hands.choose(window, _SPANISH)
    qtbot.waitUntil(lambda: hands.is_asked(window), timeout=_PATIENCE_MS)
    hands.press(window, "confirm-dialog-cancel")
    qtbot.waitUntil(qapp.quitOnLastWindowClosed)
    assert hands.windows.shown() == [window]
    assert window.rooms.holds_unsealed()
    assert language() == "en", "two languages would be mixed in one window"

    hands.choose(window, _ENGLISH)
    qtbot.waitUntil(lambda: hands.is_asked(window), timeout=_PATIENCE_MS)
    assert not qapp.quitOnLastWindowClosed()
    hands.press(window, "confirm-dialog-ok")
    qtbot.waitUntil(lambda: window not in (hands.windows.shown() or [window]))
    assert qapp.quitOnLastWindowClosed()
    (again,) = hands.windows.shown()
    assert not again.rooms.holds_unsealed()


def test_what_is_being_sealed_is_asked_about_and_sealed(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    window = hands.open(is_practice=False)
    hands.unlock(window)
    with VaultFile(tmp_path / "data").locked():
        hands.until_pasted(window, PAIR)
        hands.choose(window, _SPANISH)
        qtbot.waitUntil(lambda: hands.is_asked(window), timeout=_PATIENCE_MS)
        hands.press(window, "confirm-dialog-cancel")
    qtbot.waitUntil(lambda: not window.rooms.holds_unsealed(), timeout=_PATIENCE_MS)
    assert [key.api_key for key in window.service.pending_keys()] == [API_KEY]


def test_a_window_with_something_in_hand_is_left_as_it_is(hands: Hands, qtbot: QtBot) -> None:
    window = hands.open(is_practice=False)
    rehearsal = hands.open(is_practice=True)
    hands.until_pasted(rehearsal)
    hands.choose(window, _SPANISH)
    qtbot.waitUntil(window.isHidden, timeout=_PATIENCE_MS)
    assert language() == "es"
    assert rehearsal.isVisible()
    assert not hands.is_asked(rehearsal)
    assert rehearsal.rooms.holds_unsealed()

    (again,) = (one for one in hands.windows.shown() if one is not rehearsal)
    qtbot.waitUntil(lambda: bool(again.findChildren(QLineEdit, "passphrase")))
    hands.press(again, "help")
    hands.choose(rehearsal, _ENGLISH)
    qtbot.waitUntil(lambda: hands.is_asked(rehearsal), timeout=_PATIENCE_MS)
    assert language() == "es", "nothing is English before the yes"
    assert again.isVisible(), "somebody reads in it"
    hands.press(rehearsal, "confirm-dialog-ok")
    qtbot.waitUntil(rehearsal.isHidden)
    qtbot.waitUntil(lambda: language() == "en")
    qtbot.waitUntil(lambda: len(hands.windows.shown()) == 2, timeout=_PATIENCE_MS)


def test_what_else_was_chosen_is_kept_before_the_window_goes(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    window = hands.open(is_practice=True)
    window.preferences.emit()
    (sheet,) = window.findChildren(PreferencesSheet)
    qtbot.waitUntil(lambda: not sheet.is_busy, timeout=_PATIENCE_MS)
    sheet.changed.emit(lambda now: replace(now, appearance=Appearance("es")))
    for minutes in (1, 5, 30):
        sheet.changed.emit(partial(_locking_after, minutes))
    qtbot.waitUntil(window.isHidden, timeout=_PATIENCE_MS)
    kept = SettingsFile(tmp_path / "data").read()
    assert kept == Settings(lock_after_min=30, appearance=Appearance("es"))


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_a_program_is_never_left_without_a_window(
    hands: Hands, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_application: QApplication, _wanted: str) -> str:
        raise RuntimeError("not foreseen")

    window = hands.open(is_practice=False)
    monkeypatch.setattr(languages, "install", fail)
    with qtbot.captureExceptions() as lost:
        hands.choose(window, _SPANISH)
        qtbot.waitUntil(window.isHidden, timeout=_PATIENCE_MS)
    assert [str(error) for _kind, error, _trace in lost] == ["not foreseen"]
    (again,) = hands.windows.shown()
    assert qapp.quitOnLastWindowClosed()

    monkeypatch.undo()
    again.hide()  # whatever took it away: somebody starts the program once more
    hands.windows.bring_to_front("")
    assert len(hands.windows.shown()) == 1
