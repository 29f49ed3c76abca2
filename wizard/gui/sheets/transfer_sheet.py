"""A file and its passphrase, asked for together: what exporting and importing have in common."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from wizard.gui.announce import announce
from wizard.gui.look import Look
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.file_row import FileRow
from wizard.gui.widgets.passphrase_fields import PassphraseFields
from wizard.gui.widgets.text import Role, Text


class TransferSheet(Sheet):
    """`given` carries the path and a Secret, which whoever takes it wipes."""

    given = Signal(object, object)

    def __init__(
        self, look: Look, parent: QWidget, name: str, words: str, where: str, go: str
    ) -> None:
        super().__init__(look, parent, f"{name}-sheet", columns=70)
        self._is_done = False
        self.words = Text(look, Role.BODY, words)
        self.file = FileRow(look, f"{name}-file", where, self.dialog)
        self._passphrase: PassphraseFields | None = None
        self._missing = Text(
            look,
            Role.WARN,
            QCoreApplication.translate("TransferSheet", "The file is missing: choose it above."),
        )
        self._missing.setObjectName(f"{name}-file-missing")
        self._missing.hide()
        self._go = Button(look, go, f"{name}-go", Kind.MAIN)
        self._go.setDefault(True)
        self._go.clicked.connect(self._press)
        self.cancel.setAutoDefault(False)
        self.add_buttons(self._go)
        for widget in (self.words, self.file):
            self.body.addWidget(widget)

    def ask(self, passphrase: PassphraseFields) -> None:
        """Put these fields below the file; from then on the sheet can be used."""
        self._passphrase = self.answer = passphrase
        self.body.addWidget(passphrase)
        self.body.addWidget(self._missing)
        self.file.chosen.connect(self._judge)
        self.file.chosen.connect(passphrase.setFocus)
        passphrase.changed.connect(self._judge)
        self.finished.connect(lambda _: passphrase.forget())
        self._judge()
        self.file.setFocus()

    def end(self, title: str) -> None:
        """It is done: only what became of it is left to be read."""
        self.show_ready()
        self._is_done = True
        for widget in (self._passphrase, self.file, self.cancel):
            if widget is not None:
                widget.hide()
        self.head(title)
        self._go.setText(QCoreApplication.translate("TransferSheet", "Done"))
        self.allow(True)
        self._go.setFocus()

    def allow(self, allowed: bool) -> None:
        for widget in (self._passphrase, self.file):
            if widget is not None:
                widget.setEnabled(allowed)
        self._go.setEnabled(allowed and self._can_go)

    def dialog(self, parent: QWidget) -> QFileDialog:
        """The system's dialog for the file."""
        raise NotImplementedError

    @property
    def _can_go(self) -> bool:
        typed = self._passphrase is not None and self._passphrase.is_ready
        return self._is_done or (self.file.path is not None and typed)

    def _judge(self) -> None:
        self._go.setEnabled(self._can_go)
        typed = self._passphrase is not None and self._passphrase.is_ready
        is_missing = typed and self.file.path is None and not self._is_done
        if is_missing and self._missing.isHidden():
            announce(self, self._missing.text(), politely=True)
        self._missing.setVisible(is_missing)

    def _press(self) -> None:
        if self._is_done:
            self.accept()
        elif self._go.isEnabled() and self._passphrase is not None:
            self.given.emit(self.file.path, self._passphrase.take())


def file_kinds() -> list[str]:
    """What a file dialog offers to look for."""
    translate = QCoreApplication.translate
    return [translate("File", "Exported keys (*.rokey)"), translate("File", "All files (*)")]
