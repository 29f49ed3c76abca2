"""What the buttons beside a problem do where that takes a moment: each is a job of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wizard.core.clock_words import clock_words, clocks_agree
from wizard.core.evidence import Greeting, Unanswered
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import PendingKey
from wizard.core.venue import Venue
from wizard.gui.connection_flow import ConnectionFlow
from wizard.gui.jobs import Job, JobRunner
from wizard.gui.look import Look
from wizard.gui.pages.guide import GuidePage
from wizard.gui.walk import Walk
from wizard.gui.widgets.other_venue_dialog import ask_other_venue
from wizard.key_service import KeyService


class Mending(QObject):
    """`turned` says that the key in hand is another one, or at another venue: check it.

    `connected` says that the way to the exchange was chosen anew, `clock_well` that the clock
    was looked at and is well.
    """

    turned = Signal()
    connected = Signal()
    clock_well = Signal()

    def __init__(
        self,
        look: Look,
        page: GuidePage,
        runner: JobRunner,
        service: KeyService,
        walk: Walk,
        connection: ConnectionFlow,
    ) -> None:
        super().__init__(page)
        self._look = look
        self._page = page
        self._runner = runner
        self._service = service
        self._walk = walk
        self._connection = connection
        self._clock_job: Job | None = None

    def stop(self) -> None:
        """Hear no late word about the clock."""
        if self._clock_job is not None:
            self._clock_job.drop()
            self._clock_job = None

    def swap(self) -> None:
        """Put the key's two values in each other's place."""
        pending = self._walk.pending
        if pending is not None:
            self._runner.start_in_lane(
                lambda: self._service.swap(pending.record_id),
                self._take,
                self._page.problem.show_problem,
            )

    def ask_other_venue(self) -> None:
        """Offer to take the key for one of the other venue, and say what that sends there."""
        other = self._walk.other_venue
        if other is not None:
            dialog = ask_other_venue(self._look, self._page, other.name)
            dialog.confirmed.connect(lambda: self._move(other))

    def check_clock(self) -> None:
        """Ask the venue for its time, and say in place how far the clocks are apart."""
        self.stop()
        venue = self._walk.venue
        advice = self._page.check.advice
        advice.say(self.tr("Asking {0} for its time…").format(venue.name))

        def heard(answer: Greeting | Unanswered) -> None:
            advice.say(clock_words(answer, venue.name))
            if clocks_agree(answer):
                self.clock_well.emit()

        self._clock_job = self._runner.start(
            lambda: self._service.greet(venue.id), heard, lambda problem: heard(Unanswered(problem))
        )

    def choose_connection(self, problem: Problem | None) -> None:
        """Open the connection settings; a proxy that the problem names is filled in."""
        named = problem is not None and problem.id is ProblemId.PROXY_NEEDED
        suggested = problem.values.get("proxy", "") if named and problem is not None else ""
        self._connection.open(suggested, self.connected.emit)

    def _move(self, venue: Venue) -> None:
        pending = self._walk.pending
        if pending is not None:
            self._runner.start_in_lane(
                lambda: self._service.move(pending.record_id, venue.id),
                self._take,
                self._page.problem.show_problem,
            )

    def _take(self, pending: PendingKey) -> None:
        self._walk.take(pending)
        self.turned.emit()
