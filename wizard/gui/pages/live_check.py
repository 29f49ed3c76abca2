"""Step 10: the live check, one row per fact, then one sentence and one thing to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.credentials import KeyKind
from wizard.core.facts import Fact, facts_before, of_kind
from wizard.core.outcome_words import OutcomeWords
from wizard.core.problems import Action
from wizard.gui.look import GRID, Look
from wizard.gui.pages.advice import Advice
from wizard.gui.pages.boxes_card import BoxesCard
from wizard.gui.widgets.fact_list import FactList
from wizard.gui.widgets.reading_order import read_in_order


class LiveCheck(QWidget):
    """Facts and what to do about them. `looked`: the person said what the boxes show, or not."""

    acted = Signal(Action)
    looked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.boxes = BoxesCard(look)
        self.boxes.looked.connect(self.looked)
        self.boxes.open_page.connect(lambda: self.acted.emit(Action.OPEN_PAGE))
        self._facts = FactList(look)
        self.advice = Advice(look)
        self.advice.acted.connect(self.acted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID + 4)
        for part in (self.boxes, self._facts, self.advice):
            self._column.addWidget(part)
        self.show_ready(None)

    def show_ready(self, unreported_at: str | None, kind: KeyKind = KeyKind.HMAC) -> None:
        """Nothing was asked yet. `unreported_at`: a venue whose boxes only the person can see.

        `kind`: of the key in hand.
        """
        self.show_facts(of_kind(facts_before(), kind), running=False)
        self.boxes.forget()
        if unreported_at is not None:
            self._put_boxes(0)
            self.boxes.ask(unreported_at, again=False)

    def show_facts(self, facts: Sequence[Fact], *, running: bool) -> None:
        """Show the rows as far as they are known."""
        self._facts.show_facts(facts, self.tr("asking…") if running else self.tr("not asked yet"))
        self.advice.hide()
        self.boxes.hide()

    def show_advice(self, words: OutcomeWords, other_venue: str | None) -> None:
        """Show the one thing to do, and the buttons for it."""
        self.advice.show_words(words, other_venue)
        self.advice.show()

    def ask_to_look_again(self, venue: str) -> None:
        """What the person saw before counts no more: the page must have changed since."""
        self._put_boxes(self._column.count() - 1)
        self.boxes.ask(venue, again=True)

    def focus_first(self) -> None:
        """While a look at the boxes is missing: put the focus where that begins."""
        if not self.boxes.focus_first():
            self.advice.focus_main()

    def _put_boxes(self, place: int) -> None:
        self._column.removeWidget(self.boxes)
        self._column.insertWidget(place, self.boxes)
        read_in_order(self)
