"""The rail at the left: all steps, which are done, which one is here, which lie ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from wizard.core.guide import Stage
from wizard.gui.look import GRID, SIZE_BODY, SIZE_CAPTION, Look
from wizard.gui.widgets.text import Role, Text

_CIRCLE = 24.0
_LEFT = 12.0


@dataclass(frozen=True, slots=True)
class RailStep:
    """One entry of the rail."""

    step: int
    number: int
    title: str
    stage: Stage
    reachable: bool


class _RailButton(QAbstractButton):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._entry: RailStep | None = None
        self._is_last = False
        self._was_done = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_entry(self, entry: RailStep, *, is_last: bool) -> None:
        self._entry, self._is_last = entry, is_last
        self.setText(entry.title)
        self.setEnabled(entry.reachable)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if entry.reachable else Qt.CursorShape.ArrowCursor
        )
        stages = {
            Stage.DONE: self.tr("done"),
            Stage.HERE: self.tr("you are here"),
            Stage.AHEAD: self.tr("still ahead"),
        }
        self.setAccessibleName(
            self.tr("Step {0}, {1}, {2}").format(entry.number, entry.title, stages[entry.stage])
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = self._look.font(SIZE_BODY, QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        width = int(2 * _LEFT + _CIRCLE + metrics.horizontalAdvance(self.text())) + GRID
        return QSize(width, max(38, metrics.height() + 2 * GRID + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(2 * _LEFT + _CIRCLE) + GRID, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        entry = self._entry
        if entry is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, entry)
        self._paint_lines(painter, entry)
        self._paint_circle(painter, entry)
        self._paint_title(painter, entry)
        painter.end()

    def _paint_ground(self, painter: QPainter, entry: RailStep) -> None:
        tokens = self._look.tokens
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if entry.stage is Stage.HERE:
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(box, 7, 7)
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(QColor(tokens.line))
            painter.drawRoundedRect(box, 7, 7)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box, 7, 7)

    def _centre(self) -> QPointF:
        return QPointF(_LEFT + _CIRCLE / 2, self.height() / 2)

    def _paint_lines(self, painter: QPainter, entry: RailStep) -> None:
        tokens, centre = self._look.tokens, self._centre()
        gap = _CIRCLE / 2 + 2
        if entry.number > 1:
            done = entry.stage is not Stage.AHEAD
            painter.setPen(QPen(QColor(tokens.good if done else tokens.border), 2))
            painter.drawLine(QPointF(centre.x(), 0), QPointF(centre.x(), centre.y() - gap))
        if not self._is_last:
            done = entry.stage is Stage.DONE
            painter.setPen(QPen(QColor(tokens.good if done else tokens.border), 2))
            bottom = QPointF(centre.x(), self.height())
            painter.drawLine(QPointF(centre.x(), centre.y() + gap), bottom)

    def _paint_circle(self, painter: QPainter, entry: RailStep) -> None:
        tokens, centre = self._look.tokens, self._centre()
        ring = QRectF(centre.x() - _CIRCLE / 2, centre.y() - _CIRCLE / 2, _CIRCLE, _CIRCLE)
        fill = {Stage.DONE: tokens.good, Stage.HERE: tokens.accent, Stage.AHEAD: tokens.panel}
        edge = {Stage.DONE: tokens.good, Stage.HERE: tokens.accent, Stage.AHEAD: tokens.ink}
        painter.setPen(QPen(QColor(edge[entry.stage]), 1.5))
        painter.setBrush(QColor(fill[entry.stage]))
        painter.drawEllipse(ring.adjusted(0.75, 0.75, -0.75, -0.75))
        if entry.stage is Stage.DONE:
            pen = QPen(QColor(tokens.on_accent), 2.2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            x, y = centre.x(), centre.y()
            painter.drawPolyline(
                [QPointF(x - 5, y + 0.5), QPointF(x - 1.5, y + 4), QPointF(x + 5.5, y - 4)]
            )
            return
        colour = tokens.on_accent if entry.stage is Stage.HERE else tokens.ink
        painter.setPen(QColor(colour))
        font = self._look.font(SIZE_CAPTION, QFont.Weight.DemiBold)
        # The circle does not grow with the text: a number must still fit into it.
        font.setPixelSize(12)
        painter.setFont(font)
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(entry.number))

    def _paint_title(self, painter: QPainter, entry: RailStep) -> None:
        here = entry.stage is Stage.HERE
        tokens = self._look.tokens
        font = self._look.font(SIZE_BODY, QFont.Weight.DemiBold if here else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted if entry.stage is Stage.AHEAD else tokens.text))
        left = 2 * _LEFT + _CIRCLE
        space = QRectF(left, 0, self.width() - left - 4, self.height())
        title = QFontMetrics(font).elidedText(
            entry.title, Qt.TextElideMode.ElideRight, int(space.width())
        )
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)


class StepRail(QWidget):
    """All steps of a road; `chosen` carries the step that was clicked."""

    chosen = Signal(int)

    def __init__(self, look: Look, heading: str) -> None:
        super().__init__()
        self._look = look
        self._buttons: list[_RailButton] = []
        self._entries: tuple[RailStep, ...] = ()
        self.setAccessibleName(self.tr("The steps"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID + 4, 3 * GRID + 4, GRID + 4, GRID)
        self._column.setSpacing(0)
        self.heading = Text(look, Role.HEADING, heading)
        self.heading.setContentsMargins(GRID + 4, 0, 0, 2 * GRID)
        self._column.addWidget(self.heading)
        self._column.addStretch(1)
        look.changed.connect(self.update)

    def show_entries(self, entries: Sequence[RailStep]) -> None:
        """Show these steps."""
        self._entries = tuple(entries)
        while len(self._buttons) < len(entries):
            button = _RailButton(self._look)
            index = len(self._buttons)
            button.setObjectName(f"rail-{index + 1}")
            button.clicked.connect(lambda _=False, i=index: self.chosen.emit(self._entries[i].step))
            self._buttons.append(button)
            self._column.insertWidget(self._column.count() - 1, button)
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(entries))
            if index < len(entries):
                button.show_entry(entries[index], is_last=index == len(entries) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.tokens.panel))
        painter.end()
