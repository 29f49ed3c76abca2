"""Fields for a passphrase: one for a known one, two for a new one, and a line that judges them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.guessing import is_easily_guessed
from wizard.core.secret import Secret
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.passphrase_field import PassphraseField
from wizard.gui.widgets.text import Role, Text, labelled
from wizard.vault.passphrase_slot import SHORTEST_PASSPHRASE


class PassphraseFields(QWidget):
    """`changed` says that `is_ready` may have changed.

    Enter is left to the dialog, which presses its default button.
    """

    changed = Signal()

    def __init__(self, look: Look, name: str, label: str, *, again: str = "") -> None:
        super().__init__()
        self._first = PassphraseField(look, name)
        self._second = PassphraseField(look, f"{name}-again") if again else None
        self._note = Text(look, Role.QUIET)
        self._note.setObjectName(f"{name}-note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(labelled(Text(look, Role.STRONG, label), self._first))
        column.addWidget(self._first)
        if self._second is not None:
            column.addWidget(labelled(Text(look, Role.STRONG, again), self._second))
            column.addWidget(self._second)
            column.addWidget(self._note)
        for field in self._fields:
            field.textChanged.connect(self._judge)
        self.setFocusProxy(self._first)
        self._judge()

    @property
    def is_ready(self) -> bool:
        """Whether there is a passphrase that can be tried."""
        text = self._first.text()
        if self._second is None:
            return bool(text)
        return len(text) >= SHORTEST_PASSPHRASE and text == self._second.text()

    def take(self) -> Secret:
        """The passphrase; the fields are empty from now on. Whoever takes it wipes it."""
        passphrase = Secret(self._first.text())
        self.forget()
        return passphrase

    def forget(self) -> None:
        """Empty the fields."""
        for field in self._fields:
            field.clear()

    @property
    def _fields(self) -> tuple[PassphraseField, ...]:
        return (self._first,) if self._second is None else (self._first, self._second)

    def _judge(self) -> None:
        if self._second is not None:
            first, second = self._first.text(), self._second.text()
            before = self._note.text()
            differs = len(first) >= SHORTEST_PASSPHRASE and bool(second) and first != second
            self._note.play(Role.WARN if differs else Role.QUIET)
            is_easy = not differs and is_easily_guessed(first)
            if len(first) < SHORTEST_PASSPHRASE:
                words = self.tr("At least {0} characters. Four or five words make a good one.")
                self._note.setText(words.format(SHORTEST_PASSPHRASE))
            elif is_easy:
                self._note.setText(guessed_words())
            elif not second:
                self._note.setText(self.tr("Long enough. Now the same once more."))
            elif differs:
                self._note.setText(self.tr("The two are not the same yet."))
            else:
                self._note.setText(self.tr("Both are the same."))
            if self._note.text() != before and (first or second):
                announce(self, self._note.text(), politely=True)
        self.changed.emit()


def guessed_words() -> str:
    """A gentle warning that a new passphrase `is_easily_guessed`; it can be used all the same."""
    return QCoreApplication.translate(
        "Passphrase",
        "This one is easily guessed. You can use it, but four or five words that do not belong "
        "together protect your keys better.",
    )
