"""Renames, removes and discards keys off the GUI thread, and shows the vault as it is then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from wizard.core.problems import Problem
from wizard.gui.jobs import JobRunner
from wizard.gui.pages.home import HomePage
from wizard.key_service import KeyService


class HomeChanges(QObject):
    """Does what `page` asks for. `changed` and `look` get the record id to be selected."""

    def __init__(
        self,
        page: HomePage,
        runner: JobRunner,
        service: KeyService,
        changed: Callable[[str | None], None],
        look: Callable[[str | None], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._runner = runner
        self._service = service
        self._changed = changed
        self._look = look
        page.rename.connect(self._rename)
        page.remove.connect(self._remove)
        page.discard_pending.connect(self._discard)

    def _rename(self, record_id: str, name: str) -> None:
        self._change(lambda: self._service.rename(record_id, name), select=record_id)

    def _remove(self, record_id: str) -> None:
        self._change(lambda: self._service.remove(record_id), select=None)

    def _discard(self, record_id: str) -> None:
        self._change(lambda: self._service.discard(record_id), select=None)

    def _change(self, change: Callable[[], object], select: str | None) -> None:
        def work() -> Problem | None:
            change()
            return self._service.storage.unconfirmed()

        def done(unconfirmed: Problem | None) -> None:
            self._page.show_problem(unconfirmed)
            self._changed(select)

        def failed(problem: Problem) -> None:
            self._look(select)  # what is shown may be old: say what is true
            self._page.show_problem(problem)

        self._runner.start_in_lane(work, done, failed)
