"""What a key was last reported to be allowed, permission by permission."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.facts import unreported_row
from wizard.core.grade_words import not_proven_off
from wizard.core.key_story import latest_report
from wizard.core.permission_rows import (
    all_rows,
    order_rows,
    report_heading,
    restriction,
    short_rows,
    weaker_rows,
)
from wizard.core.saved_key import PastCheck, SavedKey
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import CardTone
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.fact_list import FactList
from wizard.gui.widgets.text import Role, Text


class PermissionList(QWidget):
    """The few that matter most; all of them on demand."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._past: PastCheck | None = None
        self._open = False
        self._heading = Text(look, Role.STRONG)
        self._rows = FactList(look)
        self._rows.setObjectName("permissions")
        self._rows.feel(CardTone.FLAT)
        self._rows.column.setContentsMargins(0, 0, 0, 0)
        self._place = Text(look, Role.BODY)
        self._unreported = Text(look, Role.QUIET)
        self._globe = IconLabel(look, "globe", size=18)
        self._all = Button(look, "", "all-permissions", Kind.LINK)
        self._all.clicked.connect(self._toggle)
        place = QHBoxLayout()
        place.setSpacing(GRID + 4)
        place.addWidget(self._globe)
        place.addWidget(self._place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._heading)
        column.addWidget(self._rows)
        column.addLayout(place)
        column.addWidget(self._unreported)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_report(self, key: SavedKey, now: datetime) -> None:
        """Show what the exchange reported last; without a report everything is hidden."""
        past = self._past = latest_report(key)
        weaker = weaker_rows(key)
        self.setVisible(past is not None or bool(weaker))
        for part in (self._all, self._place, self._globe):
            part.setVisible(past is not None)
        if past is None:
            self._heading.setText(self.tr("What is proven"))
            self._rows.show_facts(weaker, "")
            self._unreported.setText(not_proven_off())
            self._unreported.setVisible(bool(weaker))
        else:
            self._unreported.hide()
            self._heading.setText(report_heading(key, now))
            self._place.setText(restriction(past))
            self._show(past)

    def _show(self, past: PastCheck) -> None:
        every_row = (*all_rows(past), *order_rows(past), unreported_row())
        self._rows.show_facts(every_row if self._open else short_rows(past), "")
        few, every = self.tr("Show fewer"), self.tr("Show all permissions")
        self._all.setText(few if self._open else every)

    def _toggle(self) -> None:
        self._open = not self._open
        if self._past is not None:
            self._show(self._past)
