"""A line to type a recovery code into from paper: seen while it is typed, kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QClipboard,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit

from wizard.core.problems import Problem
from wizard.core.recovery_code import in_groups, read_recovery_code
from wizard.core.secret import Secret
from wizard.gui.look import Look
from wizard.gui.widgets.field import Field

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhPreferUppercase
)


class CodeField(Field):
    """Takes small letters and any separators, and shows groups; `read` gives the code."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, secret=True)
        # Whoever copies from paper has to see where a slip is.
        self.setEchoMode(QLineEdit.EchoMode.Normal)
        self.setInputMethodHints(_HINTS)
        self.setPlaceholderText("_____-_____-_____-_____-_____-_____-_____")
        self._length = 0
        self.textChanged.connect(self._group)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(
            QKeySequence.StandardKey.Cut
        ):
            event.accept()  # paper is where the code belongs: other programs read the clipboard
            return
        super().keyPressEvent(event)
        _take_back_selection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        _take_back_selection()

    def read(self) -> Secret | Problem:
        """The code as it was shown; whoever takes it wipes it. A problem names the slip."""
        return read_recovery_code(self.text())

    def _group(self, text: str) -> None:
        """Show the groups as they stand on paper, while somebody types on at the end."""
        grows = len(text) > self._length and self.cursorPosition() == len(text)
        self._length = len(text)
        shown = in_groups(text)
        if grows and shown != text:
            self._length = len(shown)
            self.setText(shown)

    def _dress(self) -> None:
        super()._dress()
        font = self.font()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setFamilies(fixed.families())
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)


def _take_back_selection() -> None:
    """On X11 whatever is selected can be had with the middle button of the mouse."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
