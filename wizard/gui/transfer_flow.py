"""From “Export a copy…” to a file, and from “Import keys…” to keys in the vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wizard.core.secret import Secret
from wizard.gui.look import Look
from wizard.gui.sheet_jobs import SheetJobs, wiping
from wizard.gui.sheets.export_sheet import ExportSheet
from wizard.gui.sheets.import_sheet import ImportSheet
from wizard.gui.sheets.sheet import is_covered
from wizard.key_service import KeyService
from wizard.vault.merging import Imported


class TransferFlow:
    """Keys on their way to another computer, and back."""

    def __init__(self, look: Look, jobs: SheetJobs) -> None:
        self._look = look
        self._jobs = jobs

    def export(self, service: KeyService, parent: QWidget) -> None:
        """Ask where to and under which passphrase, and write the file."""
        if is_covered(parent):
            return
        sheet = ExportSheet(self._look, parent, service.now())

        def go(path: Path, passphrase: Secret) -> None:
            # That a file of this name may be replaced was asked where it was chosen.
            work = wiping(
                lambda: service.care.export(path, passphrase, replace_file=True), passphrase
            )
            self._jobs.run(sheet, sheet.tr("Writing the file…"), work, sheet.show_done)

        sheet.given.connect(go)
        sheet.open()

    def take_in(self, service: KeyService, parent: QWidget, changed: Callable[[], None]) -> None:
        """Ask which file and for its passphrase, and take in its keys.

        A vault is made only then, where there is none: whoever closes the sheet has changed
        nothing.
        """
        if is_covered(parent):
            return
        sheet = ImportSheet(self._look, parent)

        def go(path: Path, passphrase: Secret) -> None:
            work = wiping(lambda: _import(service, path, passphrase), passphrase)
            words = sheet.tr("Taking in the keys…")
            self._jobs.run(sheet, words, work, sheet.show_done, changed)

        sheet.given.connect(go)
        sheet.open()


def _import(service: KeyService, path: Path, passphrase: Secret) -> Imported:
    with service.storage.lane:
        if not service.storage.is_open:
            service.care.look_at_file(path, passphrase)  # no vault for a file that does not open
            service.storage.create()
    return service.care.import_file(path, passphrase)
