"""Where somebody who left the guide goes on, held against what the vault really has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wizard.core.guide import GuideState, resumed
from wizard.core.saved_key import PendingKey, SavedKey, WaitingPair


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
