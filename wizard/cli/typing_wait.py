"""Waiting for a person's line without missing a signal that comes in the moment before."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys

_A_FEW = 64  # bytes, one for each signal; one would do


def until_typed(terminal: int) -> None:
    """Return when something can be read from `terminal`; signals are heard meanwhile.

    A read that is begun just after a signal was noted, and before its handler could run, would
    wait for the person's next line. For the main thread; on Windows nothing is done.
    """
    if sys.platform == "win32":
        return
    hears, tells = os.pipe()
    before = -1
    try:
        os.set_blocking(hears, False)
        os.set_blocking(tells, False)
        before = signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
        while terminal not in select.select([terminal, hears], [], [])[0]:
            with contextlib.suppress(BlockingIOError):
                os.read(hears, _A_FEW)
    finally:
        signal.set_wakeup_fd(before)
        os.close(hears)
        os.close(tells)
