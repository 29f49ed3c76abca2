"""What was changed in a pasted text, in one quiet line, and what its reader should be warned of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.paste_notes import Note
from wizard.core.paste_words import words_for
from wizard.core.venue import VenueId
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text

_CHANGES = frozenset(
    {
        Note.SPACES,
        Note.QUOTES,
        Note.LINE_ENDS,
        Note.INVISIBLE,
        Note.FULL_WIDTH,
        Note.AROUND,
    }
)
# Where a text seems to come from is worth a word only at a venue where that would be wrong.
_ODD_ONLY_AT = {
    Note.LOOKS_LIKE_TESTNET: frozenset({VenueId.BINANCE_COM, VenueId.BINANCE_US}),
    Note.LOOKS_LIKE_BINANCE_US: frozenset({VenueId.BINANCE_COM}),
    Note.LOOKS_LIKE_BINANCE_COM: frozenset({VenueId.BINANCE_US}),
    Note.LOOKS_LIKE_OTHER_EXCHANGE: frozenset({VenueId.BINANCE_COM, VenueId.BINANCE_US}),
}


def fitting(notes: Sequence[Note], venue: VenueId) -> tuple[Note, ...]:
    """Those notes that mean something at this venue, in their order."""
    return tuple(note for note in notes if venue in _ODD_ONLY_AT.get(note, VenueId))


class PasteRemarks(QWidget):
    """Hidden while there is nothing to remark."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._changes = Text(look, Role.QUIET)
        self._changes.setObjectName("paste-changes")
        self._warning = Text(look, Role.BODY, markdown=True)
        self._warning.setObjectName("paste-warning")
        self._card = Card(look, CardTone.WARN)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        row.addWidget(IconLabel(look, "warning", "warn"))
        row.addWidget(self._warning, 1)
        self._card.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._changes)
        column.addWidget(self._card)
        self.show_notes(())

    def show_notes(self, notes: Sequence[Note], picture: bool = False) -> str:
        """Show these and give all of their words, for a screen reader.

        `picture`: the values came from a picture's file, which is still there.
        """
        changes = " ".join(words_for(note) for note in notes if note in _CHANGES)
        several = [words_for(note) for note in notes if note not in _CHANGES]
        if picture:
            several.append(self.tr("The picture still shows the secret. Delete it for good."))
        warnings = "\n\n".join(several)
        self._changes.setText(changes)
        self._changes.setVisible(bool(changes))
        self._warning.setText(warnings)
        self._card.setVisible(bool(warnings))
        self.setVisible(bool(changes or warnings))
        return " ".join([*several, changes]).strip()
