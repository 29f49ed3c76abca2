"""The measure of a page: the same edges for a column of text and for the buttons below it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from wizard.gui.look import GRID

MARGIN = 5 * GRID
_SMALL_MARGIN = 2 * GRID
_NARROW = 64 * GRID
_WIDEST = 760


class ReadableColumn(QLayout):
    """One widget, never wider than is good to read, with margins that give way when it is narrow.

    `reserved` pixels at the right stay free, where a scroll bar is beside another column.
    """

    def __init__(self, *, top: int, bottom: int, centred: bool = False, reserved: int = 0) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._top, self._bottom = top, bottom
        self._centred = centred
        self._reserved = reserved
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        _, across = self._edges(width)
        return self._top + self._bottom + sum(_height(item, across) for item in self._items)

    def sizeHint(self) -> QSize:
        width = _WIDEST + 2 * MARGIN + self._reserved
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item in self._items), default=0)
        height = max((item.minimumSize().height() for item in self._items), default=0)
        return QSize(width + 2 * _SMALL_MARGIN + self._reserved, height + self._top + self._bottom)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        left, across = self._edges(rect.width())
        height = rect.height() - self._top - self._bottom
        for item in self._items:
            item.setGeometry(QRect(rect.left() + left, rect.top() + self._top, across, height))

    def across(self, width: int) -> int:
        """How much of `width` the widget gets."""
        return self._edges(width)[1]

    def _edges(self, width: int) -> tuple[int, int]:
        room = width - self._reserved
        margin = MARGIN if room >= _NARROW else _SMALL_MARGIN
        across = max(0, min(_WIDEST, room - 2 * margin))
        return ((room - across) // 2 if self._centred else margin), across


def in_column(
    content: QWidget, *, top: int, bottom: int, centred: bool = False, reserved: int = 0
) -> ReadableColumn:
    """A layout that holds `content`."""
    column = ReadableColumn(top=top, bottom=bottom, centred=centred, reserved=reserved)
    column.addWidget(content)
    return column


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
