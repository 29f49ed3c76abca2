"""Step 10: the live check, one row per fact, then one sentence and one thing to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.facts import Fact, facts_before
from wizard.core.outcome_words import OutcomeWords
from wizard.core.problems import Action
from wizard.core.status import Tone
from wizard.gui.action_words import action_words
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.fact_list import FactList
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text


class LiveCheck(QWidget):
    """Facts and what to do about them."""

    acted = Signal(Action)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._facts = FactList(look)
        self._advice = _Advice(look)
        self._advice.acted.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addWidget(self._facts)
        column.addWidget(self._advice)
        self.show_ready()

    def show_ready(self) -> None:
        """Nothing was asked yet."""
        self.show_facts(facts_before(), running=False)

    def show_facts(self, facts: Sequence[Fact], *, running: bool) -> None:
        """Show the rows as far as they are known."""
        self._facts.show_facts(facts, self.tr("asking…") if running else self.tr("not asked yet"))
        self._advice.hide()

    def show_advice(self, words: OutcomeWords) -> None:
        """Show the one thing to do, and the buttons for it."""
        self._advice.show_words(words)
        self._advice.show()


class _Advice(QWidget):
    acted = Signal(Action)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._card = Card(look, CardTone.BAD)
        self._title = Text(look, Role.STRONG)
        self._words = Text(look, Role.BODY)
        self._card.column.setSpacing(GRID // 2)
        self._card.column.addWidget(self._title)
        self._card.column.addWidget(self._words)
        self._buttons = {action: self._button(action) for action in _ICONS}
        row = Flow(gap=GRID + 4)
        for button in self._buttons.values():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addWidget(self._card)
        column.addLayout(row)

    def show_words(self, words: OutcomeWords) -> None:
        self._card.feel(_TONES[words.tone])
        good = words.tone is Tone.GOOD
        self._title.setText(self.tr("What now") if good else self.tr("What to do"))
        self._words.setText(words.do)
        for action, button in self._buttons.items():
            button.setVisible(action in words.actions)

    def _button(self, action: Action) -> Button:
        button = Button(self._look, action_words(action), f"advice-{action}", icon=_ICONS[action])
        button.clicked.connect(lambda: self.acted.emit(action))
        return button


_ICONS = {
    Action.OPEN_PAGE: "external-link",
    Action.EDIT_RESTRICTIONS: "arrow-left",
    Action.SWAP: "loop",
    Action.PASTE_AGAIN: "paste",
    Action.START_AGAIN: "refresh",
}
_TONES = {
    Tone.GOOD: CardTone.GOOD,
    Tone.BAD: CardTone.BAD,
    Tone.WARN: CardTone.WARN,
    Tone.QUIET: CardTone.PLAIN,
}
