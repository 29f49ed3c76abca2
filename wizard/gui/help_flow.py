"""From F1 or “Help” to what there is to say about this very screen, dialogs included."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QChildEvent, QEvent, QObject
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from wizard.gui.commands import Command, keys_of, name_of_key, words_of
from wizard.gui.look import Look
from wizard.gui.sheets.help_sheet import HelpSheet
from wizard.guide.texts import load_text

# Dialogs that have a text of their own; others are explained with the screen below them.
_OF_DIALOGS = {
    "vault-sheet": "vault",
    "connection-dialog": "connection",
    "preferences-sheet": "preferences",
}
SCREENS = ("welcome", "passphrase", "reading", "guide", "name", "paste", "check", "home")


class HelpFlow(QObject):
    """`screen` tells which screen is shown, by one of SCREENS; `offered` what can be done there."""

    def __init__(
        self,
        look: Look,
        window: QWidget,
        screen: Callable[[], str],
        offered: Callable[[], tuple[Command, ...]],
    ) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._screen = screen
        self._offered = offered
        window.installEventFilter(self)

    def open(self) -> None:
        """Help for the screen that is shown."""
        keys = [(words_of(one), name_of_key(one)) for one in self._offered()]
        self._open(self._window, self._screen(), keys)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # A dialog blocks the keys of the window below it, so it gets this one itself.
        if event.type() is QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            # Qt's own dialog for files makes and drops children in ways that a filter of ours
            # does not survive.
            if isinstance(child, QDialog) and not isinstance(child, HelpSheet | QFileDialog):
                self._serve(child)
        return False

    def _serve(self, dialog: QDialog) -> None:
        dialog.installEventFilter(self)  # dialogs open over dialogs
        for keys in keys_of(Command.HELP):
            shortcut = QShortcut(keys, dialog)
            shortcut.activated.connect(lambda: self._open_over(dialog))

    def _open_over(self, dialog: QDialog) -> None:
        self._open(dialog, _OF_DIALOGS.get(dialog.objectName(), self._screen()), [])

    def _open(self, over: QWidget, name: str, keys: list[tuple[str, str]]) -> None:
        HelpSheet(self._look, over, load_text(f"help-{name}"), keys).open()
