"""A web address in one line; its end gives way where there is no room, its site never does."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from wizard.gui.look import Look
from wizard.gui.widgets.text import Role, Text

_FEWEST = 12


class Address(Text):
    """Can be selected and copied, whole even where it is not seen whole."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, Role.QUIET, wrap=False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def show_address(self, address: str | None) -> None:
        """Show an address without its “https://”; None hides it."""
        words = (address or "").removeprefix("https://").removeprefix("http://")
        self.setText(words)
        self.setToolTip(words)
        self.setVisible(bool(words))

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * _FEWEST
        hint = super().minimumSizeHint()
        return QSize(min(least, hint.width()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        across = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), across, words)
        painter.end()
