"""How long a process takes until its first window is painted, and how much memory it has then.

As a script it is the process that is measured: `ours` is the wizard, `bare` one empty window.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from tests.bench.most_memory import most_memory
from tests.bench.private_environment import private_environment
from tests.bench.rows import Row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


_Pair = tuple[float, float]
"""Milliseconds, MiB."""


def window_rows(rounds: int, home: str) -> list[Row]:
    """Time in ms and (on Linux) memory in MiB, measured in turns in fresh processes."""
    ours: list[_Pair] = []
    bare: list[_Pair] = []
    for number in range(rounds + 1):
        pair = _measure("ours", home), _measure("bare", home)
        if number:  # the first round warms the disk
            ours.append(pair[0])
            bare.append(pair[1])
    rows = [_row("process start to first window", "ms", 0, ours, bare)]
    if bare[0][1]:
        rows.append(_row("memory with the first window", "MiB", 1, ours, bare))
    return rows


def _row(name: str, unit: str, place: int, ours: list[_Pair], bare: list[_Pair]) -> Row:
    return Row(name, unit, [one[place] for one in ours], [one[place] for one in bare])


def _measure(which: str, home: str) -> _Pair:
    with tempfile.TemporaryDirectory(dir=home) as data_dir:
        began = time.monotonic()
        told = subprocess.run(
            [sys.executable, "-P", "-m", "tests.bench.first_window", which, data_dir],
            env=private_environment(home),
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    painted, memory = json.loads(told.splitlines()[-1])
    return (painted - began) * 1000, memory


def _tell_first_paint(application: QApplication) -> None:
    """When a window's first painting is over, print the moment and the memory, and quit."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QWidget

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
                application.removeEventFilter(self)
                QTimer.singleShot(0, _tell)
            return False

    def _tell() -> None:
        print(json.dumps([time.monotonic(), most_memory()]), flush=True)
        application.quit()

    application.installEventFilter(Watcher(application))


def _bare() -> int:
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication([])
    _tell_first_paint(application)
    window = QWidget()
    window.resize(960, 640)
    window.show()
    return application.exec()


def _ours(data_dir: str) -> int:
    from PySide6.QtWidgets import QApplication

    from wizard.__main__ import main

    begin = QApplication.exec

    def watched_exec() -> int:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        _tell_first_paint(application)
        return begin()

    # The one door that every Qt program goes through; the wizard itself knows nothing of a bench.
    setattr(QApplication, "exec", staticmethod(watched_exec))  # noqa: B010
    return main(["--data-dir", data_dir])


if __name__ == "__main__":
    sys.exit(_bare() if sys.argv[1] == "bare" else _ours(sys.argv[2]))
