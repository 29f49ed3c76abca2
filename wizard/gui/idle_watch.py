"""Watches for the moment in which nobody has touched the program for so long."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
        QEvent.Type.Drop,
    }
)
_LONGEST_TICK_MS = 5_000
_TICKS = 20  # per idle time: so much later than promised at most
# What a busy computer does not hold a program up for.
_JUMP_S = 60.0


class IdleWatch(QObject):
    """`idle` says, again and again while it is so, that no window was touched for so long.

    `slept` says that the clocks went on while the program stood still. Both clocks count: the
    steady one may stand still in a sleeping computer, the wall clock may be set.
    """

    idle = Signal()
    slept = Signal()

    def __init__(
        self,
        parent: QObject,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._steady = steady
        self._wall = wall
        self.after_ms: int | None = None
        self._touched = self._looked = self._now()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)

    @property
    def is_on(self) -> bool:
        """Whether it watches."""
        return self._timer.isActive()

    def watch(self, after_ms: int | None) -> None:
        """Watch from now on; None: only for a sleep."""
        self.stop()
        self.after_ms = after_ms
        self._touched = self._looked = self._now()
        longest = _LONGEST_TICK_MS if after_ms is None else after_ms // _TICKS
        self._timer.start(max(1, min(_LONGEST_TICK_MS, longest)))
        application = QCoreApplication.instance()
        if application is not None and after_ms is not None:
            application.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # For each event of the whole program: a look into a set, and rarely at two clocks.
        if event.type() in _TOUCHES:
            self._touched = self._now()
        return False

    def look(self) -> None:
        """Look at the clocks now."""
        now, before = self._now(), self._looked
        self._looked = now
        if _between(before, now) > _JUMP_S + self._timer.interval() / 1000:
            self.slept.emit()
        elif self.after_ms is not None and _between(self._touched, now) * 1000 >= self.after_ms:
            self.idle.emit()

    def _now(self) -> tuple[float, float]:
        return self._steady(), self._wall()


def _between(before: tuple[float, float], now: tuple[float, float]) -> float:
    return max(now[0] - before[0], now[1] - before[1])
