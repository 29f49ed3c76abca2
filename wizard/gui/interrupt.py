"""Lets Ctrl+C in a terminal close the window: Qt's loop alone would not notice it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

_AT_ONCE = 64


@contextmanager
def interruptible(application: QApplication) -> Iterator[None]:
    """While this lasts, SIGINT and SIGTERM close all windows. For the main thread only."""
    with _line() as (near, far, empty):
        # Python notes a signal and runs its handler later; the byte on this line wakes Qt.
        old_descriptor = signal.set_wakeup_fd(far, warn_on_full_buffer=False)
        old = {
            number: signal.signal(number, lambda *_: None)
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        notifier = QSocketNotifier(near, QSocketNotifier.Type.Read)

        def close_all() -> None:
            empty()
            application.closeAllWindows()
            application.quit()

        notifier.activated.connect(close_all)
        try:
            yield
        finally:
            notifier.setEnabled(False)
            for number, handler in old.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(old_descriptor)


@contextmanager
def _line() -> Iterator[tuple[int, int, Callable[[], object]]]:
    """What is written to the second descriptor wakes whoever waits for the first; and its emptier.

    A pipe, where that does: the first picture does not wait for the sockets' library.
    """
    if sys.platform == "win32":
        import socket

        one, other = socket.socketpair()
        with one, other:
            one.setblocking(False)
            other.setblocking(False)
            yield one.fileno(), other.fileno(), lambda: one.recv(_AT_ONCE)
        return
    near, far = os.pipe()
    try:
        os.set_blocking(near, False)
        os.set_blocking(far, False)
        yield near, far, lambda: os.read(near, _AT_ONCE)
    finally:
        os.close(near)
        os.close(far)
