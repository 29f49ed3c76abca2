"""Offers to go on where the guide was left, once nothing weightier is to be said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from wizard.core.guide import GuideState
from wizard.core.problems import Problem
from wizard.gui.jobs import JobRunner
from wizard.gui.look import Look
from wizard.gui.widgets.resume_card import ResumeCard
from wizard.key_service import KeyService


class ResumeFlow(QObject):
    """`go_on` carries a GuideState, `missed` a Problem. `discarded`: the vault is another now.

    `known` carries a GuideState, or None: where the guide was left, whether that is offered or not.

    `may_offer`: whether the person may be asked just then; it is told whether they left just now.
    """

    go_on = Signal(object)
    discarded = Signal()
    missed = Signal(object)
    known = Signal(object)

    def __init__(
        self,
        look: Look,
        runner: JobRunner,
        service: Callable[[], KeyService],
        may_offer: Callable[[bool], bool],
    ) -> None:
        super().__init__()
        self._runner = runner
        self._service = service
        self._may_offer = may_offer
        self.card = ResumeCard(look)
        self.card.go_on.connect(self.go_on)
        self.card.discarded.connect(self._discard)

    def offer(self, *, left: bool = False) -> None:
        """Look where the guide was left; `left`: that was just now."""

        def show(state: GuideState | None) -> None:
            self.known.emit(state)
            if state is not None and self._may_offer(left):
                self.card.offer(state)

        self._runner.start_in_lane(self._service().resume, show, self.missed.emit)

    def look_again(self) -> None:
        """The vault is another now: what is offered may be gone."""
        if self.card.isVisible():
            self._runner.start_in_lane(self._service().resume, self._say, self.missed.emit)

    def _say(self, state: GuideState | None) -> None:
        self.known.emit(state)
        if state is None:
            self.card.hide()
        else:
            self.card.say(state)

    def _discard(self, state: GuideState) -> None:
        service = self._service()

        def discard() -> None:
            for record_id in {state.pending_id, state.pair_id}:
                if record_id is not None:
                    service.discard(record_id)
            service.forget_progress()

        self._runner.start_in_lane(discard, lambda _: self.discarded.emit(), self._failed)

    def _failed(self, problem: Problem) -> None:
        self.discarded.emit()  # what was shown may be old: say what is true
        self.missed.emit(problem)
