"""One walk through the guide: where the person is, which key is in hand, and that it is kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from wizard.core.guide import GuideState
from wizard.core.saved_key import PendingKey
from wizard.core.venue import Venue
from wizard.gui.jobs import JobRunner
from wizard.key_service import KeyService

_TYPED_LETTERS_MS = 400  # somebody who pauses for so long may be called away


class Walk(QObject):
    """`moved` says that the state is another one and has to be shown."""

    moved = Signal()

    def __init__(self, runner: JobRunner, service: KeyService, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._service = service
        self.state = GuideState()
        self.pending: PendingKey | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TYPED_LETTERS_MS)
        self._soon.timeout.connect(self.keep)

    @property
    def venue(self) -> Venue:
        """Where the account is: as the person chose, else the usual venue."""
        chosen = [venue for venue in self._service.venues if venue.id is self.state.venue]
        return chosen[0] if chosen else self._service.venue

    @property
    def other_venue(self) -> Venue | None:
        """Another one that could be asked, if there is any."""
        others = [venue for venue in self._service.venues if venue.id is not self.venue.id]
        return others[0] if others else None

    def move(self, state: GuideState) -> None:
        """Go to another place, and remember it."""
        self.state = state
        self.keep()
        self.moved.emit()

    def take(self, pending: PendingKey) -> None:
        """This key is in hand from now on, and its venue is where the account is."""
        self.pending = pending
        self.state = self.state.in_hand(pending)

    def take_changed(self, pending: PendingKey) -> bool:
        """The key in hand is a changed one now; False when another is in hand meanwhile."""
        mine = self.pending is not None and self.pending.record_id == pending.record_id
        if mine:
            self.take(pending)
        return mine

    def keep_now(self) -> None:
        """Remember what `keep_soon` would remember later, if there is something."""
        if self._soon.isActive():
            self.keep()

    def keep_soon(self) -> None:
        """Remember the place once no letter follows the last one."""
        self._soon.start()

    def not_soon(self) -> None:
        """The guide is left: what is remembered next is said by whoever leaves."""
        self._soon.stop()

    def keep(self) -> None:
        """Remember the place."""
        self._soon.stop()
        state = self.state
        # Nobody is told when this fails: the place is a comfort, the sealed secret is the promise.
        self._runner.start_in_lane(
            lambda: self._service.keep_progress(state), lambda _: None, lambda _: None
        )
