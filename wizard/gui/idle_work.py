"""Work in small steps, done while the window has nothing better to do."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

_TURN_S = 0.004
"""How long a turn may take before the next step waits for the window's own events."""


class IdleWork(QObject):
    """Goes on with `steps` in idle moments, once it is started, or at once where it is needed.

    A step must be short: while one is done the window stands still. `failed` carries the
    exception of a step; nothing comes after it.
    """

    failed = Signal(object)

    def __init__(self, steps: Iterator[None], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._take_turn)

    def start(self) -> None:
        """Do a little of it whenever the window is idle, until all is done."""
        self._timer.start()

    def stop(self) -> None:
        """Leave it where it is."""
        self._timer.stop()

    def finish(self) -> None:
        """Do all the rest now: somebody needs what comes of it."""
        self._timer.stop()
        for _ in self._steps:
            pass

    def _take_turn(self) -> None:
        until = perf_counter() + _TURN_S
        try:
            for _ in self._steps:
                if perf_counter() > until:
                    return
        except Exception as error:  # noqa: BLE001 (the boundary: Qt would drop it)
            self.failed.emit(error)
        self._timer.stop()
