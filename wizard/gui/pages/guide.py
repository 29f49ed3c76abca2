"""The guide's frame: the rail at the left, the step at the right, the ways on below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from wizard.core.credentials import KeyKind
from wizard.core.guide import NAME_STEP, GuideState, Road
from wizard.core.problems import Action
from wizard.gui.action_words import action_words
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.pages.guide_forms import GuideForms, forms_at_once
from wizard.gui.pages.scrolling import scrolling
from wizard.gui.pages.step_content import StepContent, StepView
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.rail_button import RailStep
from wizard.gui.widgets.readable_column import ReadableColumn, in_column
from wizard.gui.widgets.reading_order import read_in_order
from wizard.gui.widgets.scroll_bar import WIDTH
from wizard.gui.widgets.step_rail import StepRail
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.turning import turn
from wizard.guide.steps import StepAction

_SMALLEST_PICTURE = 0.6
_SIDE_BY_SIDE = 60


class GuidePage(QWidget):
    """Shows a GuideState and one step; says which way the person wants to go."""

    back = Signal()
    forward = Signal()
    leave = Signal()
    name_again = Signal()

    def __init__(self, look: Look, forms: GuideForms | None = None) -> None:
        super().__init__()
        forms = forms or forms_at_once(look)
        self.rail = StepRail(look, self.tr("New read-only key"))
        self._titles: tuple[str, ...] = ()
        self._told = ""
        self.content = StepContent(look)
        self.venue = forms.venue
        self.kind = forms.kind
        self.name = forms.name
        self.pair = forms.pair
        self.other_kind = forms.other_kind
        self.paste = forms.paste
        self.api_key = forms.api_key
        self.check = forms.check
        self.problem = ProblemCard(look)
        self._again = _NameAgain(look)
        self._again.button.clicked.connect(self.name_again)
        for widget in (
            self.problem,
            self.kind,
            self.name,
            self.pair,
            self.venue,
            self._again,
            self.paste,
            self.api_key,
            self.check,
        ):
            self.content.slot.addWidget(widget)
        self.content.after_links.addWidget(self.other_kind)
        self._bar = _Bar(look)
        self._bar.back.clicked.connect(self.back)
        self._bar.forward.clicked.connect(self.forward)
        self._bar.leave.clicked.connect(self.leave)
        self.name.submitted.connect(self._bar.forward.click)
        self._scroll = scrolling(look, self.content)
        self._scroll.resized.connect(self._fit_picture)
        self.content.unfolded.connect(self._scroll_to)
        self.kind.unfolded.connect(self._scroll_to)
        for part in (self.pair, self.paste, self.api_key):
            part.said.connect(self._scroll.reveal)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._scroll, 1)
        right.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        # After everything in it has taken the new size of the letters.
        look.changed.connect(self._dress)

    def show_step(self, state: GuideState, view: StepView, titles: Sequence[str]) -> None:
        """Show where the person is. `titles`: the rail's words, in the order of the road."""
        self._titles = tuple(titles)
        self.show_rail(state)
        self.content.show_words_again()
        self.content.show_step(view)
        self.problem.show_problem(None)
        action = view.step.action
        self.kind.setVisible(state.asks_for_kind)
        self.name.setVisible(action is StepAction.NAME)
        self.pair.setVisible(action is StepAction.NAME and state.is_self_generated)
        self.other_kind.show_way(state)
        self.venue.setVisible(state.asks_for_venue and self.venue.is_worth_asking)
        self._again.setVisible(state.can_ask_for_name_again)
        self.paste.setVisible(action is StepAction.PASTE and not state.is_self_generated)
        self.api_key.setVisible(action is StepAction.PASTE and state.is_self_generated)
        self.check.setVisible(action is StepAction.CHECK)
        self.check.advice.call_mending(
            self.tr("Show me how")
            if state.road is Road.HAVE_ONE
            else action_words(Action.EDIT_RESTRICTIONS)
        )
        if state.asks_for_kind:
            self.kind.show_kind(state.kind if state.is_self_generated else KeyKind.HMAC)
        if action is StepAction.NAME:
            self.name.show_name(state.name)
        self._scroll.verticalScrollBar().setValue(0)
        self.show_ways(state)
        self.rail.fit(self.width())
        self._fit_picture()
        read_in_order(self)
        # After the focus has found its place: a screen reader would be cut short by that.
        QTimer.singleShot(0, self, self._tell_step)

    def show_rail(self, state: GuideState) -> None:
        """Show how far the person is."""
        self.rail.heading.setText(
            self.tr("A key you have already")
            if state.road is Road.HAVE_ONE
            else self.tr("New read-only key")
        )
        numbered = enumerate(zip(state.steps, self._titles, strict=True), start=1)
        self.rail.show_entries(
            [
                RailStep(step, number, title, state.stage_of(step), state.can_go_to(step))
                for number, (step, title) in numbered
            ]
        )

    def show_ways(self, state: GuideState, *, busy: bool = False) -> None:
        """Show which buttons work."""
        self._bar.back.setVisible(state.position > 0 and not state.is_done)
        self._bar.back.setEnabled(state.can_go_back)
        self._bar.leave.setVisible(not state.is_done)
        self.content.show_sealed(state.pending_id is not None)
        makes_pair = state.needs_pair and state.step == NAME_STEP
        ready = state.has_valid_name if makes_pair else state.can_continue
        self._bar.forward.setEnabled(ready and not busy)
        self._bar.forward.setText(
            self.tr("Make the key pair") if makes_pair else self.tr("Continue")
        )
        self._bar.forward.become(Kind.MAIN)

    def offer(self, words: str, *, enabled: bool, stands_out: bool = True) -> None:
        """Give the main button other words, for the check and for the end.

        `stands_out` False: something else is the main thing to do now.
        """
        self._bar.forward.setText(words)
        self._bar.forward.setEnabled(enabled)
        self._bar.forward.become(Kind.MAIN if stands_out else Kind.PLAIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fit(self.width())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._told = ""  # whoever comes back is told where that is

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not event.isAutoRepeat() and isinstance(self.focusWidget(), QRadioButton):
            self._bar.forward.click()
        else:
            self._scroll.scroll_by(event)

    def _tell_step(self) -> None:
        words = self.content.words
        if self.isVisible() and words != self._told:
            self._told = words
            announce(self.content, words, politely=True)

    def _dress(self) -> None:
        QTimer.singleShot(0, self, self._fit_picture)

    def _fit_picture(self) -> None:
        picture, holder = self.content.picture, self.content.parentWidget()
        column = None if holder is None else holder.layout()
        if picture is None or not isinstance(column, ReadableColumn):
            return
        view = self._scroll.viewport().size()
        picture.limit(None)
        self.content.forget_height()
        too_much = column.heightForWidth(view.width()) - view.height()
        natural = picture.heightForWidth(column.across(view.width()))
        # A smaller picture, where then the whole step is seen at once.
        if 0 < too_much <= natural * (1 - _SMALLEST_PICTURE):
            picture.limit(natural - too_much)

    def _scroll_to(self, part: QWidget) -> None:
        # After the layout has given the part its place.
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part, 0, part.height()))

    def focus_first(self) -> None:
        """Put the focus where the person goes on."""
        if self.name.isVisibleTo(self):
            self.name.field.setFocus()
        elif self.paste.isVisibleTo(self) and self.paste.is_waiting:
            self.paste.focus_first()
        elif self.api_key.isVisibleTo(self) and self.api_key.is_waiting:
            self.api_key.focus_first()
        elif self.check.isVisibleTo(self) and self.check.boxes.isVisibleTo(self):
            self.check.focus_first()
        elif self.check.isVisibleTo(self) and self.check.advice.has_main:
            self.check.advice.focus_main()
        else:
            self._bar.forward.setFocus()


class _NameAgain(Card):
    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.PLAIN)
        self.button = Button(look, self.tr("It asked for a name again"), "name-again", icon="loop")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GRID + 4)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        note = self.tr("Goes back to step 3; the name is kept.")
        self._row.addWidget(Text(look, Role.QUIET, note), 1)
        self.column.addLayout(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._row, self, _SIDE_BY_SIDE)


class _Bar(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.leave = Button(look, self.tr("Save and leave"), "leave")
        self.back = Button(look, self.tr("Back"), "back")
        self.forward = Button(look, self.tr("Continue"), "continue", Kind.MAIN)
        # Its place stays when it is hidden: the main button does not move.
        place = self.leave.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self.leave.setSizePolicy(place)
        row = Flow(apart=True, gap=GRID + 4)
        for button in (self.leave, self.back, self.forward):
            row.addWidget(button)
        buttons = QWidget()
        buttons.setLayout(row)
        self.setLayout(in_column(buttons, top=GRID + 4, bottom=2 * GRID, reserved=WIDTH))
