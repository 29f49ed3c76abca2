"""What comes after a window was closed: its last threads, and then its service."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog

from wizard.gui.jobs import JobRunner
from wizard.key_service import KeyService

_LOOK_AGAIN_MS = 100


class Ending(QObject):
    """Ends what one window had. `built`: its service, if there is one."""

    def __init__(
        self, window: QObject, runner: JobRunner, built: Callable[[], KeyService | None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._built = built
        self._is_over = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._end_when_idle)

    def begin(self) -> None:
        """The window is closed; not waited for here: another one would stand still meanwhile."""
        self._runner.drop_all()
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()  # what is typed there is wiped
        service = self._built()
        if service is not None:
            service.storage.give_up()
        self._timer.start()

    def end(self) -> None:
        """Wait for the last threads, and close the service. Does nothing twice."""
        self._timer.stop()
        self._runner.wait_for_end()
        service = self._built()
        if service is not None and not self._is_over:
            service.close()
        self._is_over = True

    def _end_when_idle(self) -> None:
        if self._runner.has_ended():
            self.end()
