"""All windows of this process: opened, remembered, shown again, opened anew in another language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from wizard.gui.look import Look
from wizard.gui.main_window import MainWindow
from wizard.gui.window_memory import WindowMemory

if TYPE_CHECKING:
    from pathlib import Path

    from wizard.core.appearance import Appearance
    from wizard.core.settings import Settings
    from wizard.gui.preferences_flow import PreferencesFlow
    from wizard.key_service import KeyService

# A window without a picture after so long is minimised, or on another desktop.
_OUT_OF_SIGHT_MS = 2000


class Windows(QObject):
    """`folder` holds the settings and the windows' places.

    `seen_first`: the first picture of all is there. `failed` carries what kept a window from being
    built.
    """

    seen_first = Signal()
    failed = Signal(object)

    def __init__(
        self,
        application: QApplication,
        look: Look,
        folder: Path,
        makers: tuple[Callable[[], KeyService], Callable[[], KeyService]],
        appearance: Appearance,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._look = look
        self._folder = folder
        self._make_service, self._make_practice = makers
        self._language = self._wanted_language = self._tried_language = appearance.language
        self._windows: list[MainWindow] = []

    def open(self, *, is_practice: bool) -> None:
        """Open another window."""
        make = self._make_practice if is_practice else self._make_service
        window = MainWindow(self._look, make, is_practice=is_practice)
        self._windows.append(window)
        memory = WindowMemory(window, self._folder, is_practice=is_practice)
        window.rehearse.connect(lambda: self.open(is_practice=True))
        window.preferences.connect(lambda: self._open_preferences(window))
        window.failed.connect(self.failed)
        window.seen.connect(memory.watch)
        window.seen.connect(window.begin)
        if len(self._windows) == 1:
            window.seen.connect(self.seen_first)
        memory.show()
        QTimer.singleShot(_OUT_OF_SIGHT_MS, window, window.note_seen)

    def bring_to_front(self, token: str) -> None:
        """Show the windows to whoever started the program once more; one at least."""
        from wizard.gui.second_start import bring_to_front

        if not self.shown():
            self.open(is_practice=bool(self._windows) and self._windows[0].is_practice)
        for window in self.shown():
            bring_to_front(window, token)

    def end(self) -> None:
        """All are closed: wait for the last threads."""
        for window in self._windows:
            window.end()

    def shown(self) -> list[MainWindow]:
        """The windows that are open."""
        return [window for window in self._windows if not window.isHidden()]

    def _open_preferences(self, window: MainWindow) -> None:
        from wizard.gui.preferences_flow import PreferencesFlow
        from wizard.vault.settings_file import SettingsFile

        place = "" if window.is_practice else str(self._folder.absolute())
        file = SettingsFile(self._folder)
        flow = PreferencesFlow(self._look, window, window.runner, file, place)
        flow.kept.connect(lambda settings: self._follow(settings, window))
        # Not within the signal of a window that is closed by it.
        flow.settled.connect(lambda: QTimer.singleShot(0, self, lambda: self._settle(flow, window)))
        flow.connection.connect(window.rooms.pages.welcome.connection)
        flow.vault.connect(window.rooms.pages.welcome.vault)
        flow.open()

    def _follow(self, settings: Settings, window: MainWindow) -> None:
        self._look.take(settings.appearance)
        window.locking.look_again()
        self._wanted_language = settings.appearance.language

    def _settle(self, flow: PreferencesFlow, window: MainWindow) -> None:
        """Follow to another language as soon as no other change could be lost with the window."""
        if flow.is_busy or self._wanted_language == self._tried_language:
            return
        self._tried_language = self._wanted_language  # a no counts until another one is chosen
        if self._wanted_language != self._language:
            self._open_anew(window)

    def _open_anew(self, chosen_in: MainWindow) -> None:
        """Close the windows as their owner would, and open them again in the other language.

        The one where it was chosen asks before it drops what was pasted, and nothing speaks
        another language before the yes. Others that have something in hand keep the old words
        until they are opened the next time.
        """
        self._application.setQuitOnLastWindowClosed(False)
        if chosen_in.isHidden():  # its owner was quicker
            self._go_over()
        elif chosen_in.close():
            self._go_over(chosen_in)
        else:
            self._go_over_when_left(chosen_in)

    def _go_over(self, *left: MainWindow) -> None:
        from wizard.gui.languages import install

        others = [one for one in self.shown() if _is_at_rest(one)]
        closed = [*left, *(one for one in others if one.close())]
        self._language = self._tried_language
        try:
            install(self._application, self._language)
        finally:  # whatever was wrong with it: a program without a window is never left behind
            for window in closed:
                self.open(is_practice=window.is_practice)
            self._application.setQuitOnLastWindowClosed(True)

    def _go_over_when_left(self, window: MainWindow) -> None:
        """It asks whether to drop something: on a yes it closes, and is not the end."""
        from PySide6.QtCore import Qt  # the first picture would wait for its names

        from wizard.gui.widgets.dialogs import ConfirmDialog

        def go_on() -> None:
            if window.isHidden():
                self._go_over(window)
            else:
                self._application.setQuitOnLastWindowClosed(True)

        asked = [one for one in window.findChildren(ConfirmDialog) if one.isVisible()]
        for question in asked[-1:]:
            # After a yes the window is closed right behind this signal, and closes its dialogs:
            # this one ends twice.
            question.finished.connect(
                lambda: QTimer.singleShot(0, self, go_on), Qt.ConnectionType.SingleShotConnection
            )
        if not asked:
            self._application.setQuitOnLastWindowClosed(True)


def _is_at_rest(window: MainWindow) -> bool:
    """Whether nobody misses anything when it opens anew. A rehearsal lives with its window."""
    from wizard.gui.sheets.sheet import is_covered

    rooms = window.rooms
    in_hand = window.guide_state is not None or rooms.holds_unsealed()
    has_begun = window.is_practice and rooms.guide is not None
    return not (in_hand or has_begun or is_covered(window))
