"""What is to be known of the vault, one thing after the other, until each was read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.notice_words import NoticeKind, notice_words
from wizard.gui.widgets.reading_order import read_in_order
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.turning import turn

_SIDE_BY_SIDE = 80


class NoticeCard(QWidget):
    """Hidden until there is something to say; shows the weightiest of it.

    `was_read`: nothing is left to be said. `asked` carries the NoticeKind that something shall be
    done about, which counts as read. `accepted` carries one that was read.
    """

    was_read = Signal()
    asked = Signal(object)
    accepted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("vault-notice")
        self._kinds: set[NoticeKind] = set()
        self._shown: NoticeKind | None = None
        self._card = Card(look)
        self._icon = IconLabel(look, "info", "accent", 24)
        self._what = Text(look, Role.STRONG)
        self._means = Text(look, Role.BODY)
        self._act = Button(look, "", "notice-act")
        self._act.clicked.connect(self._ask)
        self._seen = Button(look, "", "notice-seen")
        self._seen.clicked.connect(self._go_on)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._what)
        texts.addWidget(self._means)
        buttons = Flow(gap=GRID + 4)
        for button in (self._seen, self._act):
            buttons.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GRID + 4)
        self._row.addLayout(texts, 1)
        self._row.addLayout(buttons)
        self._row.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        row.addWidget(self._icon)
        row.addLayout(self._row, 1)
        self._card.column.addLayout(row)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._card)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._row, self, _SIDE_BY_SIDE)

    def tell(self, kind: NoticeKind) -> None:
        """Say this from now on, until it was read."""
        self._kinds.add(kind)
        self._show()

    def forget(self, kind: NoticeKind) -> None:
        """This is not so any more."""
        self._kinds.discard(kind)
        self._show()

    def show_in(self, above: QBoxLayout, *, inset: int = 0) -> None:
        """Show it there, at the top of a page or of the window; `inset` from the sides."""
        above.addWidget(self)
        self._column.setContentsMargins(inset, inset // 2, inset, inset // 2)
        around = self.parentWidget()
        if around is not None:
            read_in_order(around)
        self._show()

    def _show(self) -> None:
        before = self._shown
        self._shown = next((kind for kind in NoticeKind if kind in self._kinds), None)
        if self._shown is None:
            self.hide()
            return
        if self._shown is not before:
            self._say(self._shown)
        if self.parentWidget() is not None and (self.isHidden() or self._shown is not before):
            self.show()
            announce(self, self.accessibleName())

    def _say(self, kind: NoticeKind) -> None:
        words = notice_words(kind)
        self._icon.show_icon(words.icon, words.colour)
        self._card.feel(words.tone)
        self._what.setText(words.what)
        self._means.setText(words.means)
        self._act.setText(words.act)
        self._act.setVisible(bool(words.act))
        self._seen.setText(words.seen)
        self.setAccessibleName(f"{words.what} {words.means}")

    def _ask(self) -> None:
        kind = self._shown
        self._go_on()
        self.asked.emit(kind)

    def _go_on(self) -> None:
        kind = self._shown
        if kind is None:
            return
        self.forget(kind)
        self.accepted.emit(kind)
        if self._shown is None:
            self.was_read.emit()
