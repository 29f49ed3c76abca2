"""What to do after a check: one sentence, buttons for it, and what came of pressing one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.outcome_words import OutcomeWords
from wizard.core.problems import Action
from wizard.core.status import Tone
from wizard.gui.action_words import action_words
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.choice_row import tick_row
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text


class Advice(QWidget):
    """`acted` carries the action of the pressed button."""

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
        self._left = Text(look, Role.QUIET)
        self._by_itself = tick_row(look, "", "check-by-itself")
        for part in (self._left, self._by_itself):
            self._card.column.addWidget(part)
            part.hide()
        self._said = Text(look, Role.STRONG)
        self._said.setObjectName("said")
        self._main = Action.TRY_AGAIN
        self._buttons = {action: self._button(action) for action in _ICONS}
        row = Flow(gap=GRID + 4)
        for button in self._buttons.values():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addWidget(self._card)
        column.addLayout(row)
        column.addWidget(self._said)

    def show_words(self, words: OutcomeWords, other_venue: str | None) -> None:
        """Show the one thing to do. `other_venue`: the name of the one that could be asked."""
        self._card.feel(_TONES[words.tone])
        good = words.tone is Tone.GOOD
        self._title.setText(self.tr("What now") if good else self.tr("What to do"))
        self._words.setText(words.do)
        self._by_itself.button.setChecked(False)
        self.show_wait("", "")
        self._said.hide()
        self._main = words.main
        for action, button in self._buttons.items():
            offered = action in words.actions
            if action is Action.OTHER_VENUE:
                offered = offered and other_venue is not None
                button.setText(self.tr("Ask {0} instead").format(other_venue))
            button.setVisible(offered)
            button.become(Kind.MAIN if action is words.main else Kind.PLAIN)

    @property
    def has_main(self) -> bool:
        """Whether the main thing to do is one of the buttons here."""
        main = self._buttons.get(self._main)
        return not self.isHidden() and main is not None and not main.isHidden()

    def focus_main(self) -> None:
        """Put the focus on the main thing to do."""
        if self._main in self._buttons:
            self._buttons[self._main].setFocus()

    def call_mending(self, words: str) -> None:
        """What the button says that leads to the step where the boxes are unticked."""
        self._buttons[Action.EDIT_RESTRICTIONS].setText(words)

    def stand_back(self) -> None:
        """No button here is the main thing to do any more."""
        for button in self._buttons.values():
            button.become(Kind.PLAIN)

    def say(self, words: str) -> None:
        """Say in place what came of a button."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        announce(self, words)

    def show_wait(self, time: str, left: str, *, alone: bool = False) -> None:
        """Until `time` nobody is asked, which is so long from now; "" when that is over.

        `alone`: the check may begin by itself then.
        """
        self._left.setVisible(bool(time))
        self._by_itself.setVisible(bool(time) and alone)
        if not time:
            return
        self._left.setText(self.tr("The button below works again in {0}.").format(left))
        self._by_itself.say(self.tr("Check by itself at {0}, if this window is open").format(time))

    @property
    def goes_by_itself(self) -> bool:
        """Whether the check shall begin by itself when the wait is over."""
        return self._by_itself.button.isChecked()

    def _button(self, action: Action) -> Button:
        button = Button(self._look, action_words(action), f"advice-{action}", icon=_ICONS[action])
        button.clicked.connect(lambda: self.acted.emit(action))
        return button


_ICONS = {
    Action.OPEN_PAGE: "external-link",
    Action.EDIT_RESTRICTIONS: "arrow-left",
    Action.SWAP: "loop",
    Action.PASTE_AGAIN: "paste",
    Action.OTHER_VENUE: "globe",
    Action.CHECK_CLOCK: "clock",
    Action.CONNECTION_SETTINGS: "settings",
    Action.START_AGAIN: "refresh",
}
_TONES = {
    Tone.GOOD: CardTone.GOOD,
    Tone.BAD: CardTone.BAD,
    Tone.WARN: CardTone.WARN,
    Tone.QUIET: CardTone.PLAIN,
}
