"""What other windows and programs did with the key of this walk, held against what is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from wizard.core.problems import Problem
from wizard.gui.jobs import JobRunner
from wizard.gui.name_step import NameStep
from wizard.gui.pages.guide import GuidePage
from wizard.gui.vault_glance import VaultGlance, glance
from wizard.gui.walk import Walk
from wizard.key_service import KeyService


class Meanwhile(QObject):
    """`finished` carries the id of a key that was proven and saved elsewhere, or unheard; `changed`
    says that the step has to be shown anew, and whether the focus goes along.
    """

    finished = Signal(str)
    changed = Signal(bool)

    def __init__(
        self,
        page: GuidePage,
        runner: JobRunner,
        service: KeyService,
        walk: Walk,
        name: NameStep,
        is_in_use: Callable[[], bool],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._runner = runner
        self._service = service
        self._walk = walk
        self._name = name
        self._is_in_use = is_in_use

    def look(self, why: Problem | None = None) -> None:
        """At the names and at what is sealed. `why`: what showed that something is another thing
        now; it is told beside what is there.
        """

        def found(seen: VaultGlance) -> None:
            walk, shown = self._walk, self._walk.state
            self._note_names(seen)
            if self._is_in_use():
                self._tell(why)
                return
            if self._is_finished(seen):
                return
            in_hand = walk.pending = seen.pending_key(shown)
            walk.state = seen.held_against(shown)
            if in_hand is not None:
                walk.take(in_hand)
            if walk.state != shown:
                walk.keep()
            # Perhaps of another step: the person may have gone on meanwhile, and have a hand on
            # something, from which the focus is not taken without need.
            self.changed.emit(in_hand is not None or walk.state != shown)
            self._tell(why or seen.missing(shown))

        self._look(found)

    def look_after_lock(self) -> None:
        """The same, where nothing is shown anew without need."""

        def found(seen: VaultGlance) -> None:
            shown = self._walk.state
            self._note_names(seen)
            if self._is_in_use() or self._is_finished(seen):
                return
            if seen.held_against(shown) != shown:
                self._walk.pending = seen.pending_key(shown)
                self._walk.move(seen.held_against(shown))
                self._tell(seen.missing(shown))

        self._look(found)

    def _look(self, found: Callable[[VaultGlance], None]) -> None:
        self._runner.start_in_lane(
            lambda: glance(self._service), found, self._page.problem.show_problem
        )

    def _note_names(self, seen: VaultGlance) -> None:
        state = seen.held_against(self._walk.state)
        mine = {state.pending_id, state.pair_id, state.replaces}
        self._name.note_names(seen.names_besides(mine), seen.name_of_saved(state.replaces))

    def _is_finished(self, seen: VaultGlance) -> bool:
        state = self._walk.state
        sealed_id = state.sealed_id
        if state.is_done or sealed_id is None or not seen.is_saved(sealed_id):
            return False
        self.finished.emit(sealed_id)
        return True

    def _tell(self, problem: Problem | None) -> None:
        if problem is not None:
            self._page.problem.show_problem(problem)
