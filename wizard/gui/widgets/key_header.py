"""The headings over the saved keys: quiet words, and an arrow where they are sorted by."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from wizard.gui.look import GRID, SIZE_CAPTION, Look
from wizard.gui.widgets.drawings import icon_pixmap
from wizard.gui.widgets.key_delegate import PAD


class KeyHeader(QHeaderView):
    """Headings to press for sorting."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(2 * PAD)
        self.setHighlightSections(False)
        look.changed.connect(self.viewport().update)

    def natural_width(self, column: int) -> int:
        """How wide a heading would like to be, its arrow included."""
        words = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        return self._metrics().horizontalAdvance(words) + 2 * PAD + GRID + self._arrow_size()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._metrics().height() + 2 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._look.tokens.window))
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._look.tokens.border))
        bottom = self.viewport().height() - 0.5
        painter.drawLine(QPointF(0, bottom), QPointF(self.viewport().width(), bottom))
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        sorted_by = self.sortIndicatorSection() == logicalIndex
        tokens = self._look.tokens
        painter.save()
        painter.setFont(self._font())
        painter.setPen(QColor(tokens.text if sorted_by else tokens.muted))
        inner = rect.adjusted(PAD, 0, -PAD // 2, 0)
        words = self._metrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        if sorted_by:
            self._paint_arrow(painter, inner, self._metrics().horizontalAdvance(words))
        painter.restore()

    def _paint_arrow(self, painter: QPainter, box: QRect, after: int) -> None:
        up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        size = self._arrow_size()
        arrow = icon_pixmap(
            "chevron-up" if up else "chevron-down",
            self._look.tokens.text,
            size,
            self.devicePixelRatioF(),
        )
        painter.drawPixmap(box.left() + after + GRID // 2, box.center().y() - size // 2, arrow)

    def _arrow_size(self) -> int:
        return round(self._metrics().height() * 0.9)

    def _font(self) -> QFont:
        return self._look.font(SIZE_CAPTION, QFont.Weight.DemiBold)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())
