"""Asks before the keychain opens the vault no more: who does that must know the passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.gui.look import Look
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.passphrase_fields import PassphraseFields
from wizard.gui.widgets.text import Role, Text


class LeaveSheet(Sheet):
    """`given` carries the passphrase as a Secret, which whoever takes it wipes."""

    given = Signal(object)

    def __init__(self, look: Look, parent: QWidget, keychain: str) -> None:
        super().__init__(look, parent, "leave-sheet")
        self.head(self.tr("Open the vault without {0}?").format(keychain))
        words = self.tr(
            "From then on you type your passphrase whenever the vault is to be opened. The vault’s "
            "key is taken out of the keychain."
        )
        self._fields = PassphraseFields(
            look, "leave-passphrase", self.tr("Your passphrase, to be sure that you know it")
        )
        self._fields.changed.connect(self._judge)
        self.body.addWidget(Text(look, Role.BODY, words))
        self.body.addWidget(self._fields)
        self.answer = self._fields
        self._go = Button(look, self.tr("Take it away"), "leave-go", Kind.DANGER)
        self._go.setDefault(True)
        self._go.clicked.connect(self._press)
        self.cancel.setAutoDefault(False)
        self.add_buttons(self._go)
        self.finished.connect(lambda _: self._fields.forget())
        self._judge()
        self._fields.setFocus()

    def allow(self, allowed: bool) -> None:
        self._fields.setEnabled(allowed)
        self._go.setEnabled(allowed and self._fields.is_ready)

    def _judge(self) -> None:
        self._go.setEnabled(self._fields.is_ready)

    def _press(self) -> None:
        if self._go.isEnabled():
            self.given.emit(self._fields.take())
