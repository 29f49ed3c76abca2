"""Exports all keys into a file of its own, under a passphrase of its own."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget

from wizard.core.wording import tr
from wizard.gui.look import Look
from wizard.gui.sheets.transfer_sheet import TransferSheet, file_kinds
from wizard.gui.widgets.passphrase_fields import PassphraseFields
from wizard.gui.widgets.text import Role, Text

SUFFIX = "rokey"


class ExportSheet(TransferSheet):
    """Asks where to, and for a new passphrase twice."""

    def __init__(self, look: Look, parent: QWidget, now: datetime) -> None:
        self._name = f"read-only-keys-{now.astimezone():%Y-%m-%d}.{SUFFIX}"
        super().__init__(
            look,
            parent,
            "export",
            self.tr(
                "All keys go into one encrypted file, with which another computer can take them "
                "in. This vault stays as it is."
            ),
            where=self.tr("Where to"),
            go=self.tr("Export"),
        )
        self.head(self.tr("Export a copy of your keys"))
        self.ask(
            PassphraseFields(
                look,
                "export-passphrase",
                self.tr("A passphrase for this file"),
                again=self.tr("The same once more"),
            )
        )
        self._note = Text(
            look,
            Role.QUIET,
            self.tr(
                "Only this passphrase opens the file. Never send both together: for example the "
                "file by e-mail, and the passphrase by phone."
            ),
        )
        self.body.addWidget(self._note)

    def show_done(self, keys: int) -> None:
        """So many keys are in the file."""
        self.end(
            tr("{count} keys are exported", "", keys, one="{count} key is exported").format(
                count=keys
            )
        )
        self.words.setText(self.tr("The file is {0}.").format(_breakable(str(self.file.path))))
        self._note.setText(
            self.tr(
                "On the other computer start the wizard and choose “Import keys…”. Then delete "
                "the file, unless it is your backup."
            )
        )
        self._note.play(Role.BODY)

    def dialog(self, parent: QWidget) -> QFileDialog:
        dialog = QFileDialog(parent, self.tr("Export a copy of your keys"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(file_kinds())
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(self._name)
        return dialog


def _breakable(path: str) -> str:
    return path.replace("/", "/\N{ZERO WIDTH SPACE}")
