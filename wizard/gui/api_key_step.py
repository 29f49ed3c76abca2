"""Step 9 for a self-generated key: the API key is sealed beside the private key that waits."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from wizard.core.guide import PASTE_STEP
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import PendingKey
from wizard.core.venue import VenueId
from wizard.gui.jobs import JobRunner
from wizard.gui.name_step import keep_name
from wizard.gui.pages.guide import GuidePage
from wizard.gui.walk import Walk
from wizard.key_service import KeyService


class ApiKeyStep(QObject):
    """`both` carries Credentials: the site made another kind of key, and they are to be sealed.

    `stale` says that the vault may hold other things than the walk believes, and carries the
    Problem that showed it.
    """

    both = Signal(object)
    stale = Signal(object)

    def __init__(self, page: GuidePage, runner: JobRunner, service: KeyService, walk: Walk) -> None:
        super().__init__(page)
        self._page = page
        self._form = page.api_key
        self._runner = runner
        self._service = service
        self._walk = walk
        self._held = ""
        self._under_way: object | None = None
        self._form.given.connect(self._take)
        self._form.both.connect(self.both)

    @property
    def holds_key(self) -> bool:
        """Whether an API key is here that could not be sealed yet."""
        return bool(self._held)

    def show(self) -> None:
        """Show what is sealed, or try again to seal what is held."""
        self._form.show_pending(self._walk.pending)
        if self._held:
            self.again()

    def again(self) -> None:
        """Seal the API key that is held."""
        if self._under_way is None:
            self._take(self._held)

    def drop(self) -> None:
        """Another walk begins."""
        self._held, self._under_way = "", None
        self._form.forget()

    def _take(self, api_key: str) -> None:
        record_id, name = self._walk.state.pair_id, self._walk.state.name
        if record_id is None:
            return
        self._held = api_key
        venue = self._walk.venue.id
        mine = self._under_way = object()
        self._page.problem.show_problem(None)
        self._form.show_sealing()
        self._page.show_ways(self._walk.state, busy=True)

        def done(outcome: tuple[PendingKey, Problem | None]) -> None:
            if mine is self._under_way:
                self._held, self._under_way = "", None
                self._sealed(*outcome)

        def failed(problem: Problem) -> None:
            if mine is self._under_way:
                self._under_way = None
                self._not_sealed(problem)

        self._runner.start_in_lane(
            lambda: self._complete(record_id, name, venue, api_key), done, failed
        )

    def _complete(
        self, record_id: str, name: str, venue: VenueId, api_key: str
    ) -> tuple[PendingKey, Problem | None]:
        service = self._service
        waiting = {pair.record_id: pair for pair in service.pairs.waiting()}
        if record_id in waiting and waiting[record_id].venue is not venue:
            service.pairs.move(record_id, venue)
        pending = service.pairs.complete(record_id, api_key)
        # A name that is taken meanwhile must not keep the key from being sealed.
        with suppress(ProblemError):
            renamed = keep_name(service, record_id, name)
            pending = renamed if isinstance(renamed, PendingKey) else pending
        return pending, service.storage.unconfirmed()

    def _sealed(self, pending: PendingKey, unconfirmed: Problem | None) -> None:
        self._walk.take(pending)
        self._walk.move(self._walk.state.sealed(pending.record_id, pending.kind))
        self._page.problem.show_problem(unconfirmed)

    def _not_sealed(self, problem: Problem) -> None:
        match problem.id:
            case ProblemId.KEY_GONE:
                self._held = ""
                self.stale.emit(Problem(ProblemId.PAIR_GONE))
                return
            case ProblemId.KEY_SAVED_MEANWHILE:
                self._held = ""
                self.stale.emit(problem)
                return
            case ProblemId.KEY_ALREADY_HERE:
                self._held = ""
        if self._walk.state.step == PASTE_STEP:
            self._form.show_pending(self._walk.pending)
        self._page.show_ways(self._walk.state)
        self._page.problem.show_problem(problem)
