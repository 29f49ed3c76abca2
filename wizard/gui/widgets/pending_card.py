"""A key that is sealed but not proven yet, or a pair that waits: go on with it, or let it go."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from wizard.core.saved_key import UnfinishedKey, WaitingPair
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.turning import turn

_SIDE_BY_SIDE = 60


def could_do_more(name: str) -> str:
    """What is remembered of a pending key that a check found able to do more than read."""
    return QCoreApplication.translate(
        "PendingCard", "“{0}” could do more than read when last checked"
    ).format(name)


class PendingCard(Card):
    """One pending key, or one pair. `can_do_more`: that is what its last check found."""

    resumed = Signal(str)
    discarded = Signal(str)

    def __init__(self, look: Look, pending: UnfinishedKey, *, can_do_more: bool = False) -> None:
        super().__init__(look, CardTone.BAD if can_do_more else CardTone.WARN)
        sentence = self._sentence(pending).format(pending.name)
        if can_do_more:
            sentence = self.tr("{0}: switch off what is too much, then check again.").format(
                could_do_more(pending.name)
            )
        self.setAccessibleName(sentence)
        resume = Button(look, self.tr("Go on"), "pending-resume")
        resume.setAccessibleName(self.tr("Go on with “{0}”").format(pending.name))
        resume.clicked.connect(lambda: self.resumed.emit(pending.record_id))
        discard = Button(look, self.tr("Discard…"), "pending-discard")
        discard.setAccessibleName(self.tr("Discard “{0}”").format(pending.name))
        discard.clicked.connect(lambda: self.discarded.emit(pending.record_id))
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID + 4)
        buttons.addWidget(resume)
        buttons.addWidget(discard)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GRID + 4)
        self._row.addWidget(Text(look, Role.BODY, sentence), 1)
        self._row.addLayout(buttons)
        self._row.setAlignment(buttons, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        icon, colour = ("warning", "bad") if can_do_more else ("lock", "warn")
        row.addWidget(IconLabel(look, icon, colour))
        row.addLayout(self._row, 1)
        self.column.addLayout(row)

    def _sentence(self, pending: UnfinishedKey) -> str:
        if isinstance(pending, WaitingPair):
            return self.tr("Your key pair for “{0}” waits for its API key.")
        if pending.replaces is None:
            return self.tr("“{0}” is sealed but not proven yet.")
        return self.tr("A new key for “{0}” is sealed but not proven yet.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._row, self, _SIDE_BY_SIDE)
