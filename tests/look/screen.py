"""One screen of the wizard in one state, made without a vault, a network or a wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QLayout, QVBoxLayout, QWidget

from wizard.gui.look import Look
from wizard.gui.widgets.ribbon import Ribbon

_ROUNDS = 6  # wrapped texts find their height in several rounds


@dataclass(frozen=True, slots=True)
class Screen:
    """`make` gives a page, or a dialog over the window that it is given."""

    name: str
    make: Callable[[Look, QWidget], QWidget]
    rehearsal: bool = False


class Frame(QWidget):
    """A window like the wizard's own, for one page after the other."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._ribbon = Ribbon(look)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._column.addWidget(self._ribbon)
        self._shown: QWidget | None = None

    def show_screen(self, screen: Screen) -> QWidget:
        """Show this screen instead of the one before; gives what is to be looked at."""
        self.clear()
        made = screen.make(self._look, self)
        self._shown = made
        self._ribbon.setVisible(screen.rehearsal)
        if isinstance(made, QDialog):
            made.open()
        else:
            self._column.addWidget(made, 1)
            made.show()
        settle()
        return made if isinstance(made, QDialog) else self

    def clear(self) -> None:
        """Show nothing."""
        if self._shown is not None:
            self._shown.hide()
            self._shown.setParent(None)
            self._shown.deleteLater()
            self._shown = None
            # No event loop runs here that would see to it, and what lives follows every change.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def settle() -> None:
    """Let every layout find its place."""
    for _ in range(_ROUNDS):
        QApplication.processEvents()
