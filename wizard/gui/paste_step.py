"""Step 9 at work: what is pasted is sealed at once, and held while it cannot be."""

from __future__ import annotations

from PySide6.QtCore import QObject

from wizard.core.credentials import Credentials
from wizard.core.guide import PASTE_STEP
from wizard.core.problems import Problem
from wizard.core.saved_key import PendingKey
from wizard.gui.jobs import JobRunner
from wizard.gui.pages.guide import GuidePage
from wizard.gui.paste_flow import PasteFlow
from wizard.gui.seal_flow import SealFlow
from wizard.gui.walk import Walk
from wizard.key_service import KeyService


class PasteStep(QObject):
    """Shows the sealed key, or the field; moves the walk when something was sealed or wiped."""

    def __init__(self, page: GuidePage, runner: JobRunner, service: KeyService, walk: Walk) -> None:
        super().__init__(page)
        self._page = page
        self._walk = walk
        self._seals = SealFlow(runner, service, page)
        self._seals.sealed.connect(self._sealed)
        self._seals.failed.connect(self._not_sealed)
        self._pastes = PasteFlow(page.paste, runner, self._seals, service.venue.id, page)
        page.paste.pasted.connect(self.seal)
        page.paste.seal_again.connect(self.seal_again)

    @property
    def holds_unsealed(self) -> bool:
        """Whether something pasted is in memory only: both values, or one that waits."""
        return self.holds_pair or self._page.paste.holds_one_value

    @property
    def holds_pair(self) -> bool:
        """Whether both values are here, because they could not be sealed (yet)."""
        return self._seals.holds_unsealed

    def show(self) -> None:
        """Show what is sealed, or try again to seal what is held."""
        self._page.paste.expect(self._walk.venue.id)
        self._page.paste.show_pending(self._walk.pending)
        if self._seals.holds_unsealed:
            self.seal_again()

    def seal_again(self) -> None:
        """Try once more to seal what is held."""
        self._show_sealing()
        self._seals.again(self._walk.state)

    def drop(self) -> None:
        """Forget the values that are held, and one that waits for the other."""
        self._seals.drop()
        self._page.paste.forget_one_value()

    def seal(self, credentials: Credentials) -> None:
        """Seal these, which are wiped afterwards; over the pair that waits, if there is one."""
        self._show_sealing()
        self._seals.take(self._walk.state, credentials)

    def _show_sealing(self) -> None:
        self._page.problem.show_problem(None)
        self._page.paste.show_sealing()
        self._page.show_ways(self._walk.state, busy=True)

    def _sealed(self, pending: PendingKey, unconfirmed: Problem | None) -> None:
        self._walk.take(pending)
        self._walk.move(self._walk.state.sealed(pending.record_id, pending.kind))
        self._page.problem.show_problem(unconfirmed)

    def _not_sealed(self, problem: Problem) -> None:
        if self._walk.state.step == PASTE_STEP:
            self._page.paste.show_pending(self._walk.pending)
            if self._seals.holds_unsealed:
                self._page.paste.show_held()
        self._page.show_ways(self._walk.state)
        self._page.problem.show_problem(problem)
