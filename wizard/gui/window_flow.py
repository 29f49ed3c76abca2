"""What every flow that opens a dialog over the window is built of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wizard.gui.jobs import JobRunner
from wizard.gui.look import Look
from wizard.key_service import KeyService


class WindowFlow(QObject):
    """`_built`: the service, if there is one; in the window's first moments there is none."""

    def __init__(
        self,
        look: Look,
        window: QWidget,
        runner: JobRunner,
        built: Callable[[], KeyService | None],
    ) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._runner = runner
        self._built = built
