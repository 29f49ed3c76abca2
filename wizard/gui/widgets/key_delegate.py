"""How one cell of the saved keys is drawn: status as icon, word and colour together."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from wizard.core.status import Tone
from wizard.gui.look import GRID, SIZE_BODY, Look
from wizard.gui.widgets.badge import SIDE, paint_badge
from wizard.gui.widgets.drawings import icon_pixmap
from wizard.gui.widgets.key_model import Column, KeyModel, KeyRow
from wizard.gui.widgets.tones import CARDS, ICONS

_Index = QModelIndex | QPersistentModelIndex
PAD = GRID + 4
"""Empty space at both sides of a cell."""
_NAME_CHARACTERS = 28
_ROUND = 7.0
_BAR = 3.0
# The theme's soft accent is too strong a ground for coloured words: 4.5:1 needs it thinner.
_SELECTED = 0.6

BUSY_ICON = ("refresh", "accent")


@lru_cache(maxsize=64)
def _icon(name: str, colour: str, size: float, ratio: float) -> QPixmap:
    return icon_pixmap(name, colour, size, ratio)


class KeyDelegate(QStyledItemDelegate):
    """Draws cells; a selected row keeps its colours on a tinted ground."""

    def __init__(self, look: Look, model: KeyModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look = look
        self._model = model
        self._view = view
        self._measure()
        look.changed.connect(self._measure)

    @property
    def row_height(self) -> int:
        """Height of a row, in device-independent pixels."""
        return max(44, self._metrics(Column.STATUS).height() + 3 * GRID)

    @property
    def longest_name(self) -> int:
        """How wide the names may make their column, in device-independent pixels."""
        return self._metrics(Column.NAME).averageCharWidth() * _NAME_CHARACTERS

    def natural_width(self, row: int, column: Column) -> int:
        """How wide a cell would like to be."""
        text = self._words(self._model.index(row, column))
        icon = self._icon_size() + GRID + 2 * SIDE + 2 if column is Column.STATUS else 0
        metrics = self._metrics(column)
        return metrics.horizontalAdvance(text) + icon + 2 * PAD + 1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        if not 0 <= index.row() < len(self._model.rows):
            return
        row, column = self._model.rows[index.row()], Column(index.column())
        box: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, selected=selected)
        inner = box.adjusted(PAD, 0, -PAD, 0)
        if column is Column.STATUS:
            self._paint_badge(painter, inner, row, self._words(index))
            inner.setLeft(self._paint_icon(painter, inner.adjusted(SIDE, 0, 0, 0), row))
        painter.setFont(self._font(column))
        painter.setPen(QColor(self._colour(row, column)))
        words = self._metrics(column).elidedText(
            self._words(index), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """The whole text as a tip, where a cell is too narrow for it."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return False
        room = view.visualRect(self._model.index(index.row(), index.column())).width()
        narrow = self.natural_width(index.row(), Column(index.column())) > room
        QToolTip.showText(event.globalPos(), self._words(index) if narrow else "", view)
        return True

    def _paint_ground(self, painter: QPainter, box: QRect, *, selected: bool) -> None:
        tokens = self._look.tokens
        whole = QRectF(0, box.top(), self._view.viewport().width(), box.height())
        painter.setPen(QColor(tokens.line))
        line = box.bottom() + 0.5
        painter.drawLine(QPointF(whole.left(), line), QPointF(whole.right(), line))
        if not selected:
            return
        ground = QColor(tokens.accent_soft)
        ground.setAlphaF(_SELECTED)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(whole.adjusted(0, 1, 0, -1), _ROUND, _ROUND)
        painter.setBrush(QColor(tokens.accent))
        bar = QRectF(0, box.top() + GRID, _BAR, box.height() - 2 * GRID)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

    def _paint_badge(self, painter: QPainter, box: QRect, row: KeyRow, words: str) -> None:
        if row.busy or row.status.tone is Tone.QUIET:
            return
        metrics = self._metrics(Column.STATUS)
        wanted = metrics.horizontalAdvance(words) + self._icon_size() + GRID + 2 * SIDE + 2
        high = metrics.height() + GRID - 2
        left, top = box.left(), box.center().y() - high / 2 + 1
        ground = getattr(self._look.tokens, CARDS[row.status.tone].value.fill)
        paint_badge(painter, QRectF(left, top, min(wanted, box.width()), high), ground)

    def _paint_icon(self, painter: QPainter, box: QRect, row: KeyRow) -> int:
        size = self._icon_size()
        name, colour = BUSY_ICON if row.busy else ICONS[row.status.tone]
        ratio = self._view.devicePixelRatioF()
        pixmap = _icon(name, getattr(self._look.tokens, colour), size, ratio)
        painter.drawPixmap(box.left(), box.center().y() - size // 2 + 1, pixmap)
        return box.left() + size + GRID

    def _colour(self, row: KeyRow, column: Column) -> str:
        tokens = self._look.tokens
        match column:
            case Column.NAME:
                return tokens.text
            case Column.STATUS if row.busy:
                return tokens.text
            case Column.STATUS:
                colour: str = getattr(tokens, ICONS[row.status.tone][1])
                return colour
            case _:
                return tokens.muted

    def _words(self, index: _Index) -> str:
        return self._model.data(index) or ""

    def _icon_size(self) -> int:
        return round(self._metrics(Column.STATUS).height() * 1.05)

    def _measure(self) -> None:
        self._fonts = {
            strong: self._look.font(
                SIZE_BODY, QFont.Weight.DemiBold if strong else QFont.Weight.Normal
            )
            for strong in (False, True)
        }
        self._all_metrics = {strong: QFontMetrics(font) for strong, font in self._fonts.items()}

    def _font(self, column: Column) -> QFont:
        return self._fonts[column is Column.STATUS]

    def _metrics(self, column: Column) -> QFontMetrics:
        return self._all_metrics[column is Column.STATUS]
