"""What the buttons beside a problem do where that takes a moment: each is a job of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from wizard.core.clock_words import clock_words, clocks_agree
from wizard.core.evidence import Greeting, Unanswered
from wizard.core.problems import Action, Problem, ProblemId
from wizard.core.saved_key import PendingKey
from wizard.core.venue import Venue
from wizard.core.venue_words import venue_name
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
        self._is_turning = False

    def stop(self) -> None:
        """Hear no late word about the clock."""
        if self._clock_job is not None:
            self._clock_job.drop()
            self._clock_job = None

    def mend(self, action: Action, problem: Problem | None) -> None:
        """Do what a button beside `problem` says; nothing for one that has no job here."""
        match action:
            case Action.SWAP:
                self._swap()
            case Action.OTHER_VENUE:
                self._ask_other_venue()
            case Action.CHECK_CLOCK:
                self._check_clock()
            case Action.CONNECTION_SETTINGS:
                self._choose_connection(problem)

    def _swap(self) -> None:
        pending = self._walk.pending
        if pending is not None:
            self._turn(lambda: self._service.swap(pending.record_id))

    def _ask_other_venue(self) -> None:
        other = self._walk.other_venue
        if other is not None:
            dialog = ask_other_venue(self._look, self._page, other.name)
            dialog.confirmed.connect(lambda: self._move(other))

    def _check_clock(self) -> None:
        self.stop()
        venue = self._walk.venue
        advice = self._page.check.advice
        advice.say(self.tr("Asking {0} for its time…").format(venue_name(venue.id)))

        def heard(answer: Greeting | Unanswered) -> None:
            advice.say(clock_words(answer, venue_name(venue.id)))
            if clocks_agree(answer):
                self.clock_well.emit()

        self._clock_job = self._runner.start(
            lambda: self._service.greet(venue.id), heard, lambda problem: heard(Unanswered(problem))
        )

    def _choose_connection(self, problem: Problem | None) -> None:
        # A proxy that the problem names is filled in.
        named = problem is not None and problem.id is ProblemId.PROXY_NEEDED
        suggested = problem.values.get("proxy", "") if named and problem is not None else ""
        self._connection.open(suggested, self.connected.emit)

    def _move(self, venue: Venue) -> None:
        pending = self._walk.pending
        if pending is not None:
            self._turn(lambda: self._service.move(pending.record_id, venue.id))

    def _turn(self, change: Callable[[], PendingKey]) -> None:
        if not self._is_turning:  # a second click would turn it back
            self._is_turning = True
            self._runner.start_in_lane(change, self._turned, self._not_turned)

    def _turned(self, pending: PendingKey) -> None:
        self._is_turning = False
        if self._walk.take_changed(pending):
            self.turned.emit()

    def _not_turned(self, problem: Problem) -> None:
        self._is_turning = False
        self._page.problem.show_problem(problem)
