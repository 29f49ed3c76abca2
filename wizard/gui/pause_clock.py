"""Watches for the moment from which an exchange may be asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from wizard.core.time_words import at_time, time_left

_LOOK_AGAIN_MS = 250


class PauseClock(QObject):
    """`passing` says that time went by, `over` that the moment has come. `clock`: aware UTC.

    It looks at the clock again and again: a computer that slept meanwhile wakes up late.
    """

    passing = Signal()
    over = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._until: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_on(self) -> bool:
        """Whether the moment is still to come."""
        return self._until is not None

    @property
    def time(self) -> str:
        """When it is, such as "14:05"; "" when nothing is waited for."""
        return "" if self._until is None else at_time(self._until, self._clock())

    @property
    def left(self) -> str:
        """How long that is from now, such as "25 seconds"; "" when nothing is waited for."""
        return "" if self._until is None else time_left(self._until, self._clock())

    def wait_until(self, moment: datetime | None) -> None:
        """Watch for this moment, an aware time; None or one that has passed ends the wait."""
        waits = moment is not None and moment > self._clock()
        self._until = moment if waits else None
        if waits:
            self._timer.start()
        else:
            self._timer.stop()

    def _look(self) -> None:
        if self._until is not None and self._clock() < self._until:
            self.passing.emit()
            return
        self.wait_until(None)
        self.over.emit()
