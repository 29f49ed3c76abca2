"""Our clipboard code in a program of its own on a real display; told line by line what to do.

Run as `python -m tests.gui.clipboard_program`; every line gets one line of JSON as its answer.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest

from wizard.core.secret import Secret
from wizard.gui.app import make_application
from wizard.gui.clipboard import LeftOnClipboard, SecretClipboard
from wizard.gui.look import Look
from wizard.gui.widgets.code_field import CodeField
from wizard.gui.widgets.field import Field


class _Program:
    """Answers one line at a time; Qt's loop runs in between, as other programs need it to."""

    def __init__(self) -> None:
        self.owner = QObject()
        self.clipboard = SecretClipboard(self.owner)
        self.left = LeftOnClipboard(self.owner)
        self.found: list[bool] = []
        self.left.found.connect(self.found.append)
        self.field = Field(Look(), "passphrase", secret=True)
        self.field.show()
        self.code = CodeField(Look(), "code")
        self.code.show()
        self.does: Mapping[str, Callable[[str], object]] = {
            "copy": lambda text: self.clipboard.copy(Secret(text)),
            "minute over": lambda _: self.clipboard._timer.timeout.emit(),
            "clear": lambda _: self.clipboard.clear(),
            "note": lambda text: self.left.note(Secret(text)),
            "found": lambda _: self.found[-1:] == [True],
            "take away": lambda _: self.left.take_away(),
            "type and mark": self._type_and_mark,
            "type and mark a code": self._mark_code,
            "sees": self._sees,
        }

    def answer(self, line: str) -> str:
        name, _, text = line.partition(": ")
        return json.dumps(self.does[name](text))

    def _sees(self, selection: str) -> str:
        modes = {"clipboard": QClipboard.Mode.Clipboard, "primary": QClipboard.Mode.Selection}
        return QGuiApplication.clipboard().text(modes[selection])

    def _mark_code(self, text: str) -> str:
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        QTest.keyClicks(self.code, text)
        for key, held in (
            (Qt.Key.Key_A, control),
            (Qt.Key.Key_C, control),
            (Qt.Key.Key_Insert, control),
            (Qt.Key.Key_X, control),
            (Qt.Key.Key_Delete, shift),
            (Qt.Key.Key_Home, shift),
        ):
            QTest.keyClick(self.code, key, held)
        QTest.mouseClick(self.code, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(self.code, Qt.MouseButton.LeftButton)
        return self.code.text()

    def _type_and_mark(self, text: str) -> None:
        QTest.keyClicks(self.field, text)
        self.field.selectAll()
        for key in (Qt.Key.Key_C, Qt.Key.Key_X):
            QTest.keyClick(self.field, key, Qt.KeyboardModifier.ControlModifier)
        self.field.copy()
        QTest.mouseClick(self.field, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(self.field, Qt.MouseButton.LeftButton)


def main() -> None:
    """Until standard input ends."""
    application = make_application()
    program = _Program()
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def say(line: str) -> None:
        os.write(sys.stdout.fileno(), line.encode() + b"\n")

    def hear() -> None:
        line = os.read(sys.stdin.fileno(), 65536).decode().rstrip("\n")
        if not line:
            QGuiApplication.clipboard().clear()
            application.quit()
        else:
            say(program.answer(line))

    notifier.activated.connect(hear)
    say("ready")
    application.exec()


if __name__ == "__main__":
    main()
