"""Garbage is looked for on the window's own thread alone.

Python looks for it on whichever thread happens to ask for memory. A timer, a picture or a dialog
that nobody needs any more would be destroyed there, and Qt allows that on one thread only.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

# A library that another thread loads makes much to look through; often, so that it is never much
# at once: with 100 ms the window stood still for 79 ms, with 20 for 39.
_LOOK_EVERY_MS = 20
# The eldest are many, and looking through them is felt: seldom, as Python itself does.
_ROUNDS_OF_THE_ELDEST = 5


class Garbage(QObject):
    """From `begin` to `end`, in the thread that it was made in, instead of Python's own way."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """From now on nowhere else. Python goes on counting what was asked for."""
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """There is no loop any more: as Python does it."""
        self._timer.stop()
        gc.enable()

    def _look(self) -> None:
        young, middle, old = gc.get_count()
        limits = gc.get_threshold()
        if old > limits[2] * _ROUNDS_OF_THE_ELDEST:
            gc.collect(2)
        elif middle > limits[1]:
            gc.collect(1)
        elif young > limits[0]:
            gc.collect(0)
