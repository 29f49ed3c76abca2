"""One setting with a few values, all of them to be seen: a heading, the values, and a note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from wizard.gui.look import GRID, Look
from wizard.gui.widgets.choice_row import ChoiceRow, choice_row
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text


class ChoiceLine(QWidget):
    """`chosen` carries the place of a value in `words`; only what a person does sends it."""

    chosen = Signal(int)

    def __init__(
        self, look: Look, name: str, title: str, words: Sequence[str], note: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._rows: list[ChoiceRow] = []
        group = QButtonGroup(self)
        line = Flow(gap=2 * GRID, even=len(words) > 3)  # noqa: PLR2004 (a few fit in one line)
        for place, said in enumerate(words):
            row = choice_row(look, said, f"{name}-{place}")
            row.button.setAccessibleDescription(title)
            row.picked.connect(lambda _=True, at=place: self.chosen.emit(at))
            group.addButton(row.button)
            line.addWidget(row)
            self._rows.append(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(Text(look, Role.STRONG, title))
        column.addLayout(line)
        if note:
            column.addWidget(Text(look, Role.QUIET, note))

    def show_chosen(self, place: int | None) -> None:
        """Mark one of them; None for none."""
        for at, row in enumerate(self._rows):
            row.show_chosen(at == place)

    def focus_chosen(self) -> None:
        """Put the focus on the one that is marked, or on the first."""
        marked = [row for row in self._rows if row.button.isChecked()]
        (marked or self._rows)[0].button.setFocus()
