"""Exports all keys into a file of its own, under a passphrase of its own."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDir, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from wizard.gui.look import Look
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.file_row import FileRow
from wizard.gui.widgets.passphrase_fields import PassphraseFields
from wizard.gui.widgets.text import Role, Text

SUFFIX = "rokey"


class ExportSheet(Sheet):
    """`given` carries the path and a Secret, which whoever takes it wipes."""

    given = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget, now: datetime) -> None:
        super().__init__(look, parent, "export-sheet", columns=70)
        self.head(self.tr("Export a copy of your keys"))
        self._is_done = False
        self._name = f"read-only-keys-{now.astimezone():%Y-%m-%d}.{SUFFIX}"
        self._words = Text(
            look,
            Role.BODY,
            self.tr(
                "All keys go into one encrypted file, with which another computer can take them "
                "in. This vault stays as it is."
            ),
        )
        self._file = FileRow(look, "export-file", self.tr("Where to"), self._dialog)
        self._passphrase = PassphraseFields(
            look,
            "export-passphrase",
            self.tr("A passphrase for this file"),
            again=self.tr("The same once more"),
        )
        self._note = Text(
            look,
            Role.QUIET,
            self.tr("Only this passphrase opens the file. Send the two on different ways."),
        )
        self._file.chosen.connect(self._judge)
        self._file.chosen.connect(self._passphrase.setFocus)
        self._passphrase.changed.connect(self._judge)
        self._passphrase.entered.connect(self._press)
        for widget in (self._words, self._file, self._passphrase, self._note):
            self.body.addWidget(widget)
        self._go = Button(look, self.tr("Export"), "export-go", Kind.MAIN)
        self._go.setDefault(True)
        self._go.clicked.connect(self._press)
        self.cancel.setAutoDefault(False)
        self.add_buttons(self._go)
        self.finished.connect(lambda _: self._passphrase.forget())
        self._judge()
        self._file.setFocus()

    def show_done(self, keys: int) -> None:
        """So many keys are in the file."""
        self.show_ready()
        self._is_done = True
        for widget in (self._passphrase, self._file, self.cancel):
            widget.hide()
        self.head(
            self.tr("1 key is exported")
            if keys == 1
            else self.tr("{0} keys are exported").format(keys)
        )
        self._words.setText(self.tr("The file is {0}.").format(_breakable(str(self._file.path))))
        self._note.setText(
            self.tr(
                "On the other computer start the wizard and choose “Import keys…”. Then delete "
                "the file, unless it is your backup."
            )
        )
        self._note.play(Role.BODY)
        self._go.setText(self.tr("Done"))
        self.allow(True)
        self._go.setFocus()

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
        dialog = QFileDialog(parent, self.tr("Export a copy of your keys"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(file_kinds())
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(self._name)
        return dialog


def file_kinds() -> list[str]:
    """What a file dialog offers to look for."""
    translate = QCoreApplication.translate
    return [translate("File", "Exported keys (*.rokey)"), translate("File", "All files (*)")]


def _breakable(path: str) -> str:
    return path.replace("/", "/\N{ZERO WIDTH SPACE}")
