"""The rows of a live check: what was asked at the left, what came out at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from wizard.core.facts import Fact, FactState
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.card import Card
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text

_FEWEST = 14  # characters for a value beside its label
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
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(GRID // 2)
        self._words.addWidget(self._label)
        self._words.addWidget(self._value, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(GRID + 4)
        row.addWidget(self._icon)
        row.addLayout(self._words, 1)

    def show_fact(self, fact: Fact, value: str) -> None:
        icon, colour = _ICONS[fact.state]
        self._icon.show_icon(icon, colour)
        self._label.setText(fact.label)
        self._value.play(_ROLES[fact.state])
        self._value.setText(value)
        self.setAccessibleName(f"{fact.label}: {value}")
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        metrics = self._label.fontMetrics()
        label = metrics.horizontalAdvance(self._label.text()) + self._icon.width() + 3 * GRID
        value = self._value.fontMetrics().horizontalAdvance(self._value.text())
        least = min(value, metrics.averageCharWidth() * _FEWEST)
        wide = self.width() >= label + least
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._words.setDirection(side if wide else below)
        self._label.setWordWrap(not wide)
        across = Qt.AlignmentFlag.AlignRight if wide else Qt.AlignmentFlag.AlignLeft
        self._value.setAlignment(across | Qt.AlignmentFlag.AlignVCenter)

    def minimumSizeHint(self) -> QSize:
        # The label wraps where it must, though at this moment it may lie in one line.
        least = self._label.fontMetrics().averageCharWidth() * _FEWEST
        return QSize(least + self._icon.width(), super().minimumSizeHint().height())


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
