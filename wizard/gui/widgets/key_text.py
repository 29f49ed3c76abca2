"""A key that everybody may see: in letters of one width, to be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from wizard.gui.look import GRID, SIZE_BODY, Look

_STYLE = """
    QPlainTextEdit {{ border: 1px solid {ink}; border-radius: 7px; padding: {plain}px;
        background: {window}; color: {text};
        selection-background-color: {accent}; selection-color: {on_accent}; }}
    QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: {focused}px; }}
"""
_PADDING = 5
_BORDER = 1


class KeyText(QPlainTextEdit):
    """Cannot be changed. As tall as its text, which breaks anywhere where there is no room."""

    def __init__(self, look: Look, name: str, spoken: str) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setFrameShape(QFrame.Shape.NoFrame)
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress()
        look.changed.connect(self._dress)

    def show_key(self, key: str) -> None:
        """Show a key, without the line end after its last line."""
        self.setPlainText(key.rstrip("\n"))
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # The document of a plain text counts its height in lines.
        lines = round(self.document().size().height())
        inside = lines * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()
        height = round(inside) + 2 * (_PADDING + _BORDER) + GRID // 2
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _dress(self) -> None:
        tokens = self._look.tokens
        font = self._look.font(SIZE_BODY)
        font.setFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        colours = tokens._asdict()
        self.setStyleSheet(_STYLE.format(**colours, plain=_PADDING, focused=_PADDING - 1))
        self._fit()
