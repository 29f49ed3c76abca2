"""One stretch of time that several calls share."""

from __future__ import annotations

import time


class Patience:
    """So many seconds from now, for all calls together."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left_s(self) -> float:
        """What is left; never quite nothing, so that an answer at hand is still taken."""
        return max(self._end - time.monotonic(), 0.1)
