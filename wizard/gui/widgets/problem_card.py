"""A problem in its three parts: what happened, what it means, what to do, and a button for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from wizard.core.problems import Action, Problem, ProblemId
from wizard.gui.action_words import action_words
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.turning import turn

_SIDE_BY_SIDE = 70
# How exactly a file is broken is a riddle to its owner; the report for support has it.
_SAYS_ENOUGH = {ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE, ProblemId.COPY_UNREADABLE}
_NATURAL = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ProblemCard(Card):
    """Hidden until there is a problem. `acted` carries the action of the pressed button.

    `here`: the action whose place this is already; it gets no button. `words`: what a button for
    an action says, empty for what cannot be done where the card is.
    """

    acted = Signal(Action)

    def __init__(
        self,
        look: Look,
        name: str = "problem",
        here: Action = Action.NONE,
        words: Callable[[Action], str] = action_words,
    ) -> None:
        super().__init__(look, CardTone.WARN)
        self.setObjectName(name)
        self._here = here
        self._words = words
        self._action = Action.NONE
        self._shown: ProblemId | None = None
        self._what = Text(look, Role.STRONG)
        self._means = Text(look, Role.BODY)
        self._do = Text(look, Role.BODY)
        self._technical = Text(look, Role.QUIET)
        self._button = Button(look, "", f"{name}-action")
        self._button.clicked.connect(lambda: self.acted.emit(self._action))
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        for text in (self._what, self._means, self._do, self._technical):
            texts.addWidget(text)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GRID + 4)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self._button, 0, _NATURAL)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        row.addWidget(IconLabel(look, "warning", "warn"))
        row.addLayout(self._row, 1)
        self.column.addLayout(row)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._row, self, _SIDE_BY_SIDE)

    def show_problem(self, problem: Problem | None) -> None:
        """Show a problem and announce it; None hides the card."""
        self.setVisible(problem is not None)
        self._shown = None if problem is None else problem.id
        if problem is None:
            return
        self._what.setText(problem.what)
        self._means.setText(problem.means)
        self._do.setText(problem.do)
        self._technical.setText(self.tr("For support: {0}").format(problem.technical))
        is_wanted = problem.id not in _SAYS_ENOUGH
        self._technical.setVisible(bool(problem.technical) and is_wanted)
        self._action = problem.action
        words = "" if problem.action is self._here else self._words(problem.action)
        self._button.setText(words)
        self._button.setVisible(bool(words))
        self.setAccessibleName(f"{problem.what} {problem.means} {problem.do}")
        announce(self, f"{problem.what} {problem.means} {problem.do}")

    def take_focus(self) -> None:
        """Put the focus on the button that the problem has, if it has one."""
        if not self._button.isHidden():
            self._button.setFocus()

    def forget(self, problem_id: ProblemId) -> None:
        """Hide the card if it tells of this problem, which is none any more."""
        if self._shown is problem_id:
            self.show_problem(None)
