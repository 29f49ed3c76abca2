"""The window of a random walk: does what somebody does who presses anything, and looks after it.

Run by `tests.gui.random_walk`, which kills it. Each line on standard output is JSON: a move that
is about to be made, or what is true at rest. After a line with "asks" it waits for one line.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.gui.locking_windows import PASSPHRASE, vault_service
from wizard.core.guide import CHECK_STEP, NAME_STEP, GuideState, read_state
from wizard.core.strict_json import JsonValue
from wizard.gui.stage import Stage
from wizard.gui.widgets.rail_button import RailButton

NAMES = ("Tracker", "Tax report", "tracker", "", "  spaced   out ", "x" * 65, "Año 2026 ✓", "Bot")
OTHER_TEXTS = (
    "nothing that is a key",
    "https://www.binance.com/en/my/settings/api-management",
    "https://www.blnance.com/login",
    "y" * 63,
    "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----",
)
# What leads out of the guide, has tests of its own, or would ask for a file.
_NOT_PRESSED = {
    "rehearse", "report", "connection", "vault", "import-keys", "choose-picture", "hand-over",
    "remove-key", "rename-key", "proxy-use", "open-practice", "preferences", "help",
}  # fmt: skip
_FREE_MS = 30
_KEPT_AFTER_MS = 500  # a typed name is remembered once no letter follows it for a while
# Most buttons lead aside; a person who wants a key presses these more often.
_WEIGHTS = {"continue": 12, "create": 4, "have-one": 4, "resume": 8, "looks-different": 0.3}
_WEIGHTS |= {"open-page": 0.3, "leave": 0.5, "why": 0.3, "resume-discard": 0.3}


class Walker:
    """One life of the window. `pairs` are the credentials that the exchange knows."""

    def __init__(self, stage: Stage, pairs: list[list[str]], chance: random.Random) -> None:
        self._stage = stage
        self._pairs = pairs
        self._chance = chance
        self._is_open = False

    def live(self, moves: int) -> None:
        """Make so many moves, then close the window as its owner would."""
        stage = self._stage
        stage.window.show()
        stage.window.begin()
        self._come_to_rest()
        _tell({"first": self._truth()})
        for _ in range(moves):
            self._move()
            if not stage.window.isVisible():
                return
            if self._chance.random() < 0.6:
                self._come_to_rest()
                _ask({"rest": self._truth()})
        _tell({"move": "close"})
        stage.close()

    # What is done

    def _move(self) -> None:
        if self._stage.window.locking.is_locked or self._field("passphrase") is not None:
            if self._chance.random() < 0.9:
                self._give_passphrase()
            return
        moves = [self._press] * 10 + [self._walk_rail, self._lock, self._change_exchange, self._key]
        if self._field("key-name") is not None:
            moves += [self._name] * 4
        if self._field("paste") is not None:
            moves += [self._paste] * 8 + [self._paste_api_key] * 4
        self._chance.choice(moves)()
        self._let_live(self._chance.randrange(_FREE_MS))

    def _press(self) -> None:
        dialogs = [one for one in self._stage.window.findChildren(QDialog) if one.isVisible()]
        where = dialogs[-1] if dialogs else self._stage.window
        buttons = [
            button
            for button in where.findChildren(QAbstractButton)
            if button.isVisible()
            and button.isEnabled()
            and button.objectName() not in _NOT_PRESSED
            and not isinstance(button, RailButton)
        ]
        if buttons:
            weights = [_WEIGHTS.get(button.objectName(), 1) for button in buttons]
            (button,) = self._chance.choices(buttons, weights)
            _tell({"move": button.objectName() or button.text()})
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _name(self) -> None:
        if (field := self._field("key-name")) is not None:
            _tell({"move": "name"})
            field.setFocus()
            field.selectAll()
            typed = QInputMethodEvent()  # a keyboard of QTest's knows ASCII only
            typed.setCommitString(self._chance.choice(NAMES))
            QApplication.sendEvent(field, typed)
            self._let_live(_KEPT_AFTER_MS)

    def _paste(self) -> None:
        if (field := self._field("paste")) is None:
            return
        api_key, secret = self._chance.choice(self._pairs)
        forms = ("{0}", "{1}", "{0}\n{1}", "{0} {1}", "{1}\n{0}", "{0}\n" + "w" * 64, *OTHER_TEXTS)
        text = self._chance.choice(forms).format(api_key, secret)
        _tell({"move": "paste"})
        QGuiApplication.clipboard().setText(text)
        QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Paste))
        QGuiApplication.clipboard().clear()

    def _paste_api_key(self) -> None:
        """What the site gives for the public key of a pair that was made here."""
        if (field := self._field("paste")) is not None and self._is_open:
            for pair in self._stage.window.service.pairs.waiting():
                api_key = _ask({"asks": "api key", "public": pair.public_key})
                _tell({"move": "paste api key"})
                QGuiApplication.clipboard().setText(api_key)
                QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Paste))
                QGuiApplication.clipboard().clear()
                return

    def _walk_rail(self) -> None:
        rail = [one for one in self._stage.window.findChildren(RailButton) if one.isVisible()]
        if rail:
            _tell({"move": "rail"})
            QTest.mouseClick(self._chance.choice(rail), Qt.MouseButton.LeftButton)

    def _lock(self) -> None:
        _tell({"move": "lock"})
        self._stage.window.lock_now()

    def _key(self) -> None:
        focus: QWidget | None = self._stage.window.focusWidget()
        if focus is not None and not isinstance(focus, QLineEdit):
            key = self._chance.choice([Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Backtab])
            QTest.keyClick(focus, key)

    def _change_exchange(self) -> None:
        api_key, _ = self._chance.choice(self._pairs)
        _ask({"asks": "exchange", "key": api_key})

    def _give_passphrase(self) -> None:
        if (field := self._field("passphrase")) is not None:
            _tell({"move": "passphrase"})
            field.clear()
            QTest.keyClicks(field, PASSPHRASE)
            QTest.keyClick(field, Qt.Key.Key_Return)
        self._let_live(_FREE_MS)

    # What must be true

    def _truth(self) -> JsonValue:
        window = self._stage.window
        self._shows_no_secret()
        if window.locking.is_locked or self._field("passphrase") is not None:
            self._is_open = False
            return {"locked": True}
        state, service = window.guide_state, window.service
        self._is_open = service.storage.is_open
        if state is not None:
            self._shows(state)
        offered = service.resume()
        return {
            "locked": False,
            "state": None if state is None else state.to_text(),
            "unsealed": window.rooms.holds_unsealed(),
            "resume": None if offered is None else offered.to_text(),
            "waiting": [key.name for key in (*service.pending_keys(), *service.pairs.waiting())],
            "saved": {key.record_id: key.api_key for key in service.saved_keys()},
            "pairs": {pair.record_id: pair.public_key for pair in service.pairs.waiting()},
            "pending": {key.record_id: key.api_key for key in service.pending_keys()},
        }

    def _shows(self, state: GuideState) -> None:
        assert state.step in state.steps
        assert state.step <= state.furthest
        assert state.is_done or not state.has_valid_name or read_state(state.to_text()) == state
        here = [one for one in self._stage.window.findChildren(RailButton) if one.isVisible()]
        reachable = [number for number in state.steps if state.can_go_to(number)]
        if here:
            assert len(here) == len(state.steps)
            assert sum(one.isEnabled() for one in here) == len(reachable), "rail and state differ"
        forward = self._button("continue")
        if forward is not None and state.step != CHECK_STEP:
            makes_pair = state.step == NAME_STEP and state.needs_pair and state.has_valid_name
            assert forward.isEnabled() == (state.can_continue or makes_pair), "the button lies"

    def _shows_no_secret(self) -> None:
        secrets = [part for pair in self._pairs for part in pair]
        for widget in self._stage.window.findChildren(QWidget):
            shown = _text_of(widget) + widget.accessibleName() + widget.accessibleDescription()
            assert not any(secret in shown for secret in secrets), "a secret is on the screen"

    # Waiting

    def _come_to_rest(self) -> None:
        window = self._stage.window

        def at_rest() -> bool:
            guide = window.rooms.guide
            return window.runner.is_idle and (guide is None or not guide._check.is_running)

        self._stage.wait(at_rest, "rest")
        self._let_live(1)
        self._stage.wait(at_rest, "rest")

    def _let_live(self, milliseconds: int) -> None:
        over: list[bool] = []
        QTimer.singleShot(milliseconds, self._stage.window, lambda: over.append(True))
        self._stage.wait(lambda: bool(over), "a moment")

    def _field(self, name: str) -> QLineEdit | None:
        fields = self._stage.window.findChildren(QLineEdit, name)
        return next((one for one in fields if one.isVisible() and one.isEnabled()), None)

    def _button(self, name: str) -> QAbstractButton | None:
        buttons = self._stage.window.findChildren(QAbstractButton, name)
        return next((one for one in buttons if one.isVisible()), None)


def _text_of(widget: QWidget) -> str:
    match widget:
        case QLineEdit():
            return widget.displayText()
        case QPlainTextEdit():
            return widget.toPlainText()
        case QLabel() | QAbstractButton():
            return widget.text()
        case _:
            return ""


def _tell(document: JsonValue) -> None:
    os.write(1, json.dumps(document).encode() + b"\n")


def _ask(document: JsonValue) -> str:
    _tell(document)
    return sys.stdin.readline().strip()


def main() -> None:
    """`FOLDER URL SEED MOVES`; the credentials come as one line of JSON."""
    folder, url, seed, moves = sys.argv[1:]
    pairs: list[list[str]] = json.loads(sys.stdin.readline())
    stage = Stage(lambda: vault_service(Path(folder), url), is_practice=False)
    Walker(stage, pairs, random.Random(int(seed))).live(int(moves))


if __name__ == "__main__":
    main()
