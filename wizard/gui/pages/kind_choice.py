"""Step 2: which kind of key the person's tool takes, and who makes its secret part."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from wizard.core.credentials import KeyKind
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.button import Kind as Stands
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.choice_row import ChoiceRow, choice_row
from wizard.gui.widgets.text import Role, Text


class KindChoice(QWidget):
    """`chosen` carries the KeyKind that the person pressed; `unfolded` the part just opened."""

    chosen = Signal(object)
    unfolded = Signal(QWidget)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._group = QButtonGroup(self)
        self._title = Text(look, Role.STRONG, self.tr("What does your tool ask for?"))
        self._rows = {
            KeyKind.ED25519: self._row(
                KeyKind.ED25519,
                self.tr("An API key and a private key: self-generated (recommended)"),
                self.tr(
                    "This app makes the private key (Ed25519). No web page ever shows it; it "
                    "leaves this computer only if you hand it over yourself. Take this only if "
                    "your tool has a field for a private key, and not if it asks for a “secret”."
                ),
            ),
            KeyKind.HMAC: self._row(
                KeyKind.HMAC,
                self.tr("An API key and a secret: system generated"),
                self.tr(
                    "The exchange makes the secret, and shows it once for you to copy. Not sure? "
                    "Most web trackers ask for a key and a secret: then take this."
                ),
            ),
        }
        self._more = Button(look, self.tr("Which one do I need?"), "kind-more", Stands.LINK)
        self._more.setCheckable(True)
        self._more.toggled.connect(self._unfold)
        self._answer = Card(look, CardTone.HINT)
        self._answer.setObjectName("kind-answer")
        for words in (
            self.tr(
                "Look at the help page of the tool that will use the key. If it asks for an “API "
                "key” and a “secret”, take system generated. If it mentions “Ed25519” or a "
                "“private key”, take self-generated."
            ),
            self.tr(
                "Both can be read-only, and this app proves both in the same way. A self-generated "
                "key is safer while it is made: a web page, a browser add-on or somebody who looks "
                "over your shoulder never gets to see anything secret."
            ),
            self.tr("You can change your mind here until the key is saved."),
        ):
            self._answer.column.addWidget(Text(look, Role.BODY, words))
        self._answer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        for card in self._rows.values():
            column.addWidget(card)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._answer)

    def show_kind(self, kind: KeyKind) -> None:
        """Show which one is chosen, and nothing unfolded."""
        for shown, card in self._rows.items():
            is_chosen = shown is kind
            card.row.show_chosen(is_chosen)
            card.feel(CardTone.HINT if is_chosen else CardTone.PLAIN)
        self._more.setChecked(False)

    def _row(self, kind: KeyKind, words: str, more: str) -> _KindCard:
        card = _KindCard(self._look, f"kind-{kind}", words, more)
        card.row.button.setAccessibleDescription(f"{self._title.text()} {more}")
        card.row.picked.connect(lambda: self._choose(kind))
        self._group.addButton(card.row.button)
        return card

    def _choose(self, kind: KeyKind) -> None:
        is_open = self._more.isChecked()
        self.show_kind(kind)
        self._more.setChecked(is_open)
        self.chosen.emit(kind)

    def _unfold(self, is_open: bool) -> None:
        self._answer.setVisible(is_open)
        if is_open:
            self.unfolded.emit(self._answer)


class _KindCard(Card):
    def __init__(self, look: Look, name: str, words: str, more: str) -> None:
        super().__init__(look, CardTone.PLAIN)
        self.row: ChoiceRow = choice_row(look, words, name, more)
        self.column.addWidget(self.row)
