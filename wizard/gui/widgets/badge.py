"""A state in one or two words, on a ground of its own: icon, word and colour say the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.gui.look import GRID, Look
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text

_GROUNDS = {Role.GOOD: "good_soft", Role.BAD: "bad_soft", Role.WARN: "warn_soft"}
_ICON = 16
SIDE = GRID
"""From the edge of a badge to what is in it, left and right."""


def paint_badge(painter: QPainter, box: QRectF, ground: str) -> None:
    """The ground of a badge in a colour (#rrggbb); its ends are round."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(ground))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.restore()


class Badge(QWidget):
    """Good, bad and doubtful have a ground; what is neither is said without one."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._role = Role.QUIET
        self._icon = IconLabel(look, "check", size=_ICON)
        self._word = Text(look, Role.QUIET, wrap=False)
        self._word.setObjectName(name)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(GRID // 2 + 2)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._word)
        look.changed.connect(self.update)

    def show_state(self, words: str, role: Role, icon: tuple[str, str] | None = None) -> None:
        """Say how something stands; `icon`: its name and colour."""
        self._role = role
        self._icon.setVisible(icon is not None)
        if icon is not None:
            self._icon.show_icon(*icon)
        self._word.play(role)
        self._word.setText(words)
        sides = SIDE if role in _GROUNDS else 0
        self._row.setContentsMargins(sides, 1, sides + 2 if sides else 0, 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = _GROUNDS.get(self._role)
        if ground is None:
            return
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_badge(painter, box, getattr(self._look.tokens, ground))
        painter.end()
