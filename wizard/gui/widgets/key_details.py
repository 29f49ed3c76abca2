"""The selected key: its status, what to do about it, its history and permissions, its actions."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.key_advice import advice_for
from wizard.core.saved_key import SavedKey
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.advice_card import AdviceCard
from wizard.gui.widgets.badge import Badge
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.history_list import HistoryList
from wizard.gui.widgets.key_model import KeyRow
from wizard.gui.widgets.permission_list import PermissionList
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.tones import ICONS, ROLES
from wizard.gui.widgets.turning import turn

_TWO_COLUMNS = 84


class KeyDetails(Card):
    """Shows one key. The signals say what its owner wants done with it.

    `just_saved`: the record id of the key that waits to be handed over for the first time.
    """

    verify = Signal()
    hand_over = Signal()
    rename = Signal()
    remove = Signal()
    create_again = Signal()
    open_page = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setObjectName("key-details")
        self.just_saved = ""
        self._name = Text(look, Role.HEADING)
        self._name.setObjectName("details-name")
        self._state = _State(look)
        self._advice = AdviceCard(look)
        self._advice.open_page.connect(self.open_page)
        self._history = HistoryList(look)
        self._permissions = PermissionList(look)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(3 * GRID)
        self._columns.addWidget(self._history, 1)
        self._columns.addWidget(self._permissions, 1)
        self.column.setSpacing(2 * GRID - 2)
        self.column.setContentsMargins(2 * GRID + 2, 2 * GRID, 2 * GRID + 2, 2 * GRID)
        top = QVBoxLayout()
        top.setSpacing(GRID // 2)
        top.addWidget(self._name)
        top.addLayout(self._first_line(look))
        self.column.addLayout(top)
        self.column.addWidget(self._advice)
        self.column.addLayout(self._columns, 1)

    def show_key(self, row: KeyRow, now: datetime) -> None:
        """Show this key; `now` is an aware time."""
        key = row.key
        self._name.setText(key.name)
        self._state.show_row(row)
        advice = advice_for(key)
        self._advice.show_advice(advice)
        # Not disabled while busy: that would take the keyboard's focus away.
        self._verify.setText(self.tr("Verifying…") if row.busy else self.tr("Verify"))
        anew = advice is not None and advice.create_again
        self._create_again.become(Kind.MAIN if anew else Kind.PLAIN)
        is_new = key.record_id == self.just_saved and advice is None
        self._hand_over.become(Kind.MAIN if is_new else Kind.PLAIN)
        self._history.show_history(key, now)
        self._permissions.show_report(key, now)
        self._name_buttons(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = turn(self._columns, self, _TWO_COLUMNS)
        self._columns.setStretch(0, 1 if wide else 0)

    def _first_line(self, look: Look) -> Flow:
        self._verify = Button(look, self.tr("Verify"), "verify-one", icon="refresh")
        self._verify.setToolTip(self.tr("Ask the exchange again (Enter, in the table)"))
        self._verify.clicked.connect(self.verify)
        self._hand_over = Button(look, self.tr("Hand over…"), "hand-over", icon="hand-over")
        self._hand_over.setToolTip(self.tr("Verify, then copy it into another program"))
        self._hand_over.clicked.connect(self.hand_over)
        self._rename = Button(look, self.tr("Rename…"), "rename-key", icon="pencil")
        self._rename.setToolTip(self.tr("Another name (F2, in the table)"))
        self._rename.clicked.connect(self.rename)
        self._create_again = Button(look, self.tr("Replace…"), "create-again", icon="key")
        self._create_again.setToolTip(
            self.tr("Create a new key in its place: the ten steps, with this name filled in")
        )
        self._create_again.clicked.connect(self.create_again)
        self._remove = Button(look, self.tr("Remove…"), "remove-key", Kind.DANGER, icon="trash")
        self._remove.setToolTip(self.tr("Forget this key here (Delete, in the table)"))
        self._remove.clicked.connect(self.remove)
        line = Flow(apart=True)
        for widget in (
            self._state,
            self._verify,
            self._hand_over,
            self._rename,
            self._create_again,
            self._remove,
        ):
            line.addWidget(widget)
        return line

    def _name_buttons(self, key: SavedKey) -> None:
        names = {
            self._verify: self.tr("Verify “{0}”"),
            self._hand_over: self.tr("Hand over “{0}”"),
            self._rename: self.tr("Rename “{0}”"),
            self._create_again: self.tr("Replace “{0}” with a new key"),
            self._remove: self.tr("Remove “{0}”"),
        }
        for button, words in names.items():
            button.setAccessibleName(words.format(key.name))
        self.setAccessibleName(self.tr("Details of “{0}”").format(key.name))


class _State(QWidget):
    """Icon, word and age of a status; below it whose key this is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._badge = Badge(look, "details-status")
        self._when = Text(look, Role.QUIET, wrap=False)
        self._about = Text(look, Role.QUIET, wrap=False)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._badge)
        row.addWidget(self._when)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(row)
        column.addWidget(self._about)

    def show_row(self, row: KeyRow) -> None:
        self._about.setText(self.tr("{0}  ·  API key {1}").format(row.venue_name, row.key_end))
        self._when.setText("" if row.busy else row.status.when)
        if row.busy:
            self._badge.show_state(self.tr("Verifying…"), Role.STRONG, ("refresh", "accent"))
            return
        tone = row.status.tone
        self._badge.show_state(row.status.word, ROLES[tone], ICONS[tone])
