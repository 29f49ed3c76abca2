"""What a window can be told by keys, and how each is called on this system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from wizard.core.wording import QT_TR_NOOP, tr

_Standard = QKeySequence.StandardKey


class Command(Enum):
    """One thing to do."""

    HELP = auto()
    NEW_KEY = auto()
    VERIFY_ALL = auto()
    BACK = auto()
    LOCK = auto()
    PREFERENCES = auto()
    CLOSE = auto()
    QUIT = auto()


@dataclass(frozen=True, slots=True)
class _Keys:
    standard: QKeySequence.StandardKey | None
    otherwise: str


# Where a system names no key of its own, the one that others use; on macOS Ctrl here means Cmd.
_KEYS = {
    Command.HELP: _Keys(_Standard.HelpContents, "F1"),
    Command.NEW_KEY: _Keys(_Standard.New, "Ctrl+N"),
    Command.VERIFY_ALL: _Keys(_Standard.Refresh, "F5"),
    Command.BACK: _Keys(_Standard.Back, "Alt+Left"),
    Command.LOCK: _Keys(None, "Ctrl+L"),
    Command.PREFERENCES: _Keys(_Standard.Preferences, "Ctrl+,"),
    Command.CLOSE: _Keys(_Standard.Close, "Ctrl+W"),
    Command.QUIT: _Keys(_Standard.Quit, "Ctrl+Q"),
}
# Each acts on its own, and nobody presses these two keys without meaning it.
_ALSO = {Command.HELP: "F1", Command.VERIFY_ALL: "F5"}


def keys_of(command: Command) -> tuple[QKeySequence, ...]:
    """The keys of a command on this system, the usual one first."""
    chosen = _KEYS[command]
    # Qt gives "Back" and "Forward" the Backspace key on Windows: in a field that deletes a letter.
    bound = [] if chosen.standard is None else QKeySequence.keyBindings(chosen.standard)
    found = [one for one in bound if one.toString() not in {"", "Backspace"}]
    known = QKeySequence(chosen.otherwise)
    first = [known] if known in found or not found else []
    also = [QKeySequence(_ALSO[command])] if command in _ALSO else []
    return tuple(dict.fromkeys((*first, *found, *also)))


def name_of_key(command: Command) -> str:
    """How this system writes it: “Ctrl+N”, “⌘N”."""
    return keys_of(command)[0].toString(QKeySequence.SequenceFormat.NativeText)


_WORDS = {
    Command.HELP: QT_TR_NOOP("Help for this screen"),
    Command.NEW_KEY: QT_TR_NOOP("New read-only key"),
    Command.VERIFY_ALL: QT_TR_NOOP("Verify all keys"),
    Command.BACK: QT_TR_NOOP("Back"),
    Command.LOCK: QT_TR_NOOP("Lock the vault now"),
    Command.PREFERENCES: QT_TR_NOOP("Preferences"),
    Command.CLOSE: QT_TR_NOOP("Close this window"),
    Command.QUIT: QT_TR_NOOP("Close all windows"),
}


def words_of(command: Command) -> str:
    """What it does, in a few words."""
    return tr(_WORDS[command])


# The buttons that do the same, by their names: one at a time is on the screen.
_BUTTONS = {
    Command.NEW_KEY: ("create", "new-key"),
    Command.VERIFY_ALL: ("verify-all",),
    Command.BACK: ("back", "reading-back"),
    Command.LOCK: ("lock-now",),
}


class Commands(QObject):
    """`others`: what is done for commands that no button stands for.

    Keys act only while the window itself can be used: below a dialog they do nothing.
    """

    def __init__(self, window: QWidget, others: Mapping[Command, Callable[[], None]]) -> None:
        super().__init__(window)
        self._window = window
        self._others = others
        for command in Command:
            if command is Command.LOCK:  # the lock has its own, which is off where nothing locks
                continue
            for keys in keys_of(command):
                shortcut = QShortcut(keys, window)
                shortcut.activated.connect(lambda one=command: self.act(one))

    def act(self, command: Command) -> None:
        """Do it, if it can be done now."""
        button = self._button(command)
        if button is not None:
            button.click()
        elif command in self._others:
            self._others[command]()

    def offered(self) -> tuple[Command, ...]:
        """What can be done now."""
        return tuple(one for one in Command if one in self._others or self._button(one) is not None)

    def hint(self) -> None:
        """Say the keys in the tips of the buttons that do the same."""
        for command, names in _BUTTONS.items():
            for name in names:
                for button in self._window.findChildren(QAbstractButton, name):
                    what = button.toolTip() or words_of(command)
                    told = tr("{what} ({key})").format(what=what, key=name_of_key(command))
                    button.setToolTip(told)

    def _button(self, command: Command) -> QAbstractButton | None:
        """The button for it that can be pressed now."""
        for name in _BUTTONS.get(command, ()):
            for button in self._window.findChildren(QAbstractButton, name):
                if button.isVisible() and button.isEnabled():
                    return button
        return None
