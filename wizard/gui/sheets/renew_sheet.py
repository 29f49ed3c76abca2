"""Renewing all keys: when it helps, what is needed for it, and what it does not undo."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.core.problems import Problem
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
        self.head(self.tr("Renew all keys?"))
        self._is_done = False
        self._words = [
            Text(look, Role.BODY, words)
            for words in (
                self.tr(
                    "It helps when somebody may have a copy of the vault’s file, and what opened "
                    "it: your passphrase, your recovery code, or your unlocked keychain."
                ),
                self.tr(
                    "Everything is sealed anew under fresh keys. What somebody has of the old ones "
                    "opens nothing that you save from now on."
                ),
                self.tr(
                    "What is in a copy that they have stays open to them. To be sure, delete those "
                    "keys at the exchange and create new ones."
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
        self.passphrase.entered.connect(self._press)
        for widget in (*self._words, self._note, self.passphrase):
            self.body.addWidget(widget)
        self._go = Button(look, "", "renew-go", Kind.MAIN)
        self._go.setText(self.tr("Go on") if ways.recovery_code else self.tr("Renew all keys"))
        self._go.setDefault(True)
        self._go.clicked.connect(self._press)
        self.cancel.setAutoDefault(False)
        self.add_buttons(self._go)
        self.finished.connect(lambda _: self.passphrase.forget())
        self._judge()
        (self.passphrase if self._asks else self._go).setFocus()

    @property
    def asks_passphrase(self) -> bool:
        """Whether the vault has one."""
        return self._asks

    def show_code_ready(self) -> None:
        """The new recovery code was typed back; it need not be made again."""
        self._note.setText(
            self.tr("The new recovery code is ready; it counts once all keys are renewed.")
        )
        self._go.setText(self.tr("Renew all keys"))

    def show_done(self, unconfirmed: Problem | None) -> None:
        """It is done; `unconfirmed`: what remains to be said all the same."""
        self.show_ready()
        self._is_done = True
        self.passphrase.hide()
        self.cancel.hide()
        self.head(self.tr("All keys are renewed"))
        first, second, third = self._words
        first.setText(self.tr("Everything in the vault is sealed anew, under keys made just now."))
        second.setText(
            self.tr("Your new recovery code counts. Tear up the paper with the old one.")
        )
        second.setVisible(self._needs_code)
        third.setText(
            self.tr(
                "If a copy is in wrong hands, delete the keys that were in it at the exchange, and "
                "create new ones."
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
