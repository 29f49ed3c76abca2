"""When an exchange may be asked again: kept over restarts, so that nobody hammers it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from wizard.core.evidence import Unanswered
from wizard.core.problems import Problem, ProblemId
from wizard.core.strict_json import JsonValue, read_object
from wizard.core.time_words import at_time
from wizard.core.venue import VenueId

# No exchange bans for longer: documentation, autumn 2026. A clock that was set wrong meanwhile
# must not lock anybody out.
_LONGEST = timedelta(days=3)
_KINDS = (ProblemId.TOO_MANY_REQUESTS, ProblemId.BANNED)


@dataclass(frozen=True, slots=True)
class Pause:
    """Why, and until when: an aware UTC time."""

    problem_id: ProblemId
    until: datetime


Pauses = Mapping[VenueId, Pause]


NO_PAUSES: Pauses = MappingProxyType({})


def still_paused(pauses: Pauses, venue: VenueId, now: datetime) -> Unanswered | None:
    """What to say while a venue wants no questions; None when it may be asked. `now`: aware."""
    pause = pauses.get(venue)
    if pause is None or not _holds(pause, now):
        return None
    values = MappingProxyType({"until": at_time(pause.until, now)})
    return Unanswered(Problem(pause.problem_id, "not asked", values), pause.until)


def merged(one: Pauses, other: Pauses, now: datetime) -> Pauses:
    """Of two memories the later pause for each venue; without those that hold nobody up.

    An answer that was overtaken, or another window's, never makes a wait shorter. `now`: aware.
    """
    kept: dict[VenueId, Pause] = {}
    for venue, pause in (*one.items(), *other.items()):
        # One that a wrong clock made too long must not hide one that holds.
        if _holds(pause, now) and (venue not in kept or pause.until >= kept[venue].until):
            kept[venue] = pause
    return MappingProxyType(kept)


def noted(pauses: Pauses, venue: VenueId, told: Unanswered, now: datetime) -> Pauses:
    """With what the venue asked for; pauses that are over are dropped."""
    new = {} if told.until is None else {venue: Pause(told.problem.id, told.until)}
    return merged(pauses, new, now)


def _holds(pause: Pause, now: datetime) -> bool:
    return now < pause.until <= now + _LONGEST


def to_text(pauses: Pauses) -> str:
    """As JSON."""
    return json.dumps(
        {
            venue: {"because": pause.problem_id, "until": pause.until.astimezone(UTC).isoformat()}
            for venue, pause in pauses.items()
        },
        sort_keys=True,
    )


def read_pauses(text: str) -> Pauses:
    """What `to_text` wrote. An entry that cannot be understood counts as no pause: at worst the
    exchange says again that it wants one.
    """
    try:
        fields = read_object(text.encode())
    except ValueError:
        return NO_PAUSES
    pauses: dict[VenueId, Pause] = {}
    for name, value in fields.items():
        with suppress(ValueError, TypeError, KeyError, OverflowError):
            pauses[VenueId(name)] = _read(value)
    return MappingProxyType(pauses)


def _read(value: JsonValue) -> Pause:
    if not isinstance(value, dict):
        raise TypeError
    problem_id, until = ProblemId(str(value["because"])), str(value["until"])
    moment = datetime.fromisoformat(until)
    if problem_id not in _KINDS or moment.tzinfo is None:
        raise ValueError
    return Pause(problem_id, moment.astimezone(UTC))
