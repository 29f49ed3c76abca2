"""Looks for codes in pictures off the GUI thread, and clears the clipboard once all is sealed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from wizard.core.venue import VenueId
from wizard.gui.jobs import Job, JobRunner
from wizard.gui.pages.paste_form import PasteForm
from wizard.gui.qr_picture import texts_in_file, texts_in_image
from wizard.gui.seal_flow import SealFlow


class PasteFlow(QObject):
    """Serves one form. Only the last picture is answered for."""

    def __init__(
        self, form: PasteForm, runner: JobRunner, seals: SealFlow, venue: VenueId, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._runner = runner
        self._job: Job | None = None
        form.expect(venue)
        form.picture.connect(self._look_at)
        seals.sealed.connect(form.trace.take_away)

    def _look_at(self, picture: QImage | Path) -> None:
        if self._job is not None:
            self._job.drop()

        def look() -> tuple[str, ...]:
            if isinstance(picture, QImage):
                return texts_in_image(picture)
            return texts_in_file(picture)

        self._job = self._runner.start(look, self._form.take_codes, self._form.show_unread)
