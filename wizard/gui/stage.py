"""Drives a real window as a person would: presses, types, pastes, looks. For the tour and tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QWidget

from wizard.gui.app import make_application
from wizard.gui.garbage import Garbage
from wizard.gui.look import Look, Scheme
from wizard.gui.main_window import MainWindow
from wizard.gui.pages.home import HomePage
from wizard.gui.said import is_said
from wizard.gui.widgets.code_view import CodeView
from wizard.key_service import KeyService

_PATIENCE_MS = 30_000
_LOOK_AGAIN_MS = 10


class StageError(RuntimeError):
    """The window is not as expected; the text says what was waited for."""


class Stage:
    """One window on one service, and hands to use it. Closes both at the end."""

    def __init__(self, make_service: Callable[[], KeyService], *, is_practice: bool = True) -> None:
        self._application = make_application()
        self._garbage = Garbage(self._application)
        self._garbage.begin()
        self.look = Look(Scheme.LIGHT)
        self.opened_addresses: list[str] = []
        self.window = MainWindow(
            self.look,
            make_service,
            is_practice=is_practice,
            open_address=self._note_address,
        )

    def open(self) -> None:
        """Show the window and wait until it knows its vault."""
        ready: list[bool] = []
        self.window.ready.connect(lambda: ready.append(True))
        self.window.show()
        self.window.begin()
        self.wait(lambda: bool(ready), "the window to be ready")

    def close(self) -> None:
        """Close the window as its owner would."""
        self.window.close()
        self.window.end()
        self._garbage.end()

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Let the window live until `condition` holds. Raises StageError after 30 seconds."""
        loop = QEventLoop()
        look_again = QTimer()
        look_again.setInterval(_LOOK_AGAIN_MS)
        look_again.timeout.connect(lambda: loop.quit() if condition() else None)
        patience = QTimer()
        patience.setSingleShot(True)
        patience.timeout.connect(loop.quit)
        look_again.start()
        patience.start(_PATIENCE_MS)
        loop.exec()
        look_again.stop()
        if not condition():
            raise StageError(f"Waited in vain for {what}.")

    def press(self, name: str) -> None:
        """Press a button, as soon as it can be pressed."""
        self.wait(lambda: self._pressable(name) is not None, f"the button “{name}”")
        button = self._pressable(name)
        if button is not None:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type_into(self, name: str, text: str) -> None:
        """Type a text into an empty field."""
        field = self._field(name)
        field.clear()
        QTest.keyClicks(field, text)

    def paste_into(self, name: str, text: str) -> None:
        """Paste a text into a field from the clipboard, and leave the clipboard empty."""
        field = self._field(name)
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(text)
        field.clear()
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        clipboard.clear()

    def clipboard_holds(self, text: str) -> bool:
        """Whether exactly this text is on the clipboard."""
        return QGuiApplication.clipboard().text() == text

    def says(self, words: str) -> bool:
        """Whether a text on the screen contains `words`, in English or as they are translated."""
        texts = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
        return any(is_said(words, text) for text in texts)

    def shows_row(self, words: str) -> bool:
        """Whether a row of facts or keys that is on the screen says `words`."""
        widgets = self.window.findChildren(QWidget)
        names = [widget.accessibleName() for widget in widgets if widget.isVisible()]
        return any(is_said(words, name) for name in names if name)

    def is_enabled(self, name: str) -> bool:
        """Whether a button can be pressed now."""
        return self._pressable(name) is not None

    @property
    def recovery_code(self) -> str:
        """The recovery code that is on the screen, as a screen reader says it; "" for none."""
        views = [view for view in self.window.findChildren(CodeView) if view.isVisible()]
        return views[0].accessibleName().partition(": ")[2] if views else ""

    @property
    def is_home(self) -> bool:
        """Whether the saved keys are on the screen."""
        return any(page.isVisible() for page in self.window.findChildren(HomePage))

    def picture(self, folder: Path, name: str, dialog: str = "") -> None:
        """Save the window, or the dialog of that name, as NAME-light.png and NAME-dark.png."""
        dialogs = self.window.findChildren(QDialog, dialog) if dialog else []
        shown: QWidget = next((one for one in dialogs if one.isVisible()), self.window)
        for scheme in (Scheme.DARK, Scheme.LIGHT):
            self.look.choose(scheme)
            self._settle()
            if not shown.grab().save(str(folder / f"{name}-{scheme}.png")):
                raise StageError(f"The picture “{name}” could not be saved in {folder}.")

    def _note_address(self, address: str) -> bool:
        self.opened_addresses.append(address)
        return True

    def _settle(self) -> None:
        loop = QEventLoop()
        QTimer.singleShot(_LOOK_AGAIN_MS, loop.quit)
        loop.exec()

    def _pressable(self, name: str) -> QAbstractButton | None:
        buttons = self.window.findChildren(QAbstractButton, name)
        return next((b for b in buttons if b.isVisible() and b.isEnabled()), None)

    def _field(self, name: str) -> QLineEdit:
        def visible() -> QLineEdit | None:
            fields = self.window.findChildren(QLineEdit, name)
            return next((f for f in fields if f.isVisible() and f.isEnabled()), None)

        self.wait(lambda: visible() is not None, f"the field “{name}”")
        field = visible()
        if field is None:
            raise StageError(f"There is no field “{name}”.")
        return field
