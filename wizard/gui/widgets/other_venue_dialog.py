"""Asks before a key is shown to another exchange, and says what goes there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.gui.look import Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.dialogs import Question
from wizard.gui.widgets.text import Role, Text


class OtherVenueDialog(Question):
    """`confirmed` says that the other one shall be asked."""

    confirmed = Signal()

    def __init__(self, look: Look, parent: QWidget, venue: str) -> None:
        title = self.tr("Ask {0} about this key?").format(venue)
        super().__init__(look, parent, title, "other-venue-dialog")
        words = (
            self.tr(
                "The API key and a signature go to {0}, as they go to any exchange that is asked."
            ).format(venue),
            self.tr("From then on the key counts as one of {0}.").format(venue),
        )
        self.middle.addWidget(Text(look, Role.HEADING, title))
        for sentence in words:
            self.middle.addWidget(Text(look, Role.BODY, sentence))
        self.setAccessibleDescription(" ".join(words))
        does = Button(look, self.tr("Ask {0}").format(venue), "other-venue-dialog-ok", Kind.MAIN)
        does.setDefault(True)
        does.clicked.connect(self._confirm)
        self.add_buttons(does)
        does.setFocus()

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()


def ask_other_venue(look: Look, parent: QWidget, venue: str) -> OtherVenueDialog:
    """Open the question; connect to its `confirmed`."""
    dialog = OtherVenueDialog(look, parent, venue)
    dialog.open()
    return dialog
