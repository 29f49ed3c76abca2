"""Whose page an address leads to that somebody was given: read here, and never opened."""

from __future__ import annotations

from itertools import takewhile

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.web_address import NoAddress, origin_of
from wizard.core.web_address_words import OriginWords, Trust, words_of
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.field import Field
from wizard.gui.widgets.text import Role, Text, labelled

_LONGEST = 4_000  # letters that are taken in; what is longer is not trusted anyway
_ICONS = {Trust.GOOD: "check", Trust.BAD: "warning", Trust.NONE: "info"}
_COLOURS = {Trust.GOOD: "good", Trust.BAD: "bad", Trust.NONE: "muted"}
_ROLES = {Trust.GOOD: Role.GOOD, Trust.BAD: Role.BAD, Trust.NONE: Role.STRONG}
_TONES = {Trust.GOOD: CardTone.GOOD, Trust.BAD: CardTone.BAD, Trust.NONE: CardTone.PLAIN}


class AddressSheet(Sheet):
    """`advice`: how to recognise a false address, as Markdown.

    What is pasted is judged at once; what is typed, when it is done.
    """

    def __init__(self, look: Look, parent: QWidget, advice: str) -> None:
        super().__init__(look, parent, "address-sheet")
        self.head(self.tr("Check an address"))
        words = self.tr(
            "Paste an address from a mail, a message or an advert. It is read on this computer, "
            "and nothing is opened."
        )
        self.field = Field(look, "address")
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(self.tr("An address, such as www.binance.com"))
        self.field.textChanged.connect(self._changed)
        self._before = ""
        self._result = _Result(look)
        self._learn = Button(look, "", "address-learn", Kind.LINK)
        self._learn.clicked.connect(self._turn)
        self._advice = Text(look, Role.BODY, advice, markdown=True)
        self._advice.setObjectName("address-advice")
        label = Text(look, Role.STRONG, self.tr("Address"))
        row = QHBoxLayout()
        row.addWidget(self._learn)
        row.addStretch(1)
        for part in (Text(look, Role.BODY, words), labelled(label, self.field), self.field):
            self.body.addWidget(part)
        self.body.addWidget(self._result)
        self.body.addLayout(row)
        self.body.addWidget(self._advice)
        check = Button(look, self.tr("Check"), "address-check", Kind.MAIN)
        check.setDefault(True)
        check.clicked.connect(self._check)
        self.cancel.setText(self.tr("Close"))
        self.add_buttons(check)
        self._unfold(False)
        self.field.setFocus()

    def allow(self, allowed: bool) -> None:
        """Nothing here takes its time."""

    def _changed(self, text: str) -> None:
        typed = len(text) - _same(text, self._before)
        behind = _same(text[::-1], self._before[::-1])
        self._before = text
        if typed - min(behind, typed) > 1:  # more than a key brings at once
            self._check()
        else:
            self._result.hide()

    def _check(self) -> None:
        origin = origin_of(self.field.text())
        if isinstance(origin, NoAddress) and not self.field.text().strip():
            self._result.hide()
            self.field.setFocus()
            return
        self._result.show_words(words_of(origin))

    def _turn(self) -> None:
        self._unfold(self._advice.isHidden())

    def _unfold(self, shown: bool) -> None:
        self._advice.setVisible(shown)
        self._learn.setText(
            self.tr("Hide how to recognise a false address")
            if shown
            else self.tr("How to recognise a false address")
        )


def _same(one: str, other: str) -> int:
    """So many letters are the same, from the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


class _Result(Card):
    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.PLAIN)
        self.setObjectName("address-result")
        self._icon = IconLabel(look, "info", "muted", 24)
        self._title = Text(look, Role.STRONG)
        self._title.setObjectName("address-title")
        self._why = Text(look, Role.BODY)
        self._advice = Text(look, Role.BODY)
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        for text in (self._title, self._why, self._advice):
            texts.addWidget(text)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        row.addWidget(self._icon)
        row.addLayout(texts, 1)
        self.column.addLayout(row)
        self.hide()

    def show_words(self, words: OriginWords) -> None:
        self.feel(_TONES[words.trust])
        self._icon.show_icon(_ICONS[words.trust], _COLOURS[words.trust])
        self._title.play(_ROLES[words.trust])
        self._title.setText(words.title)
        self._why.setText(words.why)
        self._advice.setText(words.advice)
        self.show()
        announce(self, f"{words.title} {words.why} {words.advice}")
