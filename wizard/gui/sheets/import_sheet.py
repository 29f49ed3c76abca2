"""Imports the keys of an exported file, and says what became of each."""

from __future__ import annotations

from PySide6.QtCore import QDir, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wizard.gui.look import GRID, Look
from wizard.gui.sheets.export_sheet import file_kinds
from wizard.gui.sheets.import_words import headline, lines_about
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.file_row import FileRow
from wizard.gui.widgets.passphrase_fields import PassphraseFields
from wizard.gui.widgets.text import Role, Text
from wizard.vault.merging import Imported


class ImportSheet(Sheet):
    """`given` carries the path and a Secret, which whoever takes it wipes."""

    given = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, "import-sheet", columns=70)
        self.head(self.tr("Import keys"))
        self._is_done = False
        self._words = Text(
            look,
            Role.BODY,
            self.tr(
                "Takes in the keys of a file that the wizard exported, on another computer for "
                "example. Nothing in your vault is written over."
            ),
        )
        self._file = FileRow(look, "import-file", self.tr("Which file"), self._dialog)
        self._passphrase = PassphraseFields(
            look, "import-passphrase", self.tr("The passphrase of this file")
        )
        self._file.chosen.connect(self._judge)
        self._file.chosen.connect(self._passphrase.setFocus)
        self._passphrase.changed.connect(self._judge)
        self._passphrase.entered.connect(self._press)
        for widget in (self._words, self._file, self._passphrase):
            self.body.addWidget(widget)
        self._go = Button(look, self.tr("Import"), "import-go", Kind.MAIN)
        self._go.setDefault(True)
        self._go.clicked.connect(self._press)
        self.cancel.setAutoDefault(False)
        self.add_buttons(self._go)
        self.finished.connect(lambda _: self._passphrase.forget())
        self._judge()
        self._file.setFocus()

    def show_done(self, imported: Imported) -> None:
        """Say what became of each key."""
        self.show_ready()
        self._is_done = True
        for widget in (self._passphrase, self._file, self.cancel, self._words):
            widget.hide()
        self.head(headline(imported))
        for heading, names in lines_about(imported):
            part = QVBoxLayout()
            part.setSpacing(GRID // 2)
            part.addWidget(Text(self._look, Role.STRONG, heading))
            if names:
                part.addWidget(Text(self._look, Role.BODY, "\n".join(names)))
            self.body.addLayout(part)
        self._go.setText(self.tr("Done"))
        self.allow(True)
        self._go.setFocus()
        self.say("")

    def allow(self, allowed: bool) -> None:
        for widget in (self._passphrase, self._file):
            widget.setEnabled(allowed)
        self._go.setEnabled(allowed and self._can_go)

    @property
    def _can_go(self) -> bool:
        return self._is_done or (self._file.path is not None and self._passphrase.is_ready)

    def _judge(self) -> None:
        self._go.setEnabled(self._can_go)

    def _press(self) -> None:
        if self._is_done:
            self.accept()
        elif self._go.isEnabled():
            self.given.emit(self._file.path, self._passphrase.take())

    def _dialog(self, parent: QWidget) -> QFileDialog:
        dialog = QFileDialog(parent, self.tr("Import keys"), QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(file_kinds())
        return dialog
