"""Step 9's two cards: both values are sealed, or they could not be sealed yet."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wizard.core.credentials import last4
from wizard.core.saved_key import PendingKey
from wizard.core.venue import Grade, grade_of
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text


class HeldCard(Card):
    """The values could not be sealed; they are kept in memory to try again."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.BAD)
        self.again = Button(look, self.tr("Try sealing again"), "seal-again", icon="lock")
        self.column.addWidget(Text(look, Role.BAD, self.tr("Not sealed yet")))
        self.column.addWidget(
            Text(
                look,
                Role.BODY,
                self.tr(
                    "Both values are kept in this window until they can be sealed. Do not close "
                    "it, and leave the exchange's page open as well."
                ),
            )
        )
        self.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)


class SealedCard(Card):
    """The values are in the vault, as a pending key. `pair`: the private key was there before."""

    def __init__(self, look: Look, *, pair: bool = False) -> None:
        super().__init__(look, CardTone.GOOD)
        self._is_pair = pair
        self._title = Text(look, Role.STRONG)
        self._text = Text(look, Role.BODY)
        again = self.tr("Paste another API key") if pair else self.tr("Paste other values")
        self.again = Button(look, again, "paste-again")
        self.discard = Button(
            look, self.tr("Discard"), "discard-pending", Kind.DANGER, icon="trash"
        )
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        rows = QGridLayout()  # the buttons stand below the words, however large the icon is
        rows.setHorizontalSpacing(GRID + 4)
        rows.setVerticalSpacing(self.column.spacing())
        rows.setColumnStretch(1, 1)
        rows.addWidget(IconLabel(look, "lock", "good", 24), 0, 0)
        rows.addLayout(texts, 0, 1)
        self.column.addLayout(rows)
        buttons = Flow()
        buttons.addWidget(self.again)
        buttons.addWidget(self.discard)
        self.clear_clipboard = Button(
            look, self.tr("Clear the clipboard"), "clear-clipboard", icon="trash"
        )
        self._left = Text(
            look,
            Role.WARN,
            self.tr("Your clipboard still holds the secret. Any program can read it there."),
        )
        self._offer = QWidget()
        offer = QVBoxLayout(self._offer)
        offer.setContentsMargins(0, GRID, 0, 0)
        offer.addWidget(self._left)
        offer.addWidget(self.clear_clipboard, 0, Qt.AlignmentFlag.AlignLeft)
        texts.addWidget(self._offer)
        self._offer.hide()
        rows.addLayout(buttons, 1, 1)

    def show_pending(self, pending: PendingKey, remarks: str) -> None:
        """Show which key it is, and announce it with the remarks below."""
        title = (
            self.tr("Sealed: API key …{0} and its private key")
            if self._is_pair
            else self.tr("Sealed: API key …{0} and its secret")
        )
        self._title.setText(title.format(last4(pending.api_key)))
        words = self._proof_words(grade_of(pending.venue))
        self._text.setText(words)
        announce(self, f"{self._title.text()}. {words} {remarks}".strip())

    def offer_to_clear(self, is_left: bool) -> None:
        """Whether the secret is on the clipboard, so that it should be cleared."""
        if is_left and self._offer.isHidden():
            announce(self, self._left.text())
        self._offer.setVisible(is_left)

    def _proof_words(self, grade: Grade) -> str:
        """What the check can prove, and no more."""
        match grade:
            case Grade.FULL:
                return self.tr(
                    "They are encrypted on this computer now. The key counts as saved once the "
                    "check has proven that it can only read."
                )
            case Grade.TRADING_ONLY:
                return self.tr(
                    "They are encrypted on this computer now. The key counts as saved once the "
                    "check has proven that it cannot trade."
                )
            case _:
                assert_never(grade)
