"""From “Vault and safety…” to what opens the vault, and from “Import keys…” to keys in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.gui.jobs import JobRunner
from wizard.gui.look import Look
from wizard.gui.sheet_jobs import SheetJobs
from wizard.gui.sheets.sheet import is_covered
from wizard.gui.sheets.vault_sheet import VaultSheet
from wizard.gui.transfer_flow import TransferFlow
from wizard.gui.vault_visit import VaultVisit
from wizard.gui.widgets.notice_words import NoticeKind
from wizard.gui.window_flow import WindowFlow
from wizard.key_service import KeyService


class VaultFlow(WindowFlow):
    """`changed`: what opens the vault, or when it is locked, is another. `made`: there is a
    vault now, with imported keys. `imported`: there are other keys. `missed` carries a problem
    whose dialog was closed.
    """

    changed = Signal()
    made = Signal()
    imported = Signal()
    missed = Signal(object)
    late = Signal(NoticeKind)

    def __init__(
        self,
        look: Look,
        window: QWidget,
        runner: JobRunner,
        built: Callable[[], KeyService | None],
    ) -> None:
        super().__init__(look, window, runner, built)
        self._jobs = SheetJobs(runner, self.missed.emit, self.late.emit)
        self._transfer = TransferFlow(look, self._jobs)
        self._visit: VaultVisit | None = None

    def open(self) -> None:
        """Show what opens the open vault, and what can be done about it."""
        self._open(lambda _: None)

    def open_passphrase(self) -> None:
        """The same, and at once what sets a passphrase."""
        self._open(lambda sheet: sheet.set_passphrase.emit())

    def open_code(self) -> None:
        """The same, and at once what makes a recovery code."""
        self._open(lambda sheet: sheet.make_code.emit())

    def _open(self, then: Callable[[VaultSheet], None]) -> None:
        service = self._built()
        if service is None or not service.storage.is_open or is_covered(self._window):
            return
        sheet = VaultSheet(self._look, self._window)
        # Held here: what was begun may end after the sheet is gone.
        self._visit = VaultVisit(
            self._look, self._jobs, service, sheet, self.changed.emit, self.imported.emit
        )
        self._visit.look(then=lambda: then(sheet))
        sheet.open()

    def take_in(self) -> None:
        """Import keys, into a new vault where there is none."""
        service = self._built()
        if service is None:
            return
        was_open = service.storage.is_open

        def changed() -> None:
            nonlocal was_open
            is_new = service.storage.is_open and not was_open
            was_open = service.storage.is_open
            (self.made if is_new else self.imported).emit()

        self._transfer.take_in(service, self._window, changed)
