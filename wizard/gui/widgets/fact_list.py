"""The rows of a live check: what was asked at the left, what came out at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.core.facts import Fact, FactState
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.card import Card
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text

_ICONS = {
    FactState.WAITING: ("dot-open", "muted"),
    FactState.GOOD: ("check", "good"),
    FactState.BAD: ("cross", "bad"),
    FactState.UNKNOWN: ("question", "muted"),
}
_ROLES = {
    FactState.WAITING: Role.QUIET,
    FactState.GOOD: Role.GOOD,
    FactState.BAD: Role.BAD,
    FactState.UNKNOWN: Role.QUIET,
}


class _Row(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._icon = IconLabel(look, "question", size=18)
        self._label = Text(look, Role.BODY, wrap=False)
        self._value = Text(look, Role.QUIET)
        self._value.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(GRID + 4)
        row.addWidget(self._icon)
        row.addWidget(self._label)
        row.addWidget(self._value, 1)

    def show_fact(self, fact: Fact, value: str) -> None:
        icon, colour = _ICONS[fact.state]
        self._icon.show_icon(icon, colour)
        self._label.setText(fact.label)
        self._value.play(_ROLES[fact.state])
        self._value.setText(value)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{fact.label}: {value}")


class FactList(Card):
    """A card with one row per fact; rows keep their place while they fill in."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setObjectName("facts")
        self.column.setSpacing(2)
        self._rows: list[_Row] = []

    def show_facts(self, facts: Sequence[Fact], waiting: str) -> None:
        """Show these rows; `waiting` is said where nothing is known yet."""
        while len(self._rows) < len(facts):
            row = _Row(self._look)
            self._rows.append(row)
            self.column.addWidget(row)
        for row, fact in zip(self._rows, facts, strict=False):
            row.show_fact(fact, waiting if fact.state is FactState.WAITING else fact.value)
            row.show()
        for row in self._rows[len(facts) :]:
            row.hide()
