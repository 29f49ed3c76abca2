"""Reads back the text in which the guide's state is kept while nobody walks it."""

from __future__ import annotations

import json

from wizard.core.credentials import KeyKind
from wizard.core.guide_state import CHECK_STEP, NAME_STEP, GuideState, Road
from wizard.core.saved_key import VerdictWord
from wizard.core.venue import VenueId


def read_state(text: str) -> GuideState | None:
    """The state that `to_text` wrote; None when the text is not one, or contradicts itself."""
    try:
        fields = json.loads(text)
        found = _text_or_none(fields["found"])
        state = GuideState(
            road=Road(fields["road"]),
            step=_number(fields["step"]),
            furthest=_number(fields["furthest"]),
            name=_text_or_none(fields["name"]) or "",
            pending_id=_text_or_none(fields["pending_id"]),
            replaces=_text_or_none(fields["replaces"]),
            found=None if found is None else VerdictWord(found),
            venue=_venue(_text_or_none(fields.get("venue"))),
            # Texts of versions that knew one kind only have neither.
            kind=KeyKind(fields.get("kind", KeyKind.HMAC)),
            pair_id=_text_or_none(fields.get("pair_id")),
            unticks=_truth(fields.get("unticks", False)),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not _is_sound(state):
        return None
    return state if state.has_valid_name else state.named("")


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _text_or_none(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("not a text")
    if value is not None:
        value.encode()  # half a character, which no screen can show, is a ValueError
    return value


def _venue(text: str | None) -> VenueId | None:
    # Texts of older versions name none, those of newer ones perhaps one that is not known here.
    return VenueId(text) if text in {venue.value for venue in VenueId} else None


def _is_sound(state: GuideState) -> bool:
    return (
        state.step in state.steps
        and state.step <= state.furthest <= CHECK_STEP
        and (state.step != CHECK_STEP or state.pending_id is not None)
        and (state.found is None or state.pending_id is not None)
        and (state.step <= NAME_STEP or not state.needs_pair)
        and (not state.unticks or _may_untick(state))
        and not state.is_done
    )


def _may_untick(state: GuideState) -> bool:
    is_own = state.road is Road.HAVE_ONE and state.pending_id is not None
    return is_own and state.furthest == CHECK_STEP
