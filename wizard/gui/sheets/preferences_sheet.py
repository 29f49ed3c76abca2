"""“Preferences”: how the window looks and speaks, and how carefully it works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.appearance import TEXT_CHOICES_PERCENT, Appearance, Motion, Theme
from wizard.core.settings import LOCK_CHOICES_MIN, Settings
from wizard.gui.languages import Language
from wizard.gui.lock_words import choice_words
from wizard.gui.look import GRID, Look
from wizard.gui.sheets.choice_line import ChoiceLine
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card
from wizard.gui.widgets.choice_row import ChoiceRow, tick_row
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text

_COLUMNS = 92
_THEMES = (Theme.SYSTEM, Theme.LIGHT, Theme.DARK, Theme.HIGH_CONTRAST)


class PreferencesSheet(Sheet):
    """Shows settings; `changed` carries what is to be made of them, a callable, for each click.

    `languages`: those that there are. `place`: the folder of the vault; "" in a rehearsal.
    """

    changed = Signal(object)
    connection = Signal()
    vault = Signal()
    about = Signal()

    def __init__(
        self, look: Look, parent: QWidget, languages: Sequence[Language], place: str
    ) -> None:
        super().__init__(look, parent, "preferences-sheet", columns=_COLUMNS)
        self.head(self.tr("Preferences"))
        self._settings: Settings | None = None
        self._codes = ("", *(language.code for language in languages))
        self._is_rehearsal = not place
        self._language = self._make_language(look, languages)
        self._theme = ChoiceLine(
            look,
            "theme",
            self.tr("Colours"),
            (self.tr("As the system"), self.tr("Light"), self.tr("Dark"), self.tr("High contrast")),
        )
        self._size = ChoiceLine(
            look,
            "text-size",
            self.tr("Text size"),
            [self.tr("{0} %").format(percent) for percent in TEXT_CHOICES_PERCENT],
            self.tr("100 % is the size that your system asks for."),
        )
        self._still = tick_row(look, self.tr("Nothing on the screen moves by itself"), "still")
        self._lock = ChoiceLine(
            look,
            "lock-after",
            self.tr("Lock a vault with a passphrase when nobody was there for"),
            [choice_words(minutes) for minutes in LOCK_CHOICES_MIN],
        )
        self._order = tick_row(look, self.tr("Try a test order at every check"), "test-order")
        self._connect()
        for card in (self._make_looks(look), self._make_care(look), self._make_rest(look, place)):
            self.body.addWidget(card)
        self._close = Button(look, self.tr("Close"), "preferences-close", Kind.MAIN)
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.accept)
        self.cancel.hide()
        self.buttons.addWidget(self._close)
        self.show_busy(self.tr("Looking at your settings…"))
        self._close.setFocus()

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen now."""
        first = self._settings is None
        self._settings = settings
        looks = settings.appearance
        known = looks.language in self._codes
        self._language.show_chosen(self._codes.index(looks.language) if known else None)
        self._theme.show_chosen(_THEMES.index(looks.theme))
        sizes = TEXT_CHOICES_PERCENT
        has_size = looks.text_percent in sizes
        self._size.show_chosen(sizes.index(looks.text_percent) if has_size else None)
        self._still.show_chosen(looks.motion is Motion.OFF)
        minutes = settings.lock_after_min
        has_time = minutes in LOCK_CHOICES_MIN
        self._lock.show_chosen(LOCK_CHOICES_MIN.index(minutes) if has_time else None)
        self._order.show_chosen(settings.try_test_order)
        self.allow(True)
        if first:
            self._language.focus_chosen()

    def allow(self, allowed: bool) -> None:
        for widget in self._parts():
            widget.setEnabled(allowed and self._settings is not None)

    def _parts(self) -> tuple[QWidget, ...]:
        lines = (self._language, self._theme, self._size, self._still, self._order)
        return lines if self._is_rehearsal else (*lines, self._lock)

    def _connect(self) -> None:
        self._language.chosen.connect(
            lambda at: self._send_looks(lambda now: now._replace(language=self._codes[at]))
        )
        self._theme.chosen.connect(
            lambda at: self._send_looks(lambda now: now._replace(theme=_THEMES[at]))
        )
        self._size.chosen.connect(
            lambda at: self._send_looks(
                lambda now: now._replace(text_percent=TEXT_CHOICES_PERCENT[at])
            )
        )
        self._still.picked.connect(
            lambda still: self._send_looks(
                lambda now: now._replace(motion=Motion.OFF if still else Motion.SYSTEM)
            )
        )
        self._lock.chosen.connect(
            lambda at: self._send(lambda now: replace(now, lock_after_min=LOCK_CHOICES_MIN[at]))
        )
        self._order.picked.connect(
            lambda tries: self._send(lambda now: replace(now, try_test_order=tries))
        )

    def _send_looks(self, edit: Callable[[Appearance], Appearance]) -> None:
        self._send(lambda now: replace(now, appearance=edit(now.appearance)))

    def _send(self, edit: Callable[[Settings], Settings]) -> None:
        if self._settings is not None and edit(self._settings) != self._settings:
            self._settings = edit(self._settings)
            self.changed.emit(edit)

    def _make_language(self, look: Look, languages: Sequence[Language]) -> ChoiceLine:
        note = self.tr(
            "The window closes and opens anew in that language. What is sealed stays sealed; "
            "before anything is lost, you are asked. A passphrase that opens your vault is asked "
            "for again."
        )
        if self._is_rehearsal:
            note = self.tr("The window opens anew in that language, and the rehearsal with it.")
        names = (self.tr("As the system"), *(language.name for language in languages))
        return ChoiceLine(look, "language", self.tr("Language"), names, note)

    def _make_looks(self, look: Look) -> Card:
        card = _card(look)
        for part in (self._language, self._theme, self._size):
            card.column.addWidget(part)
        card.column.addLayout(_heading(look, self.tr("Motion"), self._still))
        return card

    def _make_care(self, look: Look) -> Card:
        card = _card(look)
        if not self._is_rehearsal:
            card.column.addWidget(self._lock)
        checks = _heading(look, self.tr("Checks"), self._order)
        card.column.addLayout(checks)
        note = self.tr(
            "A test order is never carried out. That the exchange refuses it is a second proof "
            "that the key cannot trade; without it a verdict rests on the exchange’s report alone, "
            "and says so. At Binance.US it is always tried: there is no other proof."
        )
        checks.addWidget(Text(look, Role.QUIET, note))
        return card

    def _make_rest(self, look: Look, place: str) -> Card:
        card = _card(look)
        card.column.addWidget(Text(look, Role.STRONG, self.tr("Where your secrets are")))
        words = self.tr("In one encrypted file on this computer, in the folder {0}").format(
            place.replace("/", "/\N{ZERO WIDTH SPACE}")
        )
        if self._is_rehearsal:
            words = self.tr("A rehearsal keeps them encrypted, and forgets them when you close.")
        card.column.addWidget(Text(look, Role.BODY, words))
        line = Flow(gap=GRID)
        for name, said, signal in (
            ("preferences-vault", self.tr("Vault and safety…"), self.vault),
            ("preferences-connection", self.tr("Connection settings…"), self.connection),
            ("preferences-about", self.tr("About…"), self.about),
        ):
            button = Button(look, said, name)
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            line.addWidget(button)
        card.column.addLayout(line)
        return card


def _card(look: Look) -> Card:
    card = Card(look)
    card.column.setSpacing(2 * GRID)
    return card


def _heading(look: Look, title: str, row: ChoiceRow) -> QVBoxLayout:
    row.button.setAccessibleDescription(title)
    column = QVBoxLayout()
    column.setSpacing(GRID // 2)
    column.addWidget(Text(look, Role.STRONG, title))
    column.addWidget(row)
    return column
