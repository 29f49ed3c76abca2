"""One step in the rail: a circle on the line, and its title in up to two lines."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from wizard.core.guide import Stage
from wizard.gui.look import GRID, SIZE_BODY, SIZE_CAPTION, Look
from wizard.gui.widgets.drawings import with_text

_CIRCLE, _LARGEST_CIRCLE = 24, 32
_LEFT, _LEFT_ALONE = 12.0, 8.0
_BETWEEN = 14  # from one circle to the next, at least
_NUMBER = 0.5  # of the circle's height
_MOST_LINES = 2
_WRAPPED = Qt.TextFlag.TextWordWrap.value


def beside_title(*, alone: bool = False) -> int:
    """What a rail button needs across besides its title; `alone`: where no title is shown."""
    left = _LEFT_ALONE if alone else _LEFT
    return int(2 * left + _circle()) + (GRID // 2 if alone else GRID + 4)


def _circle() -> float:
    return float(min(with_text(_CIRCLE), _LARGEST_CIRCLE))


@dataclass(frozen=True, slots=True)
class RailStep:
    """One entry of the rail."""

    step: int
    number: int
    title: str
    stage: Stage
    reachable: bool


class RailButton(QAbstractButton):
    """Takes the person to its step, where that can be reached."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._entry: RailStep | None = None
        self._below: Stage | None = None
        self._compact = False
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._dress)

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()

    def show_entry(self, entry: RailStep, below: Stage | None) -> None:
        """Show a step; `below` is the stage of the next one, None for the last."""
        self._entry, self._below = entry, below
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

    def show_title(self, shown: bool) -> None:
        """Show the title beside the circle, or only as a tip."""
        self._compact = not shown
        self.setToolTip("" if shown else self.text())
        self.updateGeometry()
        self.update()

    def title_width(self) -> int:
        """How wide the title is in one line, at its boldest."""
        return self._bold().horizontalAdvance(self.text()) + 2

    def title_fits(self, width: int) -> bool:
        """Whether two lines of `width` are enough for the title."""
        box = self._bold().boundingRect(QRect(0, 0, width, 0), _WRAPPED, self.text())
        return box.width() <= width and box.height() <= _MOST_LINES * self._bold().lineSpacing()

    def heightForWidth(self, width: int) -> int:
        if self._compact:
            return self._lowest()
        space = QRect(0, 0, max(1, width - beside_title()), 0)
        height = self._bold().boundingRect(space, _WRAPPED, self.text()).height()
        return max(self._lowest(), height + 2 * GRID + 4)

    def sizeHint(self) -> QSize:
        title = 0 if self._compact else self.title_width()
        width = beside_title(alone=self._compact) + title
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(beside_title(alone=True), self.sizeHint().height())

    @staticmethod
    def _lowest() -> int:
        return int(_circle()) + _BETWEEN

    def _bold(self) -> QFontMetrics:
        return QFontMetrics(self._look.font(SIZE_BODY, QFont.Weight.DemiBold))

    def paintEvent(self, event: QPaintEvent) -> None:
        entry = self._entry
        if entry is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, entry)
        self._paint_lines(painter, entry)
        self._paint_circle(painter, entry)
        if not self._compact:
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
        left = _LEFT_ALONE if self._compact else _LEFT
        return QPointF(left + _circle() / 2, self.height() / 2)

    def _paint_lines(self, painter: QPainter, entry: RailStep) -> None:
        tokens, centre = self._look.tokens, self._centre()
        gap = _circle() / 2
        if entry.number > 1:
            done = entry.stage is not Stage.AHEAD
            painter.setPen(QPen(QColor(tokens.good if done else tokens.border), 2))
            painter.drawLine(QPointF(centre.x(), 0), QPointF(centre.x(), centre.y() - gap))
        if self._below is not None:
            # Both halves of a line are one line: the lower step tells its colour.
            done = self._below is not Stage.AHEAD
            painter.setPen(QPen(QColor(tokens.good if done else tokens.border), 2))
            bottom = QPointF(centre.x(), self.height())
            painter.drawLine(QPointF(centre.x(), centre.y() + gap), bottom)

    def _paint_circle(self, painter: QPainter, entry: RailStep) -> None:
        tokens, centre = self._look.tokens, self._centre()
        size = _circle()
        ring = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        fill = {Stage.DONE: tokens.good, Stage.HERE: tokens.accent, Stage.AHEAD: tokens.panel}
        edge = {Stage.DONE: tokens.good, Stage.HERE: tokens.accent, Stage.AHEAD: tokens.ink}
        painter.setPen(QPen(QColor(edge[entry.stage]), 1.5))
        painter.setBrush(QColor(fill[entry.stage]))
        painter.drawEllipse(ring.adjusted(0.75, 0.75, -0.75, -0.75))
        if entry.stage is Stage.DONE:
            part = size / _CIRCLE
            pen = QPen(QColor(tokens.on_accent), 2.2 * part)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            mark = ((-5, 0.5), (-1.5, 4), (5.5, -4))
            painter.drawPolyline([centre + QPointF(x, y) * part for x, y in mark])
            return
        colour = tokens.on_accent if entry.stage is Stage.HERE else tokens.ink
        painter.setPen(QColor(colour))
        font = self._look.font(SIZE_CAPTION, QFont.Weight.DemiBold)
        # The circle grows less than the text: a number must still fit into it.
        font.setPixelSize(round(size * _NUMBER))
        painter.setFont(font)
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(entry.number))

    def _paint_title(self, painter: QPainter, entry: RailStep) -> None:
        here = entry.stage is Stage.HERE
        tokens = self._look.tokens
        font = self._look.font(SIZE_BODY, QFont.Weight.DemiBold if here else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted if entry.stage is Stage.AHEAD else tokens.text))
        left = int(2 * _LEFT + _circle())
        space = QRect(left, 0, self.width() - beside_title(), self.height())
        natural = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(space, natural.value | _WRAPPED, entry.title)
