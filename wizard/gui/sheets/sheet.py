"""A question with more to say than a small screen holds: its middle scrolls, the buttons stay."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from wizard.core.problems import Action, Problem
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.pages.scrolling import Area, Holder
from wizard.gui.widgets.busy_bar import BusyBar
from wizard.gui.widgets.dialogs import Question
from wizard.gui.widgets.placing import room_for
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.scroll_bar import ScrollBar
from wizard.gui.widgets.text import Role, Text

_LEAST_HEIGHT = 10 * GRID


class _Content(Holder):
    """Tells its area when it needs another height: the dialog then grows, or scrolls."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and (area := _area_of(self)) is not None:
            area.updateGeometry()
            area.fit()
        return done


class _Inside(Area):
    """As high as its content, but not higher than `most` pixels."""

    def __init__(self, content: QWidget, column: QVBoxLayout) -> None:
        super().__init__()
        self._column = column
        self.most = _LEAST_HEIGHT
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def fit(self) -> None:
        """Show a bar where there is something to scroll: once it is there, Qt would keep it."""
        fits = self._column.heightForWidth(max(1, self.width())) <= self.height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(self.most, self._column.heightForWidth(max(1, width)))

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        least = min(_LEAST_HEIGHT, self.heightForWidth(self.width()))
        return QSize(self._column.minimumSize().width(), least)


class Sheet(Question):
    """`body` takes what it has to say. It has a place for a problem, and for what is under way.

    `answer`: the field that has the focus again after a problem, None for what had it before.

    A problem gets no button there: the sheet's own are below it.
    While it is busy its buttons cannot be pressed, but it can be closed: what was begun goes on
    to its end.
    """

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        name: str,
        *,
        columns: int = 0,
    ) -> None:
        super().__init__(look, parent, "", name)
        self._look = look
        self._heading = Text(look, Role.HEADING)
        self.problem = ProblemCard(look, f"{name}-problem", words=_no_button)
        self._busy = BusyBar(look, self.tr("At work"))
        self._said = Text(look, Role.QUIET)
        self._said.setObjectName(f"{name}-said")
        self._said.hide()
        self.answer: QWidget | None = None
        self._had_focus: QWidget | None = None
        content = _Content()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GRID + 4)
        self.body.addWidget(self.problem)
        self._area = _Inside(content, self.body)
        self._area.follow(ScrollBar(look))
        for widget in (self._heading, self._area, self._busy, self._said):
            self.middle.addWidget(widget)
        self.middle.setStretchFactor(self._area, 1)
        if columns:
            self._be_wide(columns)

    def _grow(self) -> None:
        # What scrolls gets the room that the rest of the dialog leaves of the screen.
        layout = self.layout()
        if layout is not None:
            across = max(self.width(), self.minimumWidth())
            margins = layout.contentsMargins()
            inside = across - margins.left() - margins.right()
            rest = layout.heightForWidth(across) - self._area.heightForWidth(inside)
            most = max(_LEAST_HEIGHT, room_for(self).height() - rest)
            if most != self._area.most:
                self._area.most = most
                self._area.updateGeometry()
        super()._grow()

    def done(self, result: int) -> None:
        # A dialog over this one would be deleted with it, and forget nothing.
        for over in self.findChildren(QDialog):
            over.reject()
        super().done(result)

    def head(self, title: str) -> None:
        """Take another title: the dialog has come to its next part."""
        self._heading.setText(title)
        self.setWindowTitle(title)

    def say(self, words: str) -> None:
        """Say what is under way, or what was done; "" for nothing."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        if words:
            announce(self, words)

    def show_busy(self, words: str) -> None:
        """Something is under way; say what."""
        if not self.is_busy:
            self._had_focus = self.focusWidget()
        self.problem.show_problem(None)
        self.say(words)
        self._busy.show()
        self.allow(False)

    def show_ready(self, words: str = "") -> None:
        """Nothing is under way any more; say how it ended."""
        self._busy.hide()
        self.say(words)
        self.allow(True)
        self._return_to(self._had_focus)

    def show_problem(self, problem: Problem) -> None:
        """What was begun did not work."""
        self.show_ready()
        self.problem.show_problem(problem)
        self._area.reveal(self.problem)
        self._return_to(self.answer)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return not self._busy.isHidden()

    def _return_to(self, widget: QWidget | None) -> None:
        # What is disabled loses the focus, and whoever types would type into nothing.
        if widget is not None and widget.isEnabled() and widget.isVisibleTo(self):
            widget.setFocus()

    def allow(self, allowed: bool) -> None:
        """Let its buttons and fields be used, or not."""
        raise NotImplementedError


def is_covered(window: QWidget) -> bool:
    """Whether a dialog is open over `window`: nothing else may be begun below it."""
    only = Qt.FindChildOption.FindDirectChildrenOnly
    return any(one.isVisible() for one in window.findChildren(QDialog, options=only))


def _area_of(content: QWidget) -> _Inside | None:
    viewport = content.parentWidget()
    area = None if viewport is None else viewport.parentWidget()
    return area if isinstance(area, _Inside) else None


def _no_button(_action: Action) -> str:
    return ""
