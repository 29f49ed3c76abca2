"""What the owner of the selected key should do now, with the way to the exchange's page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from wizard.core.key_advice import Advice
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.tones import CARDS
from wizard.gui.widgets.turning import turn

_SIDE_BY_SIDE = 100
_NATURAL = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class AdviceCard(Card):
    """Hidden while nothing needs to be done."""

    open_page = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.BAD)
        self.setObjectName("key-advice")
        self._heading = Text(look, Role.STRONG)
        self._words = Text(look, Role.BODY)
        self._open = Button(
            look, self.tr("Open the exchange's page"), "open-key-page", icon="external-link"
        )
        self._open.clicked.connect(self.open_page)
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        texts.addWidget(self._heading)
        texts.addWidget(self._words)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(2 * GRID - 4)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self._open, 0, _NATURAL)
        self.column.addLayout(self._row)

    def show_advice(self, advice: Advice | None) -> None:
        """Show this advice; None hides the card."""
        self.setVisible(advice is not None)
        if advice is None:
            return
        self.feel(CARDS[advice.tone])
        self._heading.setText(advice.heading)
        self._words.setText(advice.words)
        self._open.setVisible(advice.open_page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._row, self, _SIDE_BY_SIDE)
