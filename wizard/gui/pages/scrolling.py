"""A column that scrolls when the window is too low for it, and stays readable when it is wide."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from wizard.gui.look import GRID, Look
from wizard.gui.widgets.readable_column import in_column
from wizard.gui.widgets.scroll_bar import ScrollBar


class Holder(QWidget):
    """As high as its wrapped texts need at the present width, and no higher."""

    def minimumSizeHint(self) -> QSize:
        # The layout answers for its smallest width, where wrapped texts are far too high.
        return QSize(super().minimumSizeHint().width(), 0)


class Area(QScrollArea):
    """Says when what is seen of it got another size."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def area_around(look: Look, holder: Holder) -> Area:
    """A frameless area as wide as the window; nothing scrolls sideways."""
    area = Area()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBar(ScrollBar(look))
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    return area


def scrolling(look: Look, content: QWidget, *, centred: bool = False) -> Area:
    """A frameless area around `content`, which never gets wider than is good to read."""
    holder = Holder()
    holder.setLayout(in_column(content, top=3 * GRID, bottom=2 * GRID, centred=centred))
    area = area_around(look, holder)
    # Its place is kept: what is below lines up, and nothing moves when the bar appears.
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    return area
