"""When a window that is left open looks again: at the clock, and at what others changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AGES_MS = 60_000
_VAULT_MS = 5 * 60_000


class LookingAgain(QObject):
    """While `page` is visible: `show_ages` every minute, `look` every five and on coming back.

    Coming back is the moment in which the page's window becomes the active one.
    """

    def __init__(
        self, page: QWidget, show_ages: Callable[[], None], look: Callable[[], None]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._look = look
        self._show_ages = show_ages
        self.ages = self._timer(_AGES_MS, self._on_ages)
        self.vault = self._timer(_VAULT_MS, self._on_vault)
        page.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate and watched is self._page.window():
            self._on_vault()
        return False

    def end(self) -> None:
        """The window closes: there is nobody to look for."""
        self.ages.stop()
        self.vault.stop()
        self._page.window().removeEventFilter(self)

    def _timer(self, every_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.timeout.connect(act)
        timer.start()
        return timer

    def _on_ages(self) -> None:
        if self._page.isVisible():
            self._show_ages()

    def _on_vault(self) -> None:
        if self._page.isVisible():
            self._look()
