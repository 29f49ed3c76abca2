"""From “Report for support…” to a text that the person can read, copy and save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from wizard.core.report import Front
from wizard.gui.widgets.report_dialog import ReportDialog
from wizard.gui.window_flow import WindowFlow
from wizard.key_service import KeyService
from wizard.key_service.network_findings import look_at_network
from wizard.key_service.report_file import write_report
from wizard.key_service.report_findings import Asker, make_report
from wizard.key_service.storage_findings import look_at_storage


class ReportFlow(WindowFlow):
    """Makes the report off the GUI thread."""

    def open(self) -> None:
        """Show the dialog at once, and the report in it as soon as there is one."""
        service = self._built()
        if service is None:  # the first moments of the window, before anything can go wrong
            return
        dialog = ReportDialog(self._look, self._window)
        dialog.save.connect(lambda file: self._save(dialog, file))
        dialog.problem.acted.connect(lambda _: self._make(dialog, service))
        self._make(dialog, service)
        dialog.open()

    def _make(self, dialog: ReportDialog, service: KeyService) -> None:
        dialog.show_waiting()
        asker = Asker(Front.WINDOW, qVersion(), QGuiApplication.platformName())
        job = self._runner.start(
            lambda: _made(service, asker), dialog.show_report, dialog.show_problem
        )
        dialog.finished.connect(lambda _: job.drop())

    def _save(self, dialog: ReportDialog, file: str) -> None:
        text = dialog.text
        job = self._runner.start(
            lambda: write_report(text, Path(file), replace=True),
            lambda _: dialog.show_saved(file),
            dialog.show_problem,
        )
        dialog.finished.connect(lambda _: job.drop())


def _made(service: KeyService, asker: Asker) -> str:
    # A vault that is locked stays so: nobody is asked for anything to make a report.
    storage = look_at_storage(service.storage, lambda _found: None)
    return make_report(service, storage, look_at_network(service), asker)
