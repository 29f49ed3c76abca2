"""Step 10 at work: what the main button says, when it may be pressed, and what a check brings."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wizard.core.guide import CHECK_STEP
from wizard.core.history import word_of
from wizard.core.problems import Action, Problem
from wizard.core.venue import Grade
from wizard.core.venue_words import venue_name
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked
from wizard.gui.check_flow import CheckFlow
from wizard.gui.jobs import JobRunner
from wizard.gui.pages.guide import GuidePage
from wizard.gui.pause_clock import PauseClock
from wizard.gui.walk import Walk
from wizard.key_service import KeyService, PendingOutcome, Saved


class CheckStep(QObject):
    """`done` says that the person wants to see the saved keys."""

    done = Signal()

    def __init__(self, page: GuidePage, runner: JobRunner, service: KeyService, walk: Walk) -> None:
        super().__init__(page)
        self._page = page
        self._runner = runner
        self._service = service
        self._walk = walk
        self.saved_id: str | None = None
        self.problem: Problem | None = None
        self._stands_out = True
        self._is_locked = False
        self._pause = PauseClock(service.now, self)
        self._pause.passing.connect(self._show_pause)
        self._pause.over.connect(self._pause_over)
        self._check = CheckFlow(page, runner, service)
        self._check.finished.connect(self._checked)
        self._check.saved_late.connect(self._saved_late)
        page.check.looked.connect(self._offer)

    @property
    def is_running(self) -> bool:
        """Whether an answer is still out."""
        return self._check.is_running

    def stop(self) -> None:
        """Leave the step: hear no late answer, wait for no moment."""
        self._check.stop()
        self._pause.wait_until(None)

    def lock(self) -> None:
        """Ask nobody until `unlock`: there is nothing to ask with. A check under way is dropped."""
        was_waiting = self._check.is_running or self._pause.is_on
        self._is_locked = True
        self.stop()
        if was_waiting:  # as after Stop: what stands there would wait for ever
            self._walk.move(self._walk.state)

    def unlock(self) -> None:
        """The person is back, at whatever step."""
        self._is_locked = False
        self._offer()

    def show(self) -> None:
        """Show the step before anything was asked; an earlier look at the boxes counts no more."""
        self.problem = None
        self._stands_out = True
        venue = self._walk.venue
        unreported_at = None if venue.grade is Grade.FULL else venue_name(venue.id)
        self._page.check.show_ready(unreported_at, self._walk.state.kind)
        self._offer()

    def press(self) -> None:
        """What the main button does: check, stop, or go to the saved keys."""
        walk = self._walk
        if walk.state.is_done:
            self.done.emit()
        elif self._check.is_running:
            walk.move(walk.state)
        elif self._may_ask and walk.pending is not None:
            self._page.problem.show_problem(None)
            self._check.start(walk.pending, walk.other_venue, boxes_seen=self._boxes_seen)
            self._page.offer(self.tr("Stop"), enabled=True)

    def begin_anew(self) -> None:
        """Check the key in hand; where only the person can see the boxes, ask for that first."""
        if not self._may_ask:
            self._walk.move(self._walk.state)
        self.press()

    def stand_out(self) -> None:
        """To check again is the main thing to do from now on."""
        self._stands_out = True
        self._page.check.advice.stand_back()
        self._offer()

    @property
    def _boxes_seen(self) -> bool:
        return self._walk.venue.grade is not Grade.FULL and self._page.check.boxes.all_ticked

    @property
    def _may_ask(self) -> bool:
        looked = self._walk.venue.grade is Grade.FULL or self._page.check.boxes.all_ticked
        ready = self._walk.pending is not None and not self._is_locked
        return looked and ready and not self._pause.is_on

    def _offer(self) -> None:
        if self._walk.state.step != CHECK_STEP or self._walk.state.is_done:
            return
        if self._pause.is_on:
            words = self.tr("Check again at {0}").format(self._pause.time)
        elif self._walk.state.found is not None:
            words = self.tr("Check again")
        else:
            words = self.tr("Check now")
        self._page.offer(words, enabled=self._may_ask, stands_out=self._stands_out)

    def _checked(self, outcome: PendingOutcome) -> None:
        verdict = outcome.verdict if isinstance(outcome, Saved) else outcome
        walk = self._walk
        walk.state = walk.state.checked(word_of(verdict))
        self._page.show_rail(walk.state)
        self._page.show_ways(walk.state)
        if isinstance(outcome, Saved):
            self.saved_id = outcome.key.record_id
            self._page.problem.show_problem(outcome.unconfirmed)
            walk.pending = None
            self._page.offer(self.tr("Show my keys"), enabled=True)
            self._runner.start_in_lane(
                self._service.forget_progress, lambda _: None, lambda _: None
            )
        else:
            walk.keep()
            self._show_ways_out(outcome)
        self._page.focus_first()

    def _saved_late(self, saved: Saved) -> None:
        """Stop came when the vault was being written: say what is true now."""
        walk = self._walk
        mine = walk.pending is not None and walk.pending.record_id == saved.key.record_id
        if self._is_locked or self._check.is_running or not mine or walk.pending is None:
            return
        if not self._page.isVisible():
            self.saved_id, walk.pending = saved.key.record_id, None
            self.done.emit()
            return
        if walk.state.step != CHECK_STEP:
            walk.move(walk.state.go_to(CHECK_STEP))
        self._check.show(walk.pending, saved)

    def _show_ways_out(self, verdict: CanDoMore | NotAccepted | NotChecked) -> None:
        venue = self._walk.venue
        self.problem = None if isinstance(verdict, CanDoMore) else verdict.problem
        ways_out = self._check.ways_out
        self._stands_out = not ways_out or ways_out[0] is Action.TRY_AGAIN
        # Whoever is sent to the page changes boxes there: what they saw before counts no more.
        if Action.OPEN_PAGE in ways_out and venue.grade is not Grade.FULL:
            self._page.check.ask_to_look_again(venue_name(venue.id))
        self._pause.wait_until(verdict.until if isinstance(verdict, NotChecked) else None)
        self._show_pause()
        self._offer()

    def _show_pause(self) -> None:
        alone = self._walk.venue.grade is Grade.FULL  # elsewhere somebody has to look at boxes
        self._page.check.advice.show_wait(self._pause.time, self._pause.left, alone=alone)

    def _pause_over(self) -> None:
        if self._walk.venue.grade is not Grade.FULL:
            # A look from before the wait does not count any more, and nobody looks by itself.
            self._walk.move(self._walk.state)
            return
        by_itself = self._page.check.advice.goes_by_itself
        self._show_pause()
        self._offer()
        if by_itself:
            self.press()
