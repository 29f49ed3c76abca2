"""Where somebody who left the guide goes on, held against what the vault really has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wizard.core.guide import GuideState, read_state, resumed
from wizard.core.saved_key import PendingKey, SavedKey, VerdictWord, WaitingPair


def where_to_go_on(
    state: GuideState | None,
    pending: Sequence[PendingKey],
    saved: Sequence[SavedKey] | None,
    pairs: Sequence[WaitingPair] = (),
) -> GuideState | None:
    """The state to offer; None when there is nothing to go on with. `saved` None: not known."""
    known = {key.record_id for key in saved or ()}
    if state is not None and (state.pending_id in known or state.pair_id in known):
        state = None  # finished elsewhere, such as on the command line
    back = resumed(state, pending, pairs)
    if back is not None and saved is not None and back.replaces not in known:
        return replace(back, replaces=None)  # removed meanwhile: nothing is left to replace
    return back


def could_do_more(progress: str | None, record_id: str) -> bool:
    """Whether the guide was left with this pending key found able to do more than read."""
    state = None if progress is None else read_state(progress)
    if state is None or state.pending_id != record_id:
        return False
    return state.found is VerdictWord.CAN_DO_MORE
