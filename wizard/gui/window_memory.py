"""A window opens where it was when it was closed, or in the middle of the pointer's screen."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QWidget

from wizard.core.window_place import Box, WindowPlace, place_for, read_place
from wizard.vault.first_look import text_at_once

_FRAME = 32  # pixels above a window; it gets its real frame only once it is shown


class WindowMemory(QObject):
    """Remembers one window in a small file of `folder`; a rehearsal's window has its own.

    What cannot be read or written is no loss: then it opens as for the first time.
    """

    def __init__(self, window: QWidget, folder: Path, *, is_practice: bool) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        self._name = "window-practice.json" if is_practice else "window.json"

    def show(self) -> None:
        """Show the window where it belongs."""
        window = self._window
        text = text_at_once(self._folder / self._name)
        before = None if text is None else read_place(text)
        usual = (window.width(), window.height())
        place = place_for(before, _screens(), usual, _FRAME)
        box = place.box
        window.setGeometry(QRect(box.left, box.top, box.width, box.height))
        if place.is_maximised:
            window.showMaximized()
        else:
            window.show()

    def watch(self) -> None:
        """Keep the window's place as soon as it is closed."""
        self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Hide:
            self._keep()
        return False

    def _keep(self) -> None:
        from wizard.core.problems import ProblemError
        from wizard.vault.small_text_file import SmallTextFile

        window = self._window
        is_maximised = window.isMaximized() or window.isFullScreen()
        place = window.normalGeometry() if is_maximised else window.geometry()
        text = WindowPlace(_box(place), is_maximised).to_text()
        file = SmallTextFile(self._folder, self._name)
        if file.read() != text:
            with suppress(ProblemError):
                file.write(text)


def _screens() -> list[Box]:
    """The usable part of every screen, that with the pointer first."""
    screens = QGuiApplication.screens()
    first = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    ordered = sorted(screens, key=lambda screen: screen is not first)
    return [_box(screen.availableGeometry()) for screen in ordered]


def _box(rect: QRect) -> Box:
    return Box(rect.left(), rect.top(), rect.width(), rect.height())
