"""What the vault holds at one moment, for the guide: which names are taken, and what is in hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wizard.core.guide import GuideState
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import KeptKey, PendingKey, SavedKey, WaitingPair, same_name
from wizard.key_service import KeyService


@dataclass(frozen=True, slots=True)
class VaultGlance:
    """Everything in it, without secrets."""

    pending: tuple[PendingKey, ...] = ()
    pairs: tuple[WaitingPair, ...] = ()
    saved: tuple[SavedKey, ...] = ()

    def names_besides(self, record_ids: Collection[str | None]) -> tuple[str, ...]:
        """The names of all others."""
        return tuple(key.name for key in self._all if key.record_id not in record_ids)

    def pending_key(self, state: GuideState) -> PendingKey | None:
        """The pending key of this walk."""
        return next((key for key in self.pending if key.record_id == state.pending_id), None)

    def name_of_saved(self, record_id: str | None) -> str | None:
        """How a saved key is called; None where there is none."""
        return next((key.name for key in self.saved if key.record_id == record_id), None)

    def missing(self, state: GuideState) -> Problem | None:
        """What is to be said about a key or pair of this walk that was discarded elsewhere."""
        records = {key.record_id for key in self._all}
        if state.pair_id is not None and state.pair_id not in records:
            return Problem(ProblemId.PAIR_GONE)
        if state.pending_id is not None and state.pending_id not in records:
            return Problem(ProblemId.KEY_GONE)
        return None

    def is_saved(self, record_id: str | None) -> bool:
        """Whether this one was proven meanwhile."""
        return record_id in {key.record_id for key in self.saved}

    def held_against(self, state: GuideState) -> GuideState:
        """`state` without what another window or program discarded or finished, and with the pair
        that was made for it, though nobody was told of that any more.
        """
        records = {key.record_id for key in self._all}
        if state.pending_id is not None and self.pending_key(state) is None:
            state = state.discarded()
        if state.pair_id is not None and state.pair_id not in records:
            state = state.pair_gone()
        mine = [pair for pair in self.pairs if same_name(pair.name, state.name.strip())]
        return state.pair_made(mine[0].record_id) if mine and state.needs_pair else state

    @property
    def _all(self) -> tuple[KeptKey, ...]:
        return (*self.pending, *self.pairs, *self.saved)


def glance(service: KeyService) -> VaultGlance:
    """Look into the vault. Blocks; raises ProblemError."""
    return VaultGlance(service.pending_keys(), service.pairs.waiting(), service.saved_keys())
