"""Which of the two values are here: a row for each, and a way to put right what was guessed."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.credentials import last4
from wizard.core.facts import Fact, FactState
from wizard.gui.look import GRID, Look
from wizard.gui.pages.paste_basket import PasteBasket
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.fact_list import FactList
from wizard.gui.widgets.flow import Flow


class PasteProgress(QWidget):
    """Shows a basket: of a certain API key the last four characters, of the secret nothing."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._rows = FactList(look)
        self._rows.setObjectName("paste-values")
        self.exchange = Button(
            look, self.tr("That was the secret"), "paste-exchange", Kind.LINK, icon="loop"
        )
        self.restart = Button(look, self.tr("Start over"), "paste-restart", Kind.LINK)
        links = Flow(gap=2 * GRID)
        links.addWidget(self.exchange)
        links.addWidget(self.restart)
        self._links = QWidget()
        self._links.setLayout(links)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._rows)
        column.addWidget(self._links)

    def show_basket(self, basket: PasteBasket) -> str:
        """Show what is here and give it in words, for a screen reader."""
        api_key, secret = self.tr("API key"), self.tr("Secret")
        missing = self.tr("still missing")
        kept = self.tr("here, never shown")
        key = None if basket.api_key is None else f"…{last4(basket.api_key)}"
        if basket.may_be_exchanged and key is not None:
            key = self.tr("here")  # it may be the secret, whose end nobody is to see
        values = {api_key: key, secret: kept if basket.has_secret else None}
        facts = [
            Fact(name, value or "", FactState.GOOD if value else FactState.WAITING)
            for name, value in values.items()
        ]
        self._rows.show_facts(facts, missing)
        self.exchange.setVisible(basket.may_be_exchanged)
        self.restart.setVisible(not basket.is_empty)
        self._links.setVisible(not basket.is_empty)
        return " ".join(f"{name}: {value or missing}." for name, value in values.items())

    def offer_nothing(self) -> None:
        """The values are on their way: nothing can be put right now."""
        self._links.hide()
