"""Clocks that disagree: set right once, or said."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tests.exchange.never_fooled.behaviour import (
    FIRST,
    FULL,
    GOOD,
    ORDER_ONLY,
    READ_ONLY,
    REFUSES,
    SHORT_DEADLINE_S,
    Behaviour,
    Expected,
    not_checked,
)
from tests.exchange.scripted_server import (
    TEST_ORDER,
    TIME,
    Role,
    Stage,
    closes,
    error,
    floods,
    head,
    resets,
    says,
    silence,
)
from wizard.core.problems import ProblemId
from wizard.core.venue import VenueId

GROUP = "clocks"
_OUTSIDE = error(400, -1021, "Timestamp for this request is outside of the recvWindow.")
_OFF = not_checked(ProblemId.CLOCK_OFF)
_DISPUTED = not_checked(ProblemId.CLOCK_DISPUTED)


def _punctual(off_ms: int, answer: Role) -> Role:
    """`answer`, to what is signed by the exchange's clock, which is so far ahead of ours."""

    def play(stage: Stage) -> None:
        asked = stage.asked.parameters
        now = time.time() * 1000 + off_ms
        sent = int(asked["timestamp"])
        on_time = sent < now + 1000 and now - sent <= int(asked["recvWindow"])
        (answer if on_time else _OUTSIDE)(stage)

    return play


def _clock(off_ms: int) -> Role:
    def play(stage: Stage) -> None:
        says(200, b'{"serverTime":%d}' % (time.time() * 1000 + off_ms))(stage)

    return play


def _asked(name: str, roles: Mapping[str, Role], expected: Expected, venue: VenueId) -> Behaviour:
    return Behaviour(
        GROUP,
        f"{name} [{venue}]",
        expected,
        venue,
        {TEST_ORDER: REFUSES, **roles},
        fires=tuple(path for path in (FIRST[venue], TIME) if path in roles),
    )


def _set_right(venue: VenueId) -> Iterator[Behaviour]:
    for minutes in (30, -30, 1, -1, 60 * 24 * 365, -60 * 24 * 365):
        off_ms = minutes * 60_000
        roles = {
            FIRST[venue]: _punctual(off_ms, says(200, GOOD[venue])),
            TEST_ORDER: _punctual(off_ms, REFUSES),
            TIME: _clock(off_ms),
        }
        expected = replace(READ_ONLY, clock_off_ms=off_ms)
        yield _asked(f"{minutes} minutes off", roles, expected, venue)


_NO_TIMES: tuple[object, ...] = (
    *("1", "", True, False, None, 1.5e12, [], [1]),
    *(-1, 0, 10**16, 10**39, 10**40),  # whole numbers, and no times
)


def _never_right(venue: VenueId) -> Iterator[Behaviour]:
    first = {FIRST[venue]: _OUTSIDE}
    for minutes in (0, 30, -30):
        name = f"never content, {minutes} minutes off"
        expected = _OFF if minutes else _DISPUTED
        yield _asked(name, {**first, TIME: _clock(minutes * 60_000)}, expected, venue)
    for said in _NO_TIMES:
        body = json.dumps({"serverTime": said}).encode()
        name = f"the time is {json.dumps(said)}"
        told = _asked(name, {**first, TIME: says(200, body)}, _OFF, venue)
        yield replace(told, asked=(FIRST[venue], TIME))  # not set, so there is nothing to ask
    for name, role in {
        "missing": says(200, b"{}"),
        "a page": says(200, b"<html>"),
        "nothing": says(200),
        "twice": says(200, b'{"serverTime":1,"serverTime":2}'),
        "500": says(500, b'{"serverTime":1795348800000}'),
        "201": says(201, b'{"serverTime":1795348800000}'),
        "an error": error(400, -1000),
        "an error with 200": error(200, -1000),
    }.items():
        yield _asked(f"the time is {name}", {**first, TIME: role}, _OFF, venue)
    for name, role, problem in (
        ("reset", resets(), ProblemId.CONNECTION_BROKEN),
        ("closed", closes(), ProblemId.CONNECTION_BROKEN),
        ("a redirect", says(302, Location="http://127.0.0.1:1/"), ProblemId.REDIRECTED),
        ("endless", floods(b" " * 4096, start=head(200, length=None)), ProblemId.ANSWER_TOO_LARGE),
    ):
        yield _asked(f"the time is {name}", {**first, TIME: role}, not_checked(problem), venue)
    silent = _asked(
        "the time is not told", {**first, TIME: silence()}, not_checked(ProblemId.TIMED_OUT), venue
    )
    yield replace(silent, hangs=True, deadline_s=SHORT_DEADLINE_S)


BEHAVIOURS = [
    one for venue in (FULL, ORDER_ONLY) for one in (*_set_right(venue), *_never_right(venue))
]
