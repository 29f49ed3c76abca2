"""How far the round of verifying is, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.text import Role, Text

_STYLE = """
    QProgressBar {{ border: none; border-radius: 3px; background: {line}; max-height: 6px; }}
    QProgressBar::chunk {{ border-radius: 3px; background: {accent}; }}
"""


class ProgressCard(Card):
    """Hidden while nothing is being verified."""

    stopped = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.HINT)
        self.setObjectName("progress")
        self._stopping = False
        self._words = Text(look, Role.STRONG)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Keys verified"))
        self.stop = Button(look, self.tr("Stop"), "stop-verifying")
        self.stop.clicked.connect(self._stop)
        texts = QVBoxLayout()
        texts.setSpacing(GRID)
        texts.addWidget(self._words)
        texts.addWidget(self._bar)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addLayout(texts, 1)
        row.addWidget(self.stop)
        self.column.addLayout(row)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """`done` of `total` keys are verified."""
        begins = self.isHidden()
        if begins:
            self._stopping = False
        if self._stopping:
            return
        many = self.tr("Verifying… {0} of {1} done").format(done, total)
        self._words.setText(self.tr("Verifying…") if total == 1 else many)
        self._bar.setMaximum(max(1, total))
        self._bar.setValue(done)
        self.show()
        if begins:
            announce(self, self._words.text(), politely=True)

    def _stop(self) -> None:
        # Not disabled once it was pressed: that would take the keyboard's focus away.
        if not self._stopping:
            self._stopping = True
            self._words.setText(self.tr("Stopping…"))
            announce(self, self._words.text())
            self.stopped.emit()

    def _dress(self) -> None:
        tokens = self._look.tokens
        self._bar.setStyleSheet(_STYLE.format(line=tokens.border, accent=tokens.accent))
