"""The field for the API key and the secret: dots, no way back, and pictures can be pasted too."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from wizard.core.credentials import has_key_shape
from wizard.gui.clipboard import pasted_in
from wizard.gui.look import Look
from wizard.gui.widgets.field import Field


class PasteField(Field):
    """What is pasted never stands in the field: it is handed on at once.

    `pasted` carries a str, a QImage or the Path of a picture; `typing` what has been typed so
    far; `entered` a typed text that is whole: it has a key's shape, or Enter was pressed.
    """

    pasted = Signal(object)
    typing = Signal(str)
    entered = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, secret=True)
        self._length = 0
        self.setAcceptDrops(False)  # whoever holds the field takes drops, for a larger aim
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self._enter)

    def empty(self) -> None:
        """Forget what was typed."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._length = 0

    def paste(self) -> None:
        """Hand on what is on the clipboard."""
        pasted = pasted_in(QGuiApplication.clipboard().mimeData())
        if pasted is not None:
            self.empty()
            self.pasted.emit(pasted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def _changed(self, text: str) -> None:
        grown, self._length = len(text) - self._length, len(text)
        if grown > 1:  # pasted with the middle button, or given by an aid for input
            self.empty()
            self.pasted.emit(text)
        elif has_key_shape(text.strip()):
            self.empty()
            self.entered.emit(text)
        else:
            self.typing.emit(text)

    def _enter(self) -> None:
        if self.text().strip():
            self.entered.emit(self.text())
