"""A rounded surface that holds things which belong together; its tone says how they feel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.gui.look import GRID, Look


@dataclass(frozen=True, slots=True)
class _Surface:
    fill: str
    edge: str | None


class CardTone(Enum):
    """How a card feels."""

    PLAIN = _Surface("panel", "border")
    HINT = _Surface("accent_soft", None)
    GOOD = _Surface("good_soft", None)
    BAD = _Surface("bad_soft", None)
    WARN = _Surface("warn_soft", None)
    FLAT = _Surface("panel", None)  # part of a plain card, without an edge of its own


class Card(QWidget):
    """A surface with a column of widgets in it."""

    _RADIUS = 10.0

    def __init__(self, look: Look, tone: CardTone = CardTone.PLAIN) -> None:
        super().__init__()
        self._look = look
        self._tone = tone
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * GRID, GRID + 6, 2 * GRID, GRID + 6)
        self.column.setSpacing(GRID)
        look.changed.connect(self.update)

    def feel(self, tone: CardTone) -> None:
        """Take another tone."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        surface = self._tone.value
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = getattr(self._look.tokens, surface.edge or surface.fill)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(getattr(self._look.tokens, surface.fill)))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, self._RADIUS, self._RADIUS)
        painter.end()
