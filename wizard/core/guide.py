"""The guide: where a walk through the ten steps begins, and where it goes on after leaving."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wizard.core.credentials import KeyKind
from wizard.core.guide_state import (
    CHECK_STEP,
    FIRST_STEP,
    KIND_STEP,
    NAME_AGAIN_STEP,
    NAME_STEP,
    PASTE_STEP,
    RESTRICT_STEP,
    GuideState,
    NoSuchWayError,
    Road,
    Stage,
)
from wizard.core.guide_text import read_state
from wizard.core.saved_key import PendingKey, SavedKey, UnfinishedKey, WaitingPair, same_name
from wizard.core.venue import VenueId

__all__ = [
    "CHECK_STEP",
    "FIRST_STEP",
    "KIND_STEP",
    "NAME_AGAIN_STEP",
    "NAME_STEP",
    "PASTE_STEP",
    "RESTRICT_STEP",
    "GuideState",
    "NoSuchWayError",
    "Road",
    "Stage",
    "at_pending_key",
    "at_unfinished",
    "at_waiting_pair",
    "read_state",
    "resumed",
    "start_again",
    "start_creating",
    "start_with_own_key",
]


def start_creating(
    name: str = "", replaces: str | None = None, kind: KeyKind = KeyKind.ED25519
) -> GuideState:
    """At step 1; with the name of the key that the new one replaces, if any.

    `kind` is the one that is chosen unless the person chooses another: the recommended one.
    """
    return GuideState(name=name, replaces=replaces, kind=kind)


def start_again(key: SavedKey) -> GuideState:
    """At step 1, for a new key in the place of a saved one: of the same name, site and kind."""
    kind = KeyKind.HMAC if key.kind is KeyKind.HMAC else KeyKind.ED25519
    return start_creating(key.name, key.record_id, kind).at_venue(key.venue)


def start_with_own_key() -> GuideState:
    """For somebody who already has a key: name, paste, check."""
    return GuideState(road=Road.HAVE_ONE, step=NAME_STEP, furthest=NAME_STEP)


def at_pending_key(
    pending_id: str,
    name: str,
    replaces: str | None,
    venue: VenueId | None = None,
    kind: KeyKind = KeyKind.HMAC,
) -> GuideState:
    """At step 10 with a key that is sealed and waits for its check."""
    return GuideState(
        step=CHECK_STEP,
        furthest=CHECK_STEP,
        name=name,
        pending_id=pending_id,
        replaces=replaces,
        venue=venue,
        kind=kind,
        pair_id=pending_id if kind is KeyKind.ED25519 else None,
    )


def at_waiting_pair(pair: WaitingPair) -> GuideState:
    """At step 3, where the public key is shown; the rail leads on to step 9.

    Nobody remembers how far the person came with it on the site.
    """
    return GuideState(
        step=NAME_STEP,
        furthest=PASTE_STEP,
        name=pair.name,
        replaces=pair.replaces,
        venue=pair.venue,
        kind=KeyKind.ED25519,
        pair_id=pair.record_id,
    )


def at_unfinished(key: UnfinishedKey) -> GuideState:
    """Where one goes on with something that is sealed, when nothing else is remembered of it."""
    if isinstance(key, WaitingPair):
        return at_waiting_pair(key)
    return at_pending_key(key.record_id, key.name, key.replaces, key.venue, key.kind)


def resumed(
    state: GuideState | None, pending: Sequence[PendingKey], pairs: Sequence[WaitingPair] = ()
) -> GuideState | None:
    """Where to go on: what was remembered, held against what is really sealed.

    A sealed key or pair is never passed over: a crash may have come before its id was remembered.
    """
    waiting: tuple[UnfinishedKey, ...] = (*pending, *pairs)
    sealed = {key.record_id: key for key in waiting}
    if state is None:
        return at_unfinished(_newest(waiting)) if waiting else None
    pending_ids = {key.record_id for key in pending}
    if state.pending_id in pending_ids:
        return state if state.pair_id is None or state.pair_id in sealed else state.pair_gone()
    if state.pair_id in pending_ids:  # its API key came, and that was not remembered
        return at_unfinished(next(key for key in pending if key.record_id == state.pair_id))
    if state.pair_id in sealed:
        return state if state.pending_id is None else state.discarded()
    # What is typed may have spaces that a kept name has not.
    name = " ".join(state.name.split())
    same = [key for key in waiting if same_name(key.name, name)]
    remembers_none = state.pending_id is None and state.pair_id is None
    meant = same or ([] if remembers_none else waiting)
    if meant:
        return at_unfinished(_newest(meant))
    return state.discarded().pair_gone()


def _newest(keys: Iterable[UnfinishedKey]) -> UnfinishedKey:
    return max(keys, key=lambda key: key.created_at)
