"""The window: its first picture at once, and everything behind that in idle moments.

Nothing may be imported here that the first picture does not need (tests/gui/test_first_window.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from wizard.gui.idle_work import IdleWork
from wizard.gui.page_stack import PageStack
from wizard.gui.pages.opening import OpeningPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wizard.core.guide import GuideState
    from wizard.gui.jobs import JobRunner
    from wizard.gui.lock_flow import LockFlow
    from wizard.gui.look import Look
    from wizard.gui.rooms import Rooms
    from wizard.key_service import KeyService


class MainWindow(QMainWindow):  # to a screen reader a plain widget is no window
    """One window on one service. `rehearse` asks for a second window, on the practice exchange.
    `preferences` asks for the choices that hold for all windows.

    `seen`: its first picture is on the screen. `ready`: the vault was looked for. `failed` carries
    the exception that kept the rest of the program from being loaded.
    """

    seen = Signal()
    failed = Signal(object)
    rehearse = Signal()
    preferences = Signal()
    ready = Signal()

    def __init__(
        self,
        look: Look,
        make_service: Callable[[], KeyService],
        *,
        is_practice: bool,
        open_address: Callable[[str], bool] | None = None,
    ) -> None:
        super().__init__()
        self._look = look
        self._make_service = make_service
        self.is_practice = is_practice
        self._open_address = open_address
        self.setWindowTitle(
            self.tr("Read-Only Key Wizard – rehearsal")
            if is_practice
            else self.tr("Read-Only Key Wizard")
        )
        self.resize(1020, 700)
        self.setMinimumSize(720, 480)
        content = QWidget()
        self.setCentralWidget(content)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._stack = PageStack(OpeningPage(look))
        self._column.addWidget(self._stack, 1)
        if is_practice:
            self._show_ribbon()
        self._was_seen = False
        self._has_begun = False
        self._rooms: Rooms | None = None
        self._furnishing = IdleWork(self._furnish(), self)
        self._furnishing.failed.connect(self.failed)

    def begin(self) -> None:
        """Look for the vault, as soon as everything is here that deals with it."""
        self._has_begun = True
        if self._rooms is None:
            self._furnishing.start()
        else:
            self._rooms.begin()

    @property
    def rooms(self) -> Rooms:
        """Everything behind the first picture; brought here now where it is not here yet."""
        self._furnishing.finish()
        if self._rooms is None:
            raise RuntimeError("The window is asked for its rooms while they are built.")
        return self._rooms

    @property
    def runner(self) -> JobRunner:
        """What runs this window's work on other threads."""
        return self.rooms.runner

    @property
    def locking(self) -> LockFlow:
        """What locks this window's vault."""
        return self.rooms.locking

    @property
    def service(self) -> KeyService:
        """The service this window works on; there is one as soon as `ready` was sent."""
        return self.rooms.start.service

    @property
    def guide_state(self) -> GuideState | None:
        """Where the person is in the guide, while it is shown."""
        return None if self._rooms is None else self._rooms.guide_state

    def lock_now(self) -> None:
        """Lock the vault, where there is one that asks for a passphrase."""
        self.locking.lock_now()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_seen:
            QTimer.singleShot(0, self, self.note_seen)  # the pages paint themselves after this

    def note_seen(self) -> None:
        """The first picture is there, or none is wanted: a window may open out of sight."""
        if not self._was_seen:
            self._was_seen = True
            self.seen.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._rooms is not None and not self._rooms.may_close():
            event.ignore()
            return
        self._furnishing.stop()
        if self._rooms is not None:
            self._rooms.begin_end()
        super().closeEvent(event)

    def end(self) -> None:
        """After closing: wait for the last threads, and close the service. Does nothing twice."""
        if self._rooms is not None:
            self._rooms.end()

    def _show_ribbon(self) -> None:
        from wizard.gui.widgets.ribbon import Ribbon

        ribbon = Ribbon(self._look)
        ribbon.open_exchange.connect(self._open_exchange)
        self._column.insertWidget(0, ribbon)

    def _open_exchange(self) -> None:
        self.rooms.open_exchange()

    def _furnish(self) -> Iterator[None]:
        from wizard.gui.furnishing import furnish

        yield
        self._rooms = yield from furnish(
            self._look,
            self,
            self._column,
            self._stack,
            self._make_service,
            self._open_address,
            is_practice=self.is_practice,
        )
        from wizard.gui.widgets.reading_order import read_in_order
        from wizard.gui.window_keys import give_keys

        give_keys(self._look, self, self._rooms.pages, self.preferences.emit)
        read_in_order(self)
        self._rooms.rehearse.connect(self.rehearse)
        self._rooms.ready.connect(self.ready)
        if self._has_begun:
            self._rooms.begin()
