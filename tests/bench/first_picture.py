"""The process whose start is measured: `ours` is the wizard, `bare` one empty window.

It imports nothing that either of them would not: whatever both load makes them look more alike.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


def _tell_first_paint(window_type: type[QWidget]) -> None:
    """When such a window's first painting is over, print the moment and the memory, and quit."""
    # Not by a filter for all events: that alone would take a fifth of the time.
    from PySide6.QtCore import QTimer

    paint = window_type.paintEvent

    def paint_and_tell(window: QWidget, event: QPaintEvent) -> None:
        # Before the window's own: what it wants to do after its first picture comes after that.
        QTimer.singleShot(0, _tell)
        paint(window, event)

    setattr(window_type, "paintEvent", paint_and_tell)  # noqa: B010


def _tell() -> None:
    painted = time.monotonic()
    from tests.bench.most_memory import most_memory

    print(f"[{painted}, {most_memory()}]", flush=True)
    os._exit(0)


def _bare() -> int:
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        pass

    application = QApplication([])
    _tell_first_paint(Window)
    window = Window()
    window.resize(960, 640)
    window.show()
    return application.exec()


def _ours() -> int:
    from PySide6.QtWidgets import QApplication

    from wizard.__main__ import main

    begin = QApplication.exec

    def watched_exec() -> int:
        (window,) = QApplication.topLevelWidgets()
        _tell_first_paint(type(window))
        return begin()

    # The one door that every Qt program goes through; the wizard itself knows nothing of a bench.
    setattr(QApplication, "exec", staticmethod(watched_exec))  # noqa: B010
    sys.argv = sys.argv[:1]
    return main()  # with what it does for a process of its own


if __name__ == "__main__":
    sys.exit(_bare() if sys.argv[1] == "bare" else _ours())
