"""Carries the person through the guide: moves the state, seals what is pasted, keeps the place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from wizard.core.credentials import Credentials
from wizard.core.guide import CHECK_STEP, NAME_STEP, PASTE_STEP, GuideState, Road
from wizard.core.history import word_of
from wizard.core.problems import Action, Problem, ProblemId
from wizard.core.saved_key import PendingKey, SavedKey, same_name
from wizard.gui.check_flow import CheckFlow
from wizard.gui.jobs import JobRunner
from wizard.gui.look import Look
from wizard.gui.pages.guide import GuidePage
from wizard.gui.pages.step_content import StepView
from wizard.gui.paste_flow import PasteFlow
from wizard.gui.seal_flow import SealFlow
from wizard.gui.widgets.dialogs import confirm_dropping
from wizard.guide.steps import Step
from wizard.key_service import KeyService, PendingOutcome, Saved


class GuideFlow(QObject):
    """One walk through the guide at a time. `ended` says that it was left or finished."""

    ended = Signal()

    def __init__(
        self,
        look: Look,
        page: GuidePage,
        runner: JobRunner,
        service: KeyService,
        steps: Sequence[Step],
        open_address: Callable[[str], None],
    ) -> None:
        super().__init__(page)
        self._look = look
        self._page = page
        self._runner = runner
        self._service = service
        self._steps = steps
        self._state = GuideState()
        self._pending: PendingKey | None = None
        self._names: tuple[str, ...] = ()
        self._seals = SealFlow(runner, service, page)
        self._seals.sealed.connect(self._sealed)
        self._seals.failed.connect(self._not_sealed)
        self._pastes = PasteFlow(page.paste, runner, self._seals, service.venue.id, page)
        self._saved_id: str | None = None
        self._check = CheckFlow(page, runner, service)
        self._check.finished.connect(self._checked)
        page.back.connect(lambda: self._move(self._state.back()))
        page.forward.connect(self._forward)
        page.leave.connect(self._leave)
        page.name_again.connect(lambda: self._move(self._state.asked_for_name_again()))
        page.rail.chosen.connect(lambda step: self._move(self._state.go_to(step)))
        page.content.open_page.connect(open_address)
        page.name.changed.connect(self._name_changed)
        page.paste.pasted.connect(self._seal)
        page.paste.seal_again.connect(self._seal_again)
        page.paste.discard.connect(self._discard)
        page.paste.acted.connect(self._act)
        page.problem.acted.connect(self._act)
        page.check.acted.connect(self._act)

    @property
    def holds_unsealed(self) -> bool:
        """Whether pasted values are only in memory, because they could not be sealed (yet)."""
        return self._seals.holds_unsealed

    @property
    def state(self) -> GuideState:
        """Where the person is."""
        return self._state

    def begin(self, state: GuideState) -> None:
        """Start or go on at `state`, after a look at the names and pending keys in the vault."""
        self._check.stop()
        self._seals.drop()
        self._saved_id = None
        self._pending = None

        def found(keys: tuple[tuple[PendingKey, ...], tuple[SavedKey, ...]]) -> None:
            pending, saved = keys
            self._pending = next((k for k in pending if k.record_id == state.pending_id), None)
            names = {key.record_id: key.name for key in pending}
            names |= {key.record_id: key.name for key in saved}
            own = {state.pending_id, state.replaces}
            self._names = tuple(name for record, name in names.items() if record not in own)
            if self._seals.holds_unsealed or self._check.is_running:
                return
            if self._state.pending_id not in {None, *(key.record_id for key in pending)}:
                # Another window or program discarded or finished it.
                self._state = self._state.discarded()
            self._show()  # perhaps of another step: the person may have gone on meanwhile

        self._state = state
        self._keep()
        self._show()
        self._runner.start_in_lane(
            lambda: (self._service.pending_keys(), self._service.saved_keys()),
            found,
            self._page.problem.show_problem,
        )

    @property
    def saved_id(self) -> str | None:
        """The key that was saved at the end of the last walk."""
        return self._saved_id

    def stop(self) -> None:
        """Hear no late answers any more, for when the window goes away."""
        self._check.stop()

    # Moving

    def _move(self, state: GuideState) -> None:
        self._check.stop()
        self._state = state
        self._keep()
        self._show()

    def _show(self) -> None:
        state = self._state
        step = self._steps[state.step - 1]
        venue = self._service.venue
        view = StepView(
            step=step,
            number=state.position + 1,
            count=len(state.steps),
            page=venue.pages.get(step.page) if step.page else None,
            own_key=state.road is Road.HAVE_ONE,
            rehearsal=venue.is_practice,
            shows_picture=state.step not in {PASTE_STEP, CHECK_STEP},
        )
        titles = [self._steps[number - 1].rail_title for number in state.steps]
        self._page.show_step(state, view, titles)
        if state.step == PASTE_STEP:
            self._page.paste.show_pending(self._pending)
            if self._seals.holds_unsealed:
                self._seal_again()
        elif state.step == CHECK_STEP:
            self._check.show_ready()
            self._offer_check()
        self._page.focus_first()

    def _forward(self) -> None:
        if self._state.step == CHECK_STEP:
            self._press_check()
        elif self._state.step == NAME_STEP and self._name_is_taken():
            values = {"name": self._state.name.strip()}
            self._page.name.show_taken(Problem(ProblemId.NAME_TAKEN, values=values))
        elif self._state.can_continue:
            self._move(self._state.forward())

    def _leave(self) -> None:
        if self._seals.holds_unsealed:
            dialog = confirm_dropping(self._look, self._page)
            dialog.confirmed.connect(self._leave_unsealed)
            return
        self._check.stop()
        state = self._state
        self._runner.start_in_lane(
            lambda: self._service.keep_progress(state),
            lambda _: self.ended.emit(),
            self._page.problem.show_problem,
        )

    def _leave_unsealed(self) -> None:
        self._seals.drop()
        self._leave()

    def _keep(self) -> None:
        state = self._state
        # Nobody is told when this fails: the place is a comfort, the sealed secret is the promise.
        self._runner.start_in_lane(
            lambda: self._service.keep_progress(state), lambda _: None, lambda _: None
        )

    # Step 3

    def _name_changed(self, name: str) -> None:
        self._state = self._state.named(name)
        self._page.show_ways(self._state)

    def _name_is_taken(self) -> bool:
        return any(same_name(name, self._state.name.strip()) for name in self._names)

    # Step 9

    def _seal(self, credentials: Credentials) -> None:
        self._show_sealing()
        self._seals.take(self._state, credentials)

    def _seal_again(self) -> None:
        self._show_sealing()
        self._seals.again(self._state)

    def _show_sealing(self) -> None:
        self._page.problem.show_problem(None)
        self._page.paste.show_sealing()
        self._page.show_ways(self._state, busy=True)

    def _sealed(self, pending: PendingKey, unconfirmed: Problem | None) -> None:
        self._pending = pending
        self._move(self._state.sealed(pending.record_id))
        self._page.problem.show_problem(unconfirmed)

    def _not_sealed(self, problem: Problem) -> None:
        if self._state.step == PASTE_STEP:
            self._page.paste.show_pending(self._pending)
            if self._seals.holds_unsealed:
                self._page.paste.show_held()
        self._page.show_ways(self._state)
        self._page.problem.show_problem(problem)

    def _discard(self) -> None:
        pending = self._pending
        if pending is None:
            return
        self._page.show_ways(self._state, busy=True)

        def gone(_: None) -> None:
            self._pending = None
            self._move(self._state.discarded())

        self._runner.start_in_lane(
            lambda: self._service.discard(pending.record_id), gone, self._page.problem.show_problem
        )

    # Step 10

    def _offer_check(self) -> None:
        again = self._state.found is not None
        words = self.tr("Check again") if again else self.tr("Check now")
        self._page.offer(words, enabled=self._pending is not None)

    def _press_check(self) -> None:
        if self._state.is_done:
            self.ended.emit()
        elif self._check.is_running:
            self._move(self._state)
        elif self._pending is not None:
            self._page.problem.show_problem(None)
            self._check.start(self._pending)
            self._page.offer(self.tr("Stop"), enabled=True)

    def _checked(self, outcome: PendingOutcome) -> None:
        verdict = outcome.verdict if isinstance(outcome, Saved) else outcome
        self._state = self._state.checked(word_of(verdict))
        self._page.show_rail(self._state)
        self._page.show_ways(self._state)
        if isinstance(outcome, Saved):
            self._saved_id = outcome.key.record_id
            self._page.problem.show_problem(outcome.unconfirmed)
            self._pending = None
            self._page.offer(self.tr("Show my keys"), enabled=True)
            self._runner.start_in_lane(
                self._service.forget_progress, lambda _: None, lambda _: None
            )
        else:
            self._keep()
            self._offer_check()
        self._page.focus_first()

    def _swapped(self, turned: PendingKey) -> None:
        self._pending = turned
        self._press_check()

    # What a button beside a problem does

    def _act(self, action: Action) -> None:
        match action:
            case Action.OPEN_PAGE:
                self._page.content.press_open_page()
            case Action.EDIT_RESTRICTIONS:
                self._move(self._state.mending())
            case Action.PASTE_AGAIN:
                self._move(self._state.go_to(PASTE_STEP))
                self._page.paste.paste_again()
            case Action.SWAP:
                if self._pending is not None:
                    self._check.swap(self._pending, self._swapped)
            case Action.START_AGAIN:
                self._move(self._state.from_the_start())
            case Action.TRY_AGAIN if self._seals.holds_unsealed:
                self._seal_again()
            case Action.TRY_AGAIN if self._state.step == CHECK_STEP:
                self._press_check()
            case Action.TRY_AGAIN | Action.UNLOCK | Action.NONE:
                self.begin(self._state)
