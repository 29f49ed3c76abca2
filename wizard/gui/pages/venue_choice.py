"""Where the account is: one of the venues that can be asked, and what can be proven there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.venue import Grade, Venue, VenueId
from wizard.core.venue_words import venue_name
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.choice_row import ChoiceRow, choice_row
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.turning import turn

_SIDE_BY_SIDE = 50


class VenueChoice(QWidget):
    """`chosen` carries the VenueId that the person pressed."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: dict[VenueId, ChoiceRow] = {}
        self._group = QButtonGroup(self)
        self._title = Text(look, Role.STRONG, self.tr("Where is your account?"))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(GRID // 2)
        self._note = _Note(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2 + 2)
        column.addWidget(self._title)
        column.addLayout(self._line)
        column.addWidget(self._note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._line, self, _SIDE_BY_SIDE)

    @property
    def is_worth_asking(self) -> bool:
        """Whether there is more than one to choose from."""
        return sum(not row.isHidden() for row in self._rows.values()) > 1

    def show_venues(self, venues: Sequence[Venue], here: Venue) -> None:
        """Offer these, with `here` chosen."""
        for venue in venues:
            if venue.id not in self._rows:
                self._add(venue)
        offered = {venue.id for venue in venues}
        for venue_id, row in self._rows.items():
            row.setVisible(venue_id in offered)
            row.show_chosen(venue_id is here.id)
        self._note.setVisible(here.grade is Grade.TRADING_ONLY)

    def _add(self, venue: Venue) -> None:
        row = choice_row(self._look, venue_name(venue.id), f"venue-{venue.id}")
        row.button.setAccessibleDescription(self._title.text())
        row.picked.connect(lambda: self._choose(venue))
        self._group.addButton(row.button)
        self._line.addWidget(row, 1)
        self._rows[venue.id] = row

    def _choose(self, venue: Venue) -> None:
        if venue.grade is Grade.TRADING_ONLY:
            announce(self, self._note.words)
        self.chosen.emit(venue.id)


class _Note(Card):
    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.HINT)
        self.words = self.tr(
            "At Binance.US this app can prove that a key cannot trade. It cannot prove that "
            "withdrawals are off, because that site tells no program about them. In the last step "
            "you look at that box yourself."
        )
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        row.addWidget(IconLabel(look, "info", "accent"))
        row.addWidget(Text(look, Role.BODY, self.words), 1)
        self.column.addLayout(row)
