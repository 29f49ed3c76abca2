"""A column that scrolls when the window is too low for it, and stays readable when it is wide."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from wizard.gui.look import GRID, Look
from wizard.gui.widgets.readable_column import in_column
from wizard.gui.widgets.scroll_bar import ScrollBar

_MOVES = {
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
}


class Holder(QWidget):
    """As high as its wrapped texts need at the present width, and no higher."""

    def minimumSizeHint(self) -> QSize:
        # The layout answers for its smallest width, where wrapped texts are far too high.
        return QSize(super().minimumSizeHint().width(), 0)


class Area(QScrollArea):
    """Says when what is seen of it got another size; keeps in sight what was just said."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._part: QWidget | None = None

    def reveal(self, part: QWidget) -> None:
        """Scroll to `part`, and again while it finds its place, until the person scrolls."""
        self._part = part
        self._scroll_soon()

    def follow(self, bar: QScrollBar) -> None:
        """Let this bar scroll the area up and down."""
        self.setVerticalScrollBar(bar)
        # Wrapped texts find their height in several rounds.
        bar.rangeChanged.connect(self._scroll_soon)
        bar.actionTriggered.connect(self._let_go)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        self._let_go()
        return super().focusNextPrevChild(is_next)

    def scroll_by(self, event: QKeyEvent) -> None:
        """Scroll as a key says that was pressed beside the area, if it is one for scrolling."""
        move = _MOVES.get(Qt.Key(event.key()))
        event.setAccepted(move is not None)
        if move is not None:
            self.verticalScrollBar().triggerAction(move)

    def _let_go(self) -> None:
        self._part = None

    def _scroll_soon(self) -> None:
        QTimer.singleShot(0, self, self._scroll_to_part)

    def _scroll_to_part(self) -> None:
        if self._part is None or not self._part.isVisible():
            self._let_go()
        else:
            self.ensureWidgetVisible(self._part, 0, GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def area_around(look: Look, holder: Holder) -> Area:
    """A frameless area as wide as the window; nothing scrolls sideways."""
    area = Area()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.follow(ScrollBar(look))
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
