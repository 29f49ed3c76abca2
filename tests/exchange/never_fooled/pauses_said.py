"""Limits and bans: until when nobody asks again, in every form in which it is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.exchange.never_fooled.behaviour import (
    FIRST,
    FULL,
    NOW,
    ORDER_ONLY,
    REFUSES,
    Behaviour,
    Expected,
    Word,
)
from tests.exchange.scripted_server import TEST_ORDER, Role, error, head, says, sends
from wizard.core.problems import ProblemId
from wizard.core.venue import VenueId

GROUP = "limits and bans"
A_MINUTE = NOW + timedelta(seconds=60)
_LONGEST = NOW + timedelta(days=3)


def paused(problem: ProblemId, until: datetime) -> Expected:
    """Not checked, and nothing is asked before `until`."""
    return Expected(Word.NOT_CHECKED, problem, until=until)


_HEADERS = {
    "": A_MINUTE,
    "0": A_MINUTE,
    "00": A_MINUTE,
    "-1": A_MINUTE,
    "-99999": A_MINUTE,
    "1.5": A_MINUTE,
    "1e9": A_MINUTE,
    "0x10": A_MINUTE,
    "+30": A_MINUTE,
    "3_0": A_MINUTE,
    "30, 40": A_MINUTE,
    "soon": A_MINUTE,
    "NaN": A_MINUTE,
    "\xb2": A_MINUTE,  # a digit to str.isdigit, none to anybody else
    "Wed, 21 Oct 2026 07:28:00 GMT": A_MINUTE,
    "Sun, 22 Nov 2026 14:00:00 GMT": A_MINUTE,
    "9" * 10: A_MINUTE,
    "9" * 5000: A_MINUTE,
    "1": NOW + timedelta(seconds=1),
    "30": NOW + timedelta(seconds=30),
    " 30 ": NOW + timedelta(seconds=30),
    "007": NOW + timedelta(seconds=7),
    "7200": NOW + timedelta(hours=2),
    "259200": _LONGEST,
    "259201": _LONGEST,
    "999999999": _LONGEST,
}


def _at(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


_WORDS = {
    f"IP banned until {_at(NOW + timedelta(hours=5))}": NOW + timedelta(hours=5),
    f"Way too much; banned until {_at(_LONGEST)}. Stop.": _LONGEST,
    "IP banned until 9999999999999": _LONGEST,
    "IP banned until 99999999999999": A_MINUTE,
    f"IP banned until {_at(NOW - timedelta(hours=5))}": A_MINUTE,
    "IP banned until -1795000000000": A_MINUTE,
    "IP banned until 0000000000000": A_MINUTE,
    "IP banned until tomorrow": A_MINUTE,
    "IP banned until ": A_MINUTE,
}
_NAMES = {418: ProblemId.BANNED, 429: ProblemId.TOO_MANY_REQUESTS}


def _limited(name: str, role: Role, expected: Expected, venue: VenueId) -> Behaviour:
    return Behaviour(
        GROUP,
        f"{name} [{venue}]",
        expected,
        venue,
        {FIRST[venue]: role, TEST_ORDER: REFUSES},
        fires=(FIRST[venue],),
        asked=(FIRST[venue],),
    )


def _raw(status: int, header: str) -> Role:
    start = head(status, length=0, headers={"Retry-After": "@"})
    return sends(start.replace(b"@", header.encode("latin-1")))


def _all(venue: VenueId) -> Iterator[Behaviour]:
    for status, problem in _NAMES.items():
        for header, until in _HEADERS.items():
            name = f"{status}, Retry-After {ascii(header)[:32]}"
            yield _limited(name, _raw(status, header), paused(problem, until), venue)
        for words, until in _WORDS.items():
            role = error(status, -1003, words)
            yield _limited(f"{status}, {words}", role, paused(problem, until), venue)
        for name, role in {
            "nothing": says(status),
            "a page": says(status, b"<html>Slow down</html>"),
            "no code": says(status, b"{}"),
            "another code": error(status, -2015),
        }.items():
            yield _limited(f"{status}, {name}", role, paused(problem, A_MINUTE), venue)
        both = error(status, -1003, next(iter(_WORDS)), Retry_After="60")
        later = NOW + timedelta(hours=5)
        yield _limited(f"{status}, two times, the later", both, paused(problem, later), venue)


BEHAVIOURS = [one for venue in (FULL, ORDER_ONLY) for one in _all(venue)]
