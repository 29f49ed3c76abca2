"""Offers to go on where the person left the guide, or to discard it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.guide import GuideState
from wizard.core.saved_key import VerdictWord
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.dialogs import confirm_discarding, confirm_discarding_pair
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.pending_card import could_do_more
from wizard.gui.widgets.reading_order import read_in_order
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.turning import turn

_SIDE_BY_SIDE = 60


class ResumeCard(QWidget):
    """Hidden until there is something to go on with. Two signals carry the GuideState; `offers`
    the record id of what is sealed and offered here, "" when nothing is.
    """

    go_on = Signal(object)
    discarded = Signal(object)
    offers = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._state = GuideState()
        self._words = Text(look, Role.STRONG)
        self._more = Text(look, Role.BODY)
        go_on = Button(look, self.tr("Go on"), "resume", Kind.MAIN)
        discard = Button(look, self.tr("Discard…"), "resume-discard")
        self._go_on_button = go_on
        go_on.clicked.connect(self._go_on)
        discard.clicked.connect(self._ask_to_discard)
        self._icon = IconLabel(look, "history", "accent", 24)
        card = self._card = Card(look, CardTone.HINT)
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
        row.addWidget(self._icon)
        row.addLayout(self._row, 1)
        card.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID - 4, 2 * GRID, 5 * GRID - 4, 0)
        column.addWidget(card)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._row, self, _SIDE_BY_SIDE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tell()

    def _tell(self) -> None:
        self.offers.emit("" if self.isHidden() else self._state.sealed_id or "")

    def offer(self, state: GuideState) -> None:
        """Offer to go on at `state`."""
        self.say(state)
        around = self.parentWidget()
        if around is not None:
            read_in_order(around)
        self.show()
        self._go_on_button.setFocus()
        announce(self, f"{self._words.text()}. {self._more.text()}")

    def say(self, state: GuideState) -> None:
        """What is offered has changed; nobody is called back to it."""
        self._state = state
        self._words.setText(self._heading(state))
        self._more.setText(self._what_is_here(state))
        can_do_more = state.found is VerdictWord.CAN_DO_MORE
        self._card.feel(CardTone.BAD if can_do_more else CardTone.HINT)
        self._icon.show_icon(*(("warning", "bad") if can_do_more else ("history", "accent")))
        if not self.isHidden():
            self._tell()

    def _heading(self, state: GuideState) -> str:
        if state.found is VerdictWord.CAN_DO_MORE and state.name:
            return could_do_more(state.name)
        number = state.position + 1
        if state.name and state.pending_id is None and state.pair_id is not None:
            return self.tr("Your key pair for “{0}” waits for its API key").format(state.name)
        if state.name:
            return self.tr("You left at step {0}: “{1}”").format(number, state.name)
        return self.tr("You left at step {0}").format(number)

    def _what_is_here(self, state: GuideState) -> str:
        if state.found is VerdictWord.CAN_DO_MORE:
            return self.tr(
                "Do not give it to anybody yet. Go on here: switch off what is too much, then "
                "check again. Nothing needs to be pasted again."
            )
        if state.pending_id is not None and state.pair_id is not None:
            return self.tr(
                "The API key and its private key are sealed; nothing needs to be pasted again."
            )
        if state.pending_id is not None:
            return self.tr(
                "The API key and its secret are sealed; nothing needs to be pasted again."
            )
        if state.pair_id is not None:
            return self.tr("You left at step {0}. The private key is sealed.").format(state.step)
        return self.tr("Nothing was pasted yet.")

    def _ask_to_discard(self) -> None:
        state = self._state
        if state.sealed_id is None:
            self._discard()  # nothing was sealed, so nothing can be lost
            return
        ask = confirm_discarding_pair if state.pending_id is None else confirm_discarding
        dialog = ask(self._look, self, state.name)
        dialog.confirmed.connect(self._discard)

    def _go_on(self) -> None:
        self.hide()
        self.go_on.emit(self._state)

    def _discard(self) -> None:
        self.hide()
        self.discarded.emit(self._state)
