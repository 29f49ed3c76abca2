"""Sets a passphrase for the vault, or another one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.core.problems import Problem
from wizard.gui.look import Look
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.passphrase_fields import PassphraseFields
from wizard.gui.widgets.text import Role, Text


class PassphraseSheet(Sheet):
    """`given` carries a Secret; the fields are empty from then on. Whoever takes it wipes it.

    `renew` says that everything shall be sealed anew, because somebody may know the old passphrase.
    """

    given = Signal(object)
    renew = Signal()

    def __init__(self, look: Look, parent: QWidget, *, is_change: bool) -> None:
        super().__init__(look, parent, "passphrase-sheet")
        self._is_change = is_change
        self._is_done = False
        self._words = Text(look, Role.BODY)
        self._fields = PassphraseFields(
            look, "new-passphrase", self.tr("New passphrase"), again=self.tr("The same once more")
        )
        self._fields.changed.connect(self._judge)
        self._more = Text(look, Role.QUIET)
        self._keychain = Text(look, Role.QUIET)
        self._keychain.setObjectName("keychain-opens-first")
        self._keychain.hide()
        for widget in (self._words, self._fields, self._more, self._keychain):
            self.body.addWidget(widget)
        self.answer = self._fields
        self._renew = Button(look, self.tr("Seal everything anew…"), "passphrase-sheet-renew")
        self._renew.setAutoDefault(False)
        self._renew.clicked.connect(self._ask_to_renew)
        self._renew.hide()
        self._go = Button(look, "", "passphrase-sheet-go", Kind.MAIN)
        self._go.setDefault(True)
        self._go.clicked.connect(self._press)
        self.cancel.setAutoDefault(False)
        for button in (self.cancel, self._renew, self._go):
            self.buttons.addWidget(button)
        self.finished.connect(lambda _: self._fields.forget())
        self._ask()

    def _ask(self) -> None:
        change = self._is_change
        self.head(self.tr("Another passphrase") if change else self.tr("Set a passphrase"))
        self._words.setText(
            self.tr("It takes the place of the one that you have now.")
            if change
            else self.tr("It opens the vault beside what opens it already.")
        )
        self._more.setText(
            self.tr("Nobody can find it out for you: write it down and keep it safe.")
        )
        self._go.setText(self.tr("Change it") if change else self.tr("Set it"))
        self._fields.setFocus()
        self._judge()

    def tell_keychain(self, *, opens: bool) -> None:
        """Say what a passphrase does not change while a keychain `opens` the vault, too."""
        if opens:
            words = self.tr(
                "Starting the wizard anew asks your keychain first. To be asked for the passphrase "
                "always, take the keychain away under “Vault and safety”."
            )
            self._keychain.setText(words)
        self._keychain.setVisible(opens)

    def show_done(self, unconfirmed: Problem | None) -> None:
        """The new passphrase opens the vault; `unconfirmed`: what remains to be said."""
        self.show_ready()
        self._is_done = True
        self._fields.hide()
        self.cancel.hide()
        change = self._is_change
        self.head(
            self.tr("Your passphrase is changed")
            if change
            else self.tr("Your passphrase opens the vault")
        )
        self._words.setText(
            self.tr(
                "Copies of the vault that were made before, in a backup for example, still open "
                "with the old one."
            )
            if change
            else self.tr("From now on you can lock the vault, and open it with your passphrase.")
        )
        self._more.setText(
            self.tr("If somebody may know the old one, seal everything anew as well.")
            if change
            else ""
        )
        self._more.setVisible(change)
        self._renew.setVisible(change)
        self._go.setText(self.tr("Done"))
        self.allow(True)
        self.problem.show_problem(unconfirmed)
        self._go.setFocus()

    def allow(self, allowed: bool) -> None:
        self._fields.setEnabled(allowed)
        self._renew.setEnabled(allowed)
        self._go.setEnabled(allowed and (self._is_done or self._fields.is_ready))

    def _judge(self) -> None:
        self._go.setEnabled(self._is_done or self._fields.is_ready)

    def _press(self) -> None:
        if self._is_done:
            self.accept()
        elif self._fields.is_ready and self._go.isEnabled():
            self.given.emit(self._fields.take())

    def _ask_to_renew(self) -> None:
        self.accept()
        self.renew.emit()
