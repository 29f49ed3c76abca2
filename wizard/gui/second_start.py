"""A second start shows the window of the first one, and ends."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from wizard.gui.meeting_place import WAYLAND_TOKEN, Claim, MeetingPlace


class SecondStarts(QObject):
    """Hears of starts after the first one, from `begin` on. `show` gets each one's token."""

    def __init__(self, meeting: MeetingPlace, show: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._meeting = meeting
        self._show = show
        self._watcher: QFileSystemWatcher | None = None

    def begin(self) -> None:
        """Look now, and whenever something changes there."""
        if self._meeting.claim() is not Claim.FIRST:
            return
        self._watcher = QFileSystemWatcher([str(self._meeting.room)], self)
        self._watcher.directoryChanged.connect(self._look)
        self._look()

    def _look(self) -> None:
        for token in self._meeting.take_notes():
            self._show(token)


def bring_to_front(window: QWidget, token: str) -> None:
    """Show a window above all others, from wherever it is."""
    state = window.windowState()
    if state & Qt.WindowState.WindowMinimized:
        window.setWindowState(state & ~Qt.WindowState.WindowMinimized)
    window.show()
    over = QApplication.activeModalWidget() or window
    if token and QGuiApplication.platformName().startswith("wayland"):
        os.environ[WAYLAND_TOKEN] = token  # Qt takes it from there
    window.raise_()
    over.raise_()
    over.activateWindow()
    os.environ.pop(WAYLAND_TOKEN, None)
    # Where a desktop lets nobody come to the front by himself, its bar calls for attention.
    QTimer.singleShot(0, window, lambda: QApplication.alert(window))
