"""A row that breaks into lines where the window is narrow or the text is large."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QStyle

from wizard.gui.look import GRID


class Flow(QLayout):
    """Widgets side by side. `apart`: all but the first go to the far end of the line.
    `even`: where they break, no line is much shorter than another. `ending`: lines end at the far
    side, as the buttons of a dialog do.

    Where they do not all fit, the first one gets a line of its own.
    """

    def __init__(
        self, *, apart: bool = False, even: bool = False, ending: bool = False, gap: int = GRID
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._apart = apart
        self._even = even
        self._ending = ending
        self._gap = gap
        self._below = min(gap, GRID + 4)  # lines of one row belong together
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
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        heights = sum(_height(line) for line in lines)
        return heights + self._below * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        line = self._shown()
        width = sum(item.sizeHint().width() for item in line) + self._gap * max(0, len(line) - 1)
        return QSize(width, _height(line))

    def minimumSize(self) -> QSize:
        line = self._shown()
        width = max((item.minimumSize().width() for item in line), default=0)
        return QSize(width, _height(line))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top()
        for number, line in enumerate(self._lines(rect.width())):
            place = QRect(rect.left(), top, rect.width(), _height(line))
            self._place(line, place, spread=self._apart and number == 0)
            top += _height(line) + self._below

    def _place(self, line: list[QLayoutItem], rect: QRect, *, spread: bool) -> None:
        widths = [min(item.sizeHint().width(), rect.width()) for item in line]
        spare = rect.width() - sum(widths) - self._gap * (len(line) - 1)
        left = rect.left() + (max(0, spare) if self._ending else 0)
        for index, (item, width) in enumerate(zip(line, widths, strict=True)):
            height = item.sizeHint().height()
            box = QRect(left, rect.top() + (rect.height() - height) // 2, width, height)
            item.setGeometry(QStyle.visualRect(QApplication.layoutDirection(), rect, box))
            left += width + self._gap
            if spread and index == 0:
                left += max(0, spare)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines = self._filled(width)
        if not self._even or len(lines) < 2:  # noqa: PLR2004 (one line is even)
            return lines
        in_line = -(-sum(len(line) for line in lines) // len(lines))
        items = [item for line in lines for item in line]
        evened = [items[start : start + in_line] for start in range(0, len(items), in_line)]
        fits = all(self._width(line) <= width for line in evened)
        return evened if fits else lines

    def _width(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in line) + self._gap * (len(line) - 1)

    def _filled(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        room = 0
        alone = self._apart and self.sizeHint().width() > width
        for place, item in enumerate(self._shown()):
            needed = item.sizeHint().width() + self._gap
            if not lines or needed > room or (alone and place == 1):
                lines.append([])
                room = width + self._gap
            lines[-1].append(item)
            room -= needed
        return lines


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
