"""Lets Ctrl+C in a terminal close the window: Qt's loop alone would not notice it."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication


@contextmanager
def interruptible(application: QApplication) -> Iterator[None]:
    """While this lasts, SIGINT and SIGTERM close all windows. For the main thread only."""
    near, far = socket.socketpair()
    with near, far:
        near.setblocking(False)
        far.setblocking(False)
        # Python notes a signal and runs its handler later; the byte on this socket wakes Qt.
        old_descriptor = signal.set_wakeup_fd(far.fileno(), warn_on_full_buffer=False)
        old = {
            number: signal.signal(number, lambda *_: None)
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        notifier = QSocketNotifier(near.fileno(), QSocketNotifier.Type.Read)

        def close_all() -> None:
            near.recv(64)
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
