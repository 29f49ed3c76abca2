"""The line above everything that says: this is a rehearsal."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.turning import turn

_SIDE_BY_SIDE = 70


class Ribbon(QWidget):
    """Shown on the practice exchange only."""

    open_exchange = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        words = self.tr("Rehearsal: nothing here is real, and it is forgotten when you close.")
        self.setAccessibleName(words)
        button = Button(look, self.tr("Open the practice exchange"), "open-practice", Kind.LINK)
        button.clicked.connect(self.open_exchange)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(0)
        self._words.addWidget(Text(look, Role.WARN, words), 1)
        self._words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, 4, 3 * GRID, 4)
        row.setSpacing(GRID + 4)
        row.addWidget(IconLabel(look, "flask", "warn"))
        row.addLayout(self._words, 1)
        look.changed.connect(self.update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._words, self, _SIDE_BY_SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.tokens.warn_soft))
        painter.end()
