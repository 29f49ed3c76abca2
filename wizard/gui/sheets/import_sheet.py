"""Imports the keys of an exported file, and says what became of each."""

from __future__ import annotations

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wizard.gui.look import GRID, Look
from wizard.gui.sheets.import_words import headline, lines_about
from wizard.gui.sheets.transfer_sheet import TransferSheet, file_kinds
from wizard.gui.widgets.passphrase_fields import PassphraseFields
from wizard.gui.widgets.text import Role, Text
from wizard.vault.merging import Imported


class ImportSheet(TransferSheet):
    """Asks which file, and for its passphrase."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(
            look,
            parent,
            "import",
            self.tr(
                "Takes in the keys of a file that the wizard exported, on another computer for "
                "example. Nothing in your vault is written over."
            ),
            where=self.tr("Which file"),
            go=self.tr("Import"),
        )
        self.head(self.tr("Import keys"))
        self.ask(
            PassphraseFields(look, "import-passphrase", self.tr("The passphrase of this file"))
        )

    def show_done(self, imported: Imported) -> None:
        """Say what became of each key."""
        self.words.hide()
        for heading, names in lines_about(imported):
            part = QVBoxLayout()
            part.setSpacing(GRID // 2)
            part.addWidget(Text(self._look, Role.STRONG, heading))
            if names:
                part.addWidget(Text(self._look, Role.BODY, "\n".join(names)))
            self.body.addLayout(part)
        self.end(headline(imported))
        self.say("")

    def dialog(self, parent: QWidget) -> QFileDialog:
        dialog = QFileDialog(parent, self.tr("Import keys"), QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(file_kinds())
        return dialog
