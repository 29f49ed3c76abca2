"""The cards of all keys and pairs that are not finished, each of which is offered once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from wizard.core.guide import GuideState
from wizard.core.saved_key import UnfinishedKey, VerdictWord
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.pending_card import PendingCard


class PendingCards(QVBoxLayout):
    """One below the other. `resumed` and `discarded` carry a record id; `filled`: others stand
    here now.
    """

    resumed = Signal(str)
    discarded = Signal(str)
    filled = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pending: tuple[UnfinishedKey, ...] = ()
        self._left_out = ""
        self._can_do_more = ""
        self.setSpacing(GRID)

    @property
    def pending(self) -> tuple[UnfinishedKey, ...]:
        """All of them, with the one that is left out here."""
        return self._pending

    def show_pending(self, pending: tuple[UnfinishedKey, ...]) -> None:
        """Show these."""
        if pending != self._pending:
            self._pending = pending
            self._fill()

    def leave_out(self, record_id: str) -> None:
        """This one is offered elsewhere, and needs no card of its own; "": none is."""
        if record_id != self._left_out:
            self._left_out = record_id
            self._fill()

    def note_left_at(self, state: GuideState | None) -> None:
        """Where the guide was left, which knows what the last check of its key has found."""
        too_much = state is not None and state.found is VerdictWord.CAN_DO_MORE
        record_id = (state.pending_id or "") if state is not None and too_much else ""
        if record_id != self._can_do_more:
            self._can_do_more = record_id
            self._fill()

    def _fill(self) -> None:
        while (item := self.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in self._pending:
            if one.record_id == self._left_out:
                continue
            can_do_more = one.record_id == self._can_do_more
            card = PendingCard(self._look, one, can_do_more=can_do_more)
            card.resumed.connect(self.resumed)
            card.discarded.connect(self.discarded)
            self.addWidget(card)
            card.show()
        self.filled.emit()
