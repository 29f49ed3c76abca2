"""From “Connection settings…” to a way to the exchange that was chosen and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wizard.core.problems import Problem
from wizard.core.proxy import Proxy
from wizard.core.settings import Settings
from wizard.gui.widgets.connection_dialog import ConnectionDialog
from wizard.gui.window_flow import WindowFlow


def _nothing() -> None:
    """For callers to whom it makes no difference."""


class ConnectionFlow(WindowFlow):
    """Reads and keeps the settings off the GUI thread."""

    def open(self, suggested: str = "", then: Callable[[], None] = _nothing) -> None:
        """Show the dialog, with `suggested` filled in; `then` is called once a choice is kept."""
        service = self._built()
        if service is None:  # the first moments of the window
            return
        dialog = ConnectionDialog(self._look, self._window)
        found: list[Settings] = []

        def show(settings: Settings | Problem) -> None:
            if isinstance(settings, Problem):
                dialog.show_unreadable(settings)
            else:
                found.append(settings)
                dialog.show_settings(settings.proxy, suggested)

        def keep(proxy: Proxy | None) -> None:
            # What cannot be read is replaced as a whole: there is nothing in it to hand on.
            settings = replace(found[0] if found else Settings(), proxy=proxy)
            dialog.show_keeping()
            self._runner.start(lambda: service.keep_settings(settings), kept, failed)

        def kept(unconfirmed: Problem | None) -> None:
            if is_open and unconfirmed is None:
                dialog.accept()
            elif is_open and unconfirmed is not None:
                dialog.show_problem(unconfirmed)
            then()

        def failed(problem: Problem) -> None:
            if is_open:
                dialog.show_problem(problem)

        is_open = [True]
        dialog.finished.connect(is_open.clear)
        dialog.chosen.connect(keep)
        job = self._runner.start(service.settings, show, failed)
        dialog.finished.connect(lambda _: job.drop())
        dialog.open()
