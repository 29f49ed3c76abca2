"""A problem in its three parts: what happened, what it means, what to do, and a button for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from wizard.core.problems import Action, Problem
from wizard.gui.action_words import action_words
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text


class ProblemCard(Card):
    """Hidden until there is a problem. `acted` carries the action of the pressed button."""

    acted = Signal(Action)

    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.WARN)
        self.setObjectName("problem")
        self._action = Action.NONE
        self._what = Text(look, Role.STRONG)
        self._means = Text(look, Role.BODY)
        self._do = Text(look, Role.BODY)
        self._technical = Text(look, Role.QUIET)
        self._button = Button(look, "", "problem-action")
        self._button.clicked.connect(lambda: self.acted.emit(self._action))
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        for text in (self._what, self._means, self._do, self._technical):
            texts.addWidget(text)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        icon = IconLabel(look, "warning", "warn")
        row.addWidget(icon)
        row.setAlignment(icon, row.alignment())
        row.addLayout(texts, 1)
        row.addWidget(self._button)
        self.column.addLayout(row)
        self.hide()

    def show_problem(self, problem: Problem | None) -> None:
        """Show a problem and announce it; None hides the card."""
        self.setVisible(problem is not None)
        if problem is None:
            return
        self._what.setText(problem.what)
        self._means.setText(problem.means)
        self._do.setText(problem.do)
        self._technical.setText(self.tr("For support: {0}").format(problem.technical))
        self._technical.setVisible(bool(problem.technical))
        self._action = problem.action
        words = action_words(problem.action)
        self._button.setText(words)
        self._button.setVisible(bool(words))
        self.setAccessibleName(f"{problem.what} {problem.means} {problem.do}")
        announce(self, f"{problem.what} {problem.means} {problem.do}")
