"""Step 3 at work: the name, and for a self-generated key the pair that is made under it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from wizard.core.guide import NAME_STEP
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import (
    KeptKey,
    PendingKey,
    UnfinishedKey,
    WaitingPair,
    read_name,
    same_name,
)
from wizard.gui.jobs import JobRunner
from wizard.gui.look import Look
from wizard.gui.pages.guide import GuidePage
from wizard.gui.walk import Walk
from wizard.gui.widgets.dialogs import confirm_discarding
from wizard.key_service import KeyService


class NameStep(QObject):
    """Makes the pair, shows its public key, and keeps the name of what is sealed in step.

    `stale` says that the vault may hold other things than the walk believes, and carries the
    Problem that showed it.
    """

    stale = Signal(object)

    def __init__(
        self, look: Look, page: GuidePage, runner: JobRunner, service: KeyService, walk: Walk
    ) -> None:
        super().__init__(page)
        self._look = look
        self._page = page
        self._runner = runner
        self._service = service
        self._walk = walk
        self._taken: tuple[str, ...] = ()
        self._old: str | None = None
        self._public_key = ("", "")  # of which record
        self._under_way: object | None = None
        page.name.changed.connect(self._name_changed)

    def note_names(self, taken: Collection[str], old: str | None) -> None:
        """These belong to other keys; `old` to the saved one for which the new one was begun."""
        self._taken, self._old = tuple(taken), old
        self._page.name.show_goal(old, self._walk.state.name)

    def show(self) -> None:
        """Show what there is of the pair."""
        state, form = self._walk.state, self._page.pair
        self._page.name.show_goal(self._old, state.name)
        if self._under_way is not None and state.needs_pair:
            form.show_making()
            self._page.show_ways(state, busy=True)
        elif state.is_self_generated and state.pair_id is not None:
            self._show_public_key(state.pair_id)
        else:
            form.show_nothing()

    def forward(self) -> None:
        """What the main button does: make the pair, or go on under a name that is free."""
        state = self._walk.state
        if not state.has_valid_name or self._under_way is not None:
            return
        if any(same_name(name, state.name.strip()) for name in self._taken):
            values = {"name": state.name.strip()}
            self._page.name.show_taken(Problem(ProblemId.NAME_TAKEN, values=values))
        elif not state.needs_pair:
            self._keep_name()
            self._walk.move(state.forward())
        elif state.pending_id is None:
            self._make(None)
        else:  # one name, one key: what is sealed under it goes first
            dialog = confirm_discarding(self._look, self._page, state.name.strip())
            dialog.confirmed.connect(lambda: self._make(state.pending_id))

    def drop(self) -> None:
        """Another walk begins: a pair that is being made is offered as unfinished later."""
        self._under_way = None

    def _make(self, discarded: str | None) -> None:
        state, venue = self._walk.state, self._walk.venue.id
        mine = self._under_way = object()
        self._walk.keep()  # the name that was typed last, should the window go meanwhile
        self.show()

        def make() -> tuple[WaitingPair, Problem | None]:
            if discarded is not None:
                self._service.discard(discarded)
            pair = self._service.pairs.make(state.name, venue, replaces=state.replaces)
            return pair, self._service.storage.unconfirmed()

        def made(outcome: tuple[WaitingPair, Problem | None]) -> None:
            if mine is self._under_way:
                self._under_way = None
                self._made(*outcome)

        def failed(problem: Problem) -> None:
            if mine is self._under_way:
                self._under_way = None
                self._page.pair.show_nothing()
                self._page.show_ways(self._walk.state)
                if discarded is not None:
                    self.stale.emit(problem)
                self._page.problem.show_problem(problem)

        self._runner.start_in_lane(make, made, failed)

    def _made(self, pair: WaitingPair, unconfirmed: Problem | None) -> None:
        walk = self._walk
        self._public_key = (pair.record_id, pair.public_key)
        walk.pending = None
        here = walk.state.step
        state = walk.state if walk.state.pending_id is None else walk.state.discarded()
        walk.move(state.pair_made(pair.record_id))
        self._page.problem.show_problem(unconfirmed)
        if here == NAME_STEP and self._page.pair.has_key:
            self._page.pair.show_key(pair.public_key, is_new=True)
            self._page.pair.focus_first()

    def _show_public_key(self, record_id: str) -> None:
        known_id, known = self._public_key
        if known_id == record_id:
            self._page.pair.show_key(known, is_new=False)
            return
        self._page.pair.show_nothing()

        def found(public_key: str) -> None:
            self._public_key = (record_id, public_key)
            if self._walk.state.step == NAME_STEP and self._walk.state.pair_id == record_id:
                self.show()

        self._runner.start_in_lane(
            lambda: self._service.pairs.public_key(record_id), found, self._not_found
        )

    def _not_found(self, problem: Problem) -> None:
        if problem.id is ProblemId.KEY_GONE:
            self._walk.move(self._walk.state.pair_gone())
            problem = Problem(ProblemId.PAIR_GONE)
        self._page.problem.show_problem(problem)

    def _name_changed(self, name: str) -> None:
        self._walk.state = self._walk.state.named(name)
        self._page.name.show_goal(self._old, name)
        self._page.show_ways(self._walk.state, busy=self._under_way is not None)
        self._walk.keep_soon()

    def _keep_name(self) -> None:
        """What is sealed goes by the name that was typed last."""
        record_id, name = self._walk.state.sealed_id, self._walk.state.name
        if record_id is None:
            return

        def renamed(key: KeptKey | None) -> None:
            if isinstance(key, PendingKey):
                self._walk.take_changed(key)

        def failed(problem: Problem) -> None:
            if problem.id in {ProblemId.KEY_GONE, ProblemId.KEY_SAVED_MEANWHILE}:
                self.stale.emit(problem)
            else:
                self._page.problem.show_problem(problem)

        self._runner.start_in_lane(
            lambda: keep_name(self._service, record_id, name), renamed, failed
        )


def keep_name(service: KeyService, record_id: str, typed: str) -> KeptKey | None:
    """Rename what is sealed and not proven; None if it has this name. Raises ProblemError."""
    kept: tuple[UnfinishedKey, ...] = (*service.pairs.waiting(), *service.pending_keys())
    old = next((key.name for key in kept if key.record_id == record_id), None)
    name = read_name(typed)
    if old is not None and not isinstance(name, Problem) and name != old:
        return service.pairs.rename(record_id, name)
    return None
