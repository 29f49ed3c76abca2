"""The line above everything that says: this is a rehearsal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text


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
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, 4, 3 * GRID, 4)
        row.setSpacing(GRID + 4)
        row.addWidget(IconLabel(look, "flask", "warn"))
        row.addWidget(Text(look, Role.WARN, words), 1)
        row.addWidget(button)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.tokens.warn_soft))
        painter.end()
