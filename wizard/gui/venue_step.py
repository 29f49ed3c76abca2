"""The question where the account is, at work: what is sealed already goes along with the answer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wizard.core.problems import Problem
from wizard.core.saved_key import PendingKey
from wizard.core.venue import VenueId
from wizard.gui.jobs import JobRunner
from wizard.gui.pages.guide import GuidePage
from wizard.gui.walk import Walk
from wizard.key_service import KeyService


class VenueStep(QObject):
    """`changed` says that the step has to be shown anew, for another venue."""

    changed = Signal()

    def __init__(self, page: GuidePage, runner: JobRunner, service: KeyService, walk: Walk) -> None:
        super().__init__(page)
        self._page = page
        self._runner = runner
        self._service = service
        self._walk = walk
        page.venue.chosen.connect(self._choose)

    def show(self) -> None:
        """Show the venues, and the one that is chosen."""
        self._page.venue.show_venues(self._service.venues, self._walk.venue)

    def _choose(self, venue: VenueId) -> None:
        walk = self._walk
        walk.state = walk.state.at_venue(venue)
        walk.keep()
        self.changed.emit()
        pending = walk.pending
        if pending is None or pending.venue is venue:
            return
        # Else the check would ask where the account is not.
        self._page.show_ways(walk.state, busy=True)
        self._runner.start_in_lane(
            lambda: self._service.move(pending.record_id, venue), self._moved, self._not_moved
        )

    def _moved(self, pending: PendingKey) -> None:
        self._walk.take_changed(pending)
        self._page.show_ways(self._walk.state)

    def _not_moved(self, problem: Problem) -> None:
        if self._walk.pending is not None:
            self._walk.take(self._walk.pending)
        self.changed.emit()
        self._page.problem.show_problem(problem)
