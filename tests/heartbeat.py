"""How long a window stands still: a heart that beats in its event loop, and what keeps it back.

A busy machine lets everybody wait, and that is nothing that a program does. What counts is the gap
between two beats without the time in which its threads were ready and no processor was free
(Linux tells, elsewhere it is the whole gap). All threads: one that waits may hold Python's lock.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

_BEAT_MS = 5


@dataclass(frozen=True, slots=True)
class Gaps:
    """The longest of each between two beats, in milliseconds: by the clock; without the machine's
    own delays; the work of the window's thread. `beats`: how often the heart beat.
    """

    clock: float
    stood_still: float
    work: float
    beats: float


class Heart(QObject):
    """Beats every five milliseconds in the thread that it was made in, from `start` to `stop`."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last: tuple[float, float, float] | None = None
        self._gaps = Gaps(0.0, 0.0, 0.0, 0)

    def start(self) -> None:
        """Begin anew."""
        self._gaps = Gaps(0.0, 0.0, 0.0, 0)
        self._last = self._now()
        self._timer.start()

    def stop(self) -> Gaps:
        """The gaps since `start`; the one that lasts until now is one of them."""
        self._beat()
        self._timer.stop()
        return self._gaps

    def _beat(self) -> None:
        if self._last is None:
            return
        before, self._last = self._last, self._now()
        clock, delay, work = (one - other for one, other in zip(self._last, before, strict=True))
        longest = self._gaps
        self._gaps = Gaps(
            max(longest.clock, clock),
            max(longest.stood_still, clock - max(0.0, delay)),
            max(longest.work, work),
            longest.beats + 1,
        )

    @staticmethod
    def _now() -> tuple[float, float, float]:
        """Clock, waiting for a processor, and work, in milliseconds."""
        return time.perf_counter() * 1000, _delays_ms(), time.thread_time() * 1000


def _delays_ms() -> float:
    """How long all threads of this process were ready and did not run."""
    waited = 0
    for told in Path("/proc/self/task").glob("*/schedstat"):
        with suppress(OSError):  # a thread that ended just now
            # Source: Documentation/scheduler/sched-stats.rst: the second is nanoseconds in a queue.
            waited += int(told.read_text().split()[1])
    return waited / 1e6
