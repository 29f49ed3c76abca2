"""Help for one screen: what is seen there, what to do, and which keys do it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from wizard.gui.look import GRID, Look
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card
from wizard.gui.widgets.text import Role, Text

_COLUMNS = 76


class HelpSheet(Sheet):
    """`markdown` begins with its title. `keys`: what each is pressed for, and how it is called."""

    def __init__(
        self, look: Look, parent: QWidget, markdown: str, keys: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(look, parent, "help-sheet", columns=_COLUMNS)
        title, _, rest = markdown.partition("\n")
        self.head(title.lstrip("# ").strip())
        words = Text(look, Role.BODY, rest.strip(), markdown=True)
        words.setObjectName("help-words")
        self.body.addWidget(words)
        if keys:
            self.body.addWidget(_keys_card(look, self.tr("Keys that help"), keys))
        close = Button(look, self.tr("Close"), "help-close", Kind.MAIN)
        close.clicked.connect(self.accept)
        self.cancel.hide()
        self.buttons.addWidget(close)
        close.setFocus()

    def allow(self, allowed: bool) -> None:
        """There is nothing that could be forbidden."""


def _keys_card(look: Look, title: str, keys: Sequence[tuple[str, str]]) -> Card:
    card = Card(look)
    card.column.addWidget(Text(look, Role.STRONG, title))
    table = QGridLayout()
    table.setHorizontalSpacing(3 * GRID)
    table.setVerticalSpacing(GRID // 2)
    table.setColumnStretch(1, 1)
    for row, (what, name) in enumerate(keys):
        key = Text(look, Role.STRONG, name, wrap=False)
        does = Text(look, Role.BODY, what)
        does.setAccessibleName(f"{what}: {name}")
        table.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
        table.addWidget(does, row, 1, Qt.AlignmentFlag.AlignTop)
    card.column.addLayout(table)
    return card
