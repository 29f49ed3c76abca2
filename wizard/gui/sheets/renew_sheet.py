"""Sealing everything anew: when it helps, what is needed for it, and what it does not undo."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.core.problems import Problem, ProblemId
from wizard.gui.look import Look
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.passphrase_fields import PassphraseFields
from wizard.gui.widgets.text import Role, Text
from wizard.vault.slots import Ways


class RenewSheet(Sheet):
    """`go` says that it shall be done; `passphrase` holds the present one where there is one."""

    go = Signal()

    def __init__(self, look: Look, parent: QWidget, ways: Ways) -> None:
        super().__init__(look, parent, "renew-sheet", columns=70)
        self.head(self.tr("Seal everything anew?"))
        self._is_done = False
        self._words = [
            Text(look, Role.BODY, words)
            for words in (
                self.tr(
                    "It helps when somebody may have a copy of the vault’s file, and what opened "
                    "it: your passphrase, your recovery code, or your unlocked keychain."
                ),
                self.tr(
                    "The vault gets new locks: with what they have, nobody opens what you save "
                    "from then on. Your API keys at the exchange stay as they are."
                ),
                self.tr(
                    "A copy that they have already stays open to them. To be sure, delete the API "
                    "keys in it at the exchange, and create new ones."
                ),
            )
        ]
        self._needs_code = ways.recovery_code
        self._note = Text(look, Role.STRONG)
        self._note.setText(
            self.tr("You get a new recovery code first. The one that you have ends.")
        )
        self._note.setVisible(ways.recovery_code)
        self.passphrase = PassphraseFields(
            look, "present-passphrase", self.tr("Your present passphrase; it stays as it is")
        )
        self._asks = ways.passphrase
        self.passphrase.setVisible(ways.passphrase)
        self.passphrase.changed.connect(self._judge)
        for widget in (*self._words, self._note, self.passphrase):
            self.body.addWidget(widget)
        self.answer = self.passphrase
        self._does = self.tr("Seal everything anew")
        self._go = Button(look, "", "renew-go", Kind.MAIN)
        self._go.setText(self.tr("Go on") if ways.recovery_code else self._does)
        self._go.setDefault(True)
        self._go.clicked.connect(self._press)
        self.cancel.setAutoDefault(False)
        self.add_buttons(self._go)
        self.finished.connect(lambda _: self.passphrase.forget())
        self._judge()
        (self.passphrase if self._asks else self._go).setFocus()

    @property
    def asks_passphrase(self) -> bool:
        """Whether the vault has one, and it was not given yet."""
        return self._asks

    def show_passphrase_fits(self) -> None:
        """It was the right one, and need not be typed again."""
        self._ask_passphrase(False)
        self.show_ready()
        self._go.setFocus()

    def show_problem(self, problem: Problem) -> None:
        """What was begun did not work; a passphrase that is wrong is asked for again."""
        if problem.id is ProblemId.PASSPHRASE_WRONG:
            self._ask_passphrase(True)
        super().show_problem(problem)

    def show_code_ready(self) -> None:
        """The new recovery code was typed back; it need not be made again."""
        self._note.setText(
            self.tr("The new recovery code is ready; it counts once everything is sealed anew.")
        )
        self._go.setText(self._does)

    def show_done(self, unconfirmed: Problem | None) -> None:
        """It is done; `unconfirmed`: what remains to be said all the same."""
        self.show_ready()
        self._is_done = True
        self._ask_passphrase(False)
        self.cancel.hide()
        self.head(self.tr("Everything is sealed anew"))
        first, second, third = self._words
        first.setText(self.tr("The vault has new locks. Your API keys are the same as before."))
        second.setText(
            self.tr("Your new recovery code is ready. Tear up the paper with the old one.")
        )
        second.setVisible(self._needs_code)
        third.setText(
            self.tr(
                "If a copy is in wrong hands, delete the API keys that were in it at the exchange, "
                "and create new ones."
            )
        )
        self._note.hide()
        self._go.setText(self.tr("Done"))
        self.allow(True)
        self.problem.show_problem(unconfirmed)
        self._go.setFocus()

    def allow(self, allowed: bool) -> None:
        self.passphrase.setEnabled(allowed)
        self._go.setEnabled(allowed and self._can_go)

    def _ask_passphrase(self, asks: bool) -> None:
        self._asks = asks
        self.passphrase.setVisible(asks)

    @property
    def _can_go(self) -> bool:
        return self._is_done or not self._asks or self.passphrase.is_ready

    def _judge(self) -> None:
        self._go.setEnabled(self._can_go)

    def _press(self) -> None:
        if self._is_done:
            self.accept()
        elif self._go.isEnabled():
            self.go.emit()
