"""Locks the vault when nobody is there, and brings the person back to where they were."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from wizard.core.problems import Problem
from wizard.core.settings import Settings
from wizard.gui.idle_watch import IdleWatch
from wizard.gui.jobs import JobRunner
from wizard.gui.lock_signals import LockSignals
from wizard.gui.lock_words import LockReason, reason_words
from wizard.gui.start_flow import StartFlow
from wizard.gui.unfinished import holds_something, shows_code
from wizard.key_service import KeyService

_MINUTE_MS = 60_000
_Found = tuple[bool, bool, int | None]


class LockFlow(QObject):
    """Locks only a vault that asks a person to be opened again: anything else would be a show.

    A rehearsal is never locked.
    `locking`: the keys are about to be dropped; forget what was opened, begin nothing new.
    `unlocked`: the person is back. `can_lock_changed`: whether this vault can be locked.
    `in_vain`: somebody wants to lock a vault that its keychain would open at once.
    """

    locking = Signal()
    unlocked = Signal()
    can_lock_changed = Signal(bool)
    in_vain = Signal()

    def __init__(
        self,
        window: QWidget,
        runner: JobRunner,
        start: StartFlow,
        holds_unsealed: Callable[[], bool],
        *,
        is_practice: bool,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._start = start
        self._holds_unsealed = holds_unsealed
        self._is_practice = is_practice
        self._is_listening = False
        self._minutes: int | None = None
        self.can_lock = False
        self.is_locked = False
        self.dropped_code = False  # the last lock took a new recovery code off the screen
        self.idle = IdleWatch(self)
        self.idle.idle.connect(self._on_idle)
        self.idle.slept.connect(lambda: self.lock_now(LockReason.SLEPT))
        self.signals = LockSignals(self)
        self.signals.heard.connect(self.lock_now)
        self._shortcut = QShortcut(QKeySequence("Ctrl+L"), window)  # on macOS that is Cmd+L
        self._shortcut.activated.connect(self._on_keys)
        self._shortcut.setEnabled(False)

    def look_again(self) -> None:
        """Learn anew whether and when to lock: after opening, and after what changes either."""
        service = self._start.built
        if service is None or self.is_locked or self._is_practice:
            return

        # What cannot be read now was read when the vault was opened: that holds on.
        self._runner.start_in_lane(lambda: _look(service), self._know, lambda _: None)

    def lock_now(self, reason: LockReason = LockReason.BY_HAND) -> None:
        """Lock, if there is anything to be locked. What is being sealed is sealed first."""
        if not self.can_lock or self.is_locked:
            return
        self.is_locked = True
        self.idle.stop()
        self._shortcut.setEnabled(False)
        self.dropped_code = shows_code(self._window)
        self._close_dialogs()
        self.locking.emit()
        self._start.lock(reason_words(reason, self._minutes), self._go_on)

    def end(self) -> None:
        """The window closes."""
        self.can_lock = False
        self.idle.stop()
        self.signals.end()

    def _know(self, found: _Found) -> None:
        if self.is_locked:
            return
        self.can_lock, is_open, self._minutes = found
        if self.can_lock:
            self.idle.watch(None if self._minutes is None else self._minutes * _MINUTE_MS)
        else:
            self.idle.stop()
        if self.can_lock and not self._is_listening:
            self._is_listening = True
            # Beside the lane: a bus that does not answer must keep no save waiting.
            self._runner.start(self.signals.listen, lambda _: None, lambda _: None)
        self._shortcut.setEnabled(is_open)
        self.can_lock_changed.emit(self.can_lock)

    def _on_keys(self) -> None:
        if self.can_lock:
            self.lock_now()
        else:
            self.in_vain.emit()

    def _on_idle(self) -> None:
        # The exchange shows a secret once, and a recovery code is written on paper with no hand on
        # the keys: what would be lost is not taken away. It is asked again until it is done.
        if not self._holds_unsealed() and not holds_something(self._window):
            self.lock_now(LockReason.IDLE)

    def _go_on(self) -> None:
        self.is_locked = False
        self.unlocked.emit()
        self.look_again()

    def _close_dialogs(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()


def _look(service: KeyService) -> _Found:
    settings = service.settings()
    minutes = (
        Settings().lock_after_min if isinstance(settings, Problem) else settings.lock_after_min
    )
    return service.locking.asks_somebody(), service.storage.is_open, minutes
