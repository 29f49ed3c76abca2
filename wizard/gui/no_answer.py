"""Asked of a second start when the window that is open already does not answer."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from wizard.gui.look import Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.dialogs import Question
from wizard.gui.widgets.text import Role, Text


class Choice(Enum):
    """What the person wants."""

    WAIT = auto()
    ANOTHER_WINDOW = auto()
    LEAVE_IT = auto()


class NoAnswer(Question):
    """Closed without an answer, it means LEAVE_IT."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, "", "no-answer")
        title = self.tr("The wizard is open already, but does not answer")
        self.setWindowTitle(self.tr("Read-Only Key Wizard"))
        self.choice = Choice.LEAVE_IT
        words = (
            self.tr(
                "Its window may be busy for a moment, or stuck. What is sealed stays sealed, "
                "whatever you choose."
            ),
            self.tr(
                "A second window can work beside it on the same vault. If the first one stays "
                "stuck, end it as your system lets you end a program."
            ),
        )
        self.middle.addWidget(Text(look, Role.HEADING, title))
        for sentence in words:
            self.middle.addWidget(Text(look, Role.BODY, sentence))
        self.setAccessibleDescription(" ".join(words))
        another = Button(look, self.tr("Open a second window"), "no-answer-another")
        another.setAutoDefault(False)
        another.clicked.connect(lambda: self._choose(Choice.ANOTHER_WINDOW))
        wait = Button(look, self.tr("Wait for it"), "no-answer-wait", Kind.MAIN)
        wait.setDefault(True)
        wait.clicked.connect(lambda: self._choose(Choice.WAIT))
        for button in (self.cancel, another, wait):
            self.buttons.addWidget(button)
        wait.setFocus()

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()
