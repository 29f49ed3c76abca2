"""What a test leaves on the (offscreen) screen goes with it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@contextmanager
def windows_gone() -> Iterator[None]:
    """At the end, destroy every window that was made meanwhile.

    Hundreds that are closed but still there would slow every later one, for each of their widgets
    hears of each change of colours.
    """
    before = _windows()
    yield
    after = _windows()
    if not after:
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from shiboken6 import isValid

    for window in after - before:
        if isValid(window):  # not gone with the one it belonged to
            window.deleteLater()
    gc.enable()  # a window that was not closed has it off
    # Qt itself does this in a loop only, and between two tests there is none.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows() -> set[QWidget]:
    if "PySide6.QtWidgets" not in sys.modules:
        return set()
    from PySide6.QtWidgets import QApplication

    return set(QApplication.topLevelWidgets()) if QApplication.instance() is not None else set()
