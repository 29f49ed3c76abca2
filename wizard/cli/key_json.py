"""How a verdict and a key look as JSON; part of the stable contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from wizard.core.credentials import last4
from wizard.core.history import past_check
from wizard.core.problems import Problem
from wizard.core.saved_key import PastCheck, SavedKey, VerdictWord
from wizard.core.strict_json import JsonValue
from wizard.core.venue import VenueId, grade_of
from wizard.core.verdict import NotAccepted, NotChecked, Verdict

KeyJson = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Named:
    """Which key a document is about; what is not known is None."""

    name: str | None
    venue: VenueId
    api_key: str | None

    @classmethod
    def of(cls, key: SavedKey) -> Named:
        """The saved key."""
        return cls(key.name, key.venue, key.api_key)


def verdict_json(named: Named, verdict: Verdict, now: datetime) -> KeyJson:
    """A fresh verdict. `now` is an aware UTC time: that of the answer where there was none."""
    problem = verdict.problem if isinstance(verdict, NotAccepted | NotChecked) else None
    return _document(named, past_check(verdict, now), problem)


def past_json(named: Named, past: PastCheck) -> KeyJson:
    """A check from the history, as it was found then."""
    problem = None
    if past.problem_id is not None:
        problem = Problem(past.problem_id)  # the history keeps only its name
    return _document(named, past, problem)


def never_checked_json(named: Named) -> KeyJson:
    """A key without any check in its history."""
    return {**_head(named, VerdictWord.NOT_CHECKED), "evidence": None, "problem": None}


def unasked_json(named: Named, problem: Problem) -> KeyJson:
    """A problem came before the exchange could be asked, so there is no evidence."""
    word = VerdictWord.NOT_CHECKED
    return {**_head(named, word), "evidence": None, "problem": problem_json(problem)}


def problem_json(problem: Problem) -> KeyJson:
    """A problem in its three parts, with the line for support."""
    return {
        "id": problem.id.value,
        "what": problem.what,
        "means": problem.means,
        "do": problem.do,
        "technical": problem.technical,
    }


def _head(named: Named, word: VerdictWord, switched_on: tuple[str, ...] = ()) -> KeyJson:
    return {
        "name": named.name,
        "venue": named.venue.value,
        "grade": grade_of(named.venue).value,
        "api_key_last4": None if named.api_key is None else last4(named.api_key),
        "verdict": word.value,
        "switched_on": list(switched_on),
    }


def _document(named: Named, past: PastCheck, problem: Problem | None) -> KeyJson:
    return {
        **_head(named, past.verdict, past.switched_on),
        "evidence": {
            "permissions": dict(past.permissions or {}),
            "test_order": str(past.test_order),
            "checked_at": past.checked_at.astimezone(UTC).isoformat(timespec="milliseconds"),
        },
        "problem": None if problem is None else problem_json(problem),
    }
