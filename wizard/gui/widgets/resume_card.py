"""Offers to go on where the person left the guide, or to discard it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.guide import GuideState
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.dialogs import confirm_discarding
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.turning import turn

_SIDE_BY_SIDE = 60


class ResumeCard(QWidget):
    """Hidden until there is something to go on with. Both signals carry the GuideState."""

    go_on = Signal(object)
    discarded = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._state = GuideState()
        self._words = Text(look, Role.STRONG)
        self._more = Text(look, Role.BODY)
        go_on = Button(look, self.tr("Go on"), "resume", Kind.MAIN)
        discard = Button(look, self.tr("Discard"), "resume-discard")
        self._go_on_button = go_on
        go_on.clicked.connect(self._go_on)
        discard.clicked.connect(self._ask_to_discard)
        card = Card(look, CardTone.HINT)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._words)
        texts.addWidget(self._more)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID + 4)
        buttons.addWidget(discard)
        buttons.addWidget(go_on)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GRID + 4)
        self._row.addLayout(texts, 1)
        self._row.addLayout(buttons)
        self._row.setAlignment(buttons, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        row.addWidget(IconLabel(look, "history", "accent", 24))
        row.addLayout(self._row, 1)
        card.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID - 4, 2 * GRID, 5 * GRID - 4, 0)
        column.addWidget(card)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._row, self, _SIDE_BY_SIDE)

    def offer(self, state: GuideState) -> None:
        """Offer to go on at `state`."""
        self._state = state
        self._words.setText(
            self.tr("You left at step {0}: “{1}”").format(state.step, state.name)
            if state.name
            else self.tr("You left at step {0}").format(state.step)
        )
        self._more.setText(
            self.tr("The API key and its secret are sealed; nothing needs to be pasted again.")
            if state.pending_id is not None
            else self.tr("Nothing was pasted yet.")
        )
        self.show()
        self._go_on_button.setFocus()
        announce(self, f"{self._words.text()}. {self._more.text()}")

    def _ask_to_discard(self) -> None:
        if self._state.pending_id is None:
            self._discard()  # nothing was sealed, so nothing can be lost
        else:
            dialog = confirm_discarding(self._look, self, self._state.name)
            dialog.confirmed.connect(self._discard)

    def _go_on(self) -> None:
        self.hide()
        self.go_on.emit(self._state)

    def _discard(self) -> None:
        self.hide()
        self.discarded.emit(self._state)
