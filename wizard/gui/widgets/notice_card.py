"""What is to be known of the vault after it was opened: it was mended, or it is an older one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wizard.core.problems import Problem, ProblemId
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.turning import turn
from wizard.key_service.storage import Storage

_SIDE_BY_SIDE = 80


class NoticeCard(QWidget):
    """Hidden until there is something to say; what was read does not come back.

    `was_read`: nothing is left to be said.
    """

    was_read = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("vault-notice")
        self._is_older = self._is_healed = False
        self._is_accepted = False  # the older vault, for as long as the window is open
        self._card = Card(look)
        self._icon = IconLabel(look, "info", "accent", 24)
        self._what = Text(look, Role.STRONG)
        self._means = Text(look, Role.BODY)
        self._seen = Button(look, "", "notice-seen")
        self._seen.clicked.connect(self._go_on)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._what)
        texts.addWidget(self._means)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GRID + 4)
        self._row.addLayout(texts, 1)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._row.addWidget(self._seen, 0, left)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        row.addWidget(self._icon)
        row.addLayout(self._row, 1)
        self._card.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._row, self, _SIDE_BY_SIDE)

    def tell(self, storage: Storage) -> None:
        """Keep what there is to say of the vault that was just opened, until it was read."""
        self._is_healed = storage.healed
        self._is_older = storage.is_older and not self._is_accepted

    def show_in(self, above: QBoxLayout) -> None:
        """Show it there, at the top of a page."""
        above.addWidget(self)
        self._show()

    def _show(self) -> None:
        if self._is_older:
            problem = Problem(ProblemId.VAULT_OLDER)
            self._say("warning", "warn", problem.what, f"{problem.means} {problem.do}")
            self._card.feel(CardTone.WARN)
            self._seen.setText(self.tr("Go on with it"))
        elif self._is_healed:
            words = self.tr(
                "The vault’s key was missing there, or was another one. A fresh one was put in its "
                "place when you opened the vault."
            )
            self._say("check", "good", self.tr("Your keychain opens the vault again."), words)
            self._card.feel(CardTone.GOOD)
            self._seen.setText(self.tr("Good"))
        is_new = self.isHidden()
        self.setVisible(self._is_older or self._is_healed)
        if is_new and not self.isHidden():
            announce(self, self.accessibleName())

    def _say(self, icon: str, colour: str, what: str, means: str) -> None:
        self._icon.show_icon(icon, colour)
        self._what.setText(what)
        self._means.setText(means)
        self.setAccessibleName(f"{what} {means}")

    def _go_on(self) -> None:
        if self._is_older:
            self._is_older, self._is_accepted = False, True
        else:
            self._is_healed = False
        self._show()
        if self.isHidden():
            self.was_read.emit()
