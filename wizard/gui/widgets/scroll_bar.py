"""A slim scroll bar in the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QScrollBar

from wizard.gui.look import Look

WIDTH = 14
_STYLE = """
    QScrollBar {{ background: transparent; border: none; width: 14px; margin: 0; }}
    QScrollBar::handle {{ background: {handle}; border-radius: 4px; min-height: 32px;
        margin: 3px; }}
    QScrollBar::handle:hover {{ background: {strong}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


class ScrollBar(QScrollBar):
    """Upright, without arrows; the keyboard and the wheel scroll as ever.

    Where it keeps its place though there is nothing to scroll, nothing of it is seen.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._look = look
        self.setAccessibleName(self.tr("Scroll"))
        look.changed.connect(self._dress)
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)

    def _dress(self) -> None:
        tokens = self._look.tokens
        self.setStyleSheet(_STYLE.format(handle=tokens.border, strong=tokens.ink))
