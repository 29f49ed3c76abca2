"""The rail at the left: all steps, which are done, which one is here, which lie ahead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wizard.core.guide import Stage
from wizard.gui.look import GRID, SIZE_BODY, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.rail_button import RailButton, RailStep, beside_title
from wizard.gui.widgets.scroll_bar import WIDTH, ScrollBar
from wizard.gui.widgets.text import Role, Text

_LARGEST_SHARE = 0.38
_FEWEST_BESIDE = 40  # characters of a line in the step itself
_LEFT = GRID + 4


class StepRail(QWidget):
    """All steps of a road; `chosen` carries the step that was clicked."""

    chosen = Signal(int)

    def __init__(self, look: Look, heading: str) -> None:
        super().__init__()
        self._look = look
        self._buttons: list[RailButton] = []
        self._entries: tuple[RailStep, ...] = ()
        self.setAccessibleName(self.tr("The steps"))
        steps = _Steps()
        self._column = QVBoxLayout(steps)
        self._column.setContentsMargins(_LEFT, 3 * GRID, 0, GRID)
        self._column.setSpacing(0)
        self.heading = Text(look, Role.HEADING, heading)
        self.heading.setContentsMargins(GRID + 4, 0, 0, 2 * GRID)
        self._column.addWidget(self.heading)
        self._column.addStretch(1)
        self._area = _area_around(look, steps)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self.help = Button(look, self.tr("Help"), "help", Kind.LINK)
        self.help.setToolTip(self.tr("Help for this screen"))
        self.help.setAccessibleName(self.tr("Help"))
        foot = QHBoxLayout()
        foot.setContentsMargins(_LEFT + GRID, 0, 0, 2 * GRID)
        foot.addWidget(self.help)
        foot.addStretch(1)
        whole.addLayout(foot)
        self._window_width = 0
        look.changed.connect(self._dress)

    def show_entries(self, entries: Sequence[RailStep]) -> None:
        """Show these steps."""
        self._entries = tuple(entries)
        while len(self._buttons) < len(entries):
            button = RailButton(self._look)
            index = len(self._buttons)
            button.setObjectName(f"rail-{index + 1}")
            button.clicked.connect(lambda _=False, i=index: self.chosen.emit(self._entries[i].step))
            self._buttons.append(button)
            self._column.insertWidget(self._column.count() - 1, button)
        stages = [*(entry.stage for entry in entries), None][1:]
        for button, entry, below in zip(self._buttons, entries, stages, strict=False):
            button.show_entry(entry, below)
            if entry.stage is Stage.HERE:
                self._bring_into_sight(button)
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(entries))
        if self._window_width:
            self.fit(self._window_width)

    def fit(self, window: int) -> None:
        """Be as wide as the titles need, but never more than a share of the `window`'s width.

        Where two lines are not enough for a title, or the step itself would be left with too
        little, only the circles are shown.
        """
        self._window_width = window
        shown = self._buttons[: len(self._entries)]
        around = _LEFT + beside_title() + WIDTH
        longest = max((button.title_width() for button in shown), default=0)
        width = min(around + longest, int(window * _LARGEST_SHARE))
        letters = QFontMetrics(self._look.font(SIZE_BODY))
        beside = (window - width) / max(1, letters.averageCharWidth())
        fits = all(button.title_fits(width - around) for button in shown)
        wide = fits and beside >= _FEWEST_BESIDE
        self.heading.setVisible(wide)
        self.help.setText(self.tr("Help") if wide else "?")
        for button in shown:
            button.show_title(wide)
            button.setFixedHeight(button.heightForWidth(width - _LEFT - WIDTH))
        self.setFixedWidth(width if wide else _LEFT + beside_title(alone=True) + WIDTH)

    def _dress(self) -> None:
        if self._window_width:
            self.fit(self._window_width)
        for button, entry in zip(self._buttons, self._entries, strict=False):
            if entry.stage is Stage.HERE:
                self._bring_into_sight(button)
        self.update()

    def _bring_into_sight(self, button: RailButton) -> None:
        # After the layout has given the button its place.
        QTimer.singleShot(0, button, lambda: self._area.ensureWidgetVisible(button, 0, GRID))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.tokens.panel))
        painter.end()


class _Steps(QWidget):
    def minimumSizeHint(self) -> QSize:
        # The layout answers for its smallest width, where wrapped texts are far too high.
        return QSize(super().minimumSizeHint().width(), 0)


def _area_around(look: Look, steps: _Steps) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setVerticalScrollBar(ScrollBar(look))
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(steps)
    # The rail's own ground shows through.
    area.viewport().setAutoFillBackground(False)
    steps.setAutoFillBackground(False)
    return area
