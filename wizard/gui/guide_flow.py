"""Carries the person through the guide: which step is shown, and which way leads on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from PySide6.QtCore import QObject, Signal

from wizard.core.guide import CHECK_STEP, NAME_STEP, PASTE_STEP, GuideState
from wizard.core.problems import Action, ProblemId
from wizard.core.venue import Venue
from wizard.gui.check_step import CheckStep
from wizard.gui.connection_flow import ConnectionFlow
from wizard.gui.jobs import JobRunner
from wizard.gui.kind_step import KindStep
from wizard.gui.look import Look
from wizard.gui.meanwhile import Meanwhile
from wizard.gui.mending import Mending
from wizard.gui.name_step import NameStep
from wizard.gui.pages.guide import GuidePage
from wizard.gui.pasted import Pasted
from wizard.gui.step_views import rail_titles, view_of
from wizard.gui.venue_step import VenueStep
from wizard.gui.walk import Walk
from wizard.gui.widgets.dialogs import confirm_dropping
from wizard.guide.steps import Step
from wizard.key_service import KeyService


class GuideFlow(QObject):
    """One walk through the guide at a time. `ended` says that it was left or finished, `restore`
    that the vault's copy is to be looked at.
    """

    ended = Signal()
    restore = Signal()

    def __init__(
        self,
        look: Look,
        page: GuidePage,
        runner: JobRunner,
        service: KeyService,
        steps: Sequence[Step],
        open_address: Callable[[str], None],
        connection: ConnectionFlow,
    ) -> None:
        super().__init__(page)
        self._look = look
        self._page = page
        self._runner = runner
        self._service = service
        self._steps = steps
        self._is_locked = False
        self._walk = Walk(runner, service, page)
        self._walk.moved.connect(self._show)
        self._venue = VenueStep(page, runner, service, self._walk)
        self._venue.changed.connect(lambda: self._show(moves_focus=False))
        self._kind = KindStep(page, self._walk)
        self._kind.changed.connect(lambda moves: self._show(moves_focus=moves))
        self._name = NameStep(look, page, runner, service, self._walk)
        self._pasted = Pasted(page, runner, service, self._walk, self._kind)
        self._meanwhile = Meanwhile(page, runner, service, self._walk, self._name, self._is_in_use)
        self._meanwhile.changed.connect(lambda moves: self._show(moves_focus=moves))
        self._meanwhile.finished.connect(self._finished_meanwhile)
        for step in (self._name, self._pasted.api_key):
            step.stale.connect(self._meanwhile.look)
        self._check = CheckStep(page, runner, service, self._walk)
        self._check.done.connect(self._finish)
        self._mending = Mending(look, page, runner, service, self._walk, connection)
        self._mending.turned.connect(self._check_turned)
        self._mending.connected.connect(self._try_again)
        self._mending.clock_well.connect(self._check.stand_out)
        page.back.connect(lambda: self._walk.move(self.state.back()))
        page.forward.connect(self._forward)
        page.leave.connect(self._leave)
        page.name_again.connect(lambda: self._walk.move(self.state.asked_for_name_again()))
        page.rail.chosen.connect(lambda step: self._walk.move(self.state.go_to(step)))
        page.content.open_page.connect(open_address)
        for part in (page.paste, page.api_key, page.problem, page.check):
            part.acted.connect(self._act)

    @property
    def holds_unsealed(self) -> bool:
        """Whether something pasted is in memory only: both values, or one that waits."""
        return self._pasted.holds_unsealed

    @property
    def holds_pair(self) -> bool:
        """Whether both values are here, because they could not be sealed (yet)."""
        return self._pasted.holds_pair

    @property
    def state(self) -> GuideState:
        """Where the person is."""
        return self._walk.state

    @property
    def venue(self) -> Venue:
        """Where the person's account is."""
        return self._walk.venue

    @property
    def saved_id(self) -> str | None:
        """The key that was saved at the end of the last walk."""
        return self._check.saved_id

    def begin(self, state: GuideState) -> None:
        """Start or go on at `state`, after a look at the names and pending keys in the vault."""
        self._name.drop()
        self._pasted.drop()
        self._check.saved_id = None
        self._walk.pending = None
        self._walk.move(state)
        self._meanwhile.look()

    def _is_in_use(self) -> bool:
        # Also an API key that is on its way: what it meets is told when it arrives.
        return self.holds_unsealed or self._pasted.holds_key or self._check.is_running

    def _finished_meanwhile(self, saved_id: str) -> None:
        self._check.saved_id = saved_id
        self.ended.emit()

    def stop(self) -> None:
        """Hear no late answers any more, for when the window goes away."""
        self._check.stop()
        self._mending.stop()

    def end(self) -> None:
        """The window closes: what waits for its other value is wiped, also behind the lock."""
        self.stop()
        self._walk.keep_now()
        self._pasted.end()

    def lock(self) -> None:
        """The vault is being locked: hear no late answer, begin nothing.

        What was pasted and is not sealed stays: the exchange shows it once, and a value that is
        lost is worse than one that waits in memory behind the question for the passphrase.
        """
        self._is_locked = True
        self._pasted.keep_typed(True)
        self._check.lock()
        self._mending.stop()

    def unlock(self, *, is_shown: bool) -> None:
        """The person is back; `is_shown`: in the guide, at the step where they were."""
        self._is_locked = False
        self._pasted.keep_typed(False)
        self._check.unlock()
        self._page.problem.forget(ProblemId.PASSPHRASE_NEEDED)
        if not is_shown:
            return
        self._page.focus_first()
        if self.state.step == PASTE_STEP:
            self._pasted.seal_held()

        self._meanwhile.look_after_lock()

    # Moving

    def _show(self, *, moves_focus: bool = True) -> None:
        self.stop()
        state, venue = self.state, self.venue
        view = view_of(self._steps, state, venue)
        titles = rail_titles(self._steps, state, venue)
        self._venue.show()
        self._page.show_step(state, view, titles)
        if state.step == NAME_STEP:
            self._name.show()
        elif state.step == PASTE_STEP:
            self._pasted.show()
        elif state.step == CHECK_STEP:
            self._check.show()
        if moves_focus:
            self._page.focus_first()

    def _forward(self) -> None:
        if self.state.step == CHECK_STEP:
            self._mending.stop()
            self._check.press()
        elif self.state.step == NAME_STEP:
            self._name.forward()
        elif self.state.can_continue:
            self._walk.move(self.state.forward())

    def _leave(self) -> None:
        if self._asks_to_drop(self._leave):
            return
        self.stop()
        self._walk.not_soon()
        state = self.state
        self._runner.start_in_lane(
            lambda: self._service.keep_progress(state),
            lambda _: self.ended.emit(),
            self._page.problem.show_problem,
        )

    def _finish(self) -> None:
        # Where nobody is in front of the page nobody is asked, and what is held stays.
        if not self._page.isVisible() or not self._asks_to_drop(self.ended.emit):
            self.ended.emit()

    def _asks_to_drop(self, then: Callable[[], None]) -> bool:
        if not self.holds_unsealed:
            return False
        dialog = confirm_dropping(self._look, self._page, both=self.holds_pair)
        dialog.confirmed.connect(self._pasted.drop)
        dialog.confirmed.connect(then)
        return True

    # What a button beside a problem does

    def _act(self, action: Action) -> None:
        match action:
            case Action.OPEN_PAGE:
                self._page.content.press_open_page()
            case Action.EDIT_RESTRICTIONS:
                self._walk.move(self.state.mending())
            case Action.PASTE_AGAIN:
                self._walk.move(self.state.go_to(PASTE_STEP))
                self._pasted.paste_again()
            case Action.START_AGAIN:
                self._walk.move(self.state.from_the_start())
            case Action.TRY_AGAIN | Action.TRY_LATER:
                self._try_again()
            case Action.RESTORE_COPY:
                self.restore.emit()
            case Action.UNLOCK | Action.RECOVERY_CODE | Action.NONE:
                self.begin(self.state)
            case Action.SWAP | Action.OTHER_VENUE | Action.CHECK_CLOCK | Action.CONNECTION_SETTINGS:
                self._mending.mend(action, self._check.problem)
            case _:
                assert_never(action)

    def _try_again(self) -> None:
        if self._is_locked or self._pasted.seal_held():
            return
        if self.state.step == CHECK_STEP:
            self._check.press()
        else:
            self.begin(self.state)

    def _check_turned(self) -> None:
        """The key in hand is another one now, or at another venue."""
        self._walk.keep()
        if self.state.step == CHECK_STEP and not self.state.is_done:
            self._check.begin_anew()
