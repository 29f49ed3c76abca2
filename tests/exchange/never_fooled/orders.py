"""What becomes of the test order: flags that lie, refusals that are none."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.exchange.never_fooled.behaviour import (
    BY_FLAGS_ALONE,
    FIRST,
    FULL,
    GOOD,
    ORDER_ONLY,
    READ_ONLY,
    REFUSAL,
    TRADES,
    UNPROVEN,
    Behaviour,
    Expected,
)
from tests.exchange.never_fooled.pauses_said import A_MINUTE, paused
from tests.exchange.scripted_server import TEST_ORDER, Role, error, says
from wizard.core.problems import ProblemId
from wizard.core.venue import VenueId

GROUP = "the test order"
_SILENT = {FULL: BY_FLAGS_ALONE, ORDER_ONLY: UNPROVEN}
# Codes that are about the order, so that it came past the permissions.
_ABOUT_IT = (-1010, -1013, -1014, -1100, -1102, -1106, -1111, -1121, -1199, -2010, -2021, -2022)
_NOT_ABOUT_IT = (-1000, -1002, -1003, -1015, -1021, -1022, -1099, -1200, -2008, -2014, -2015)
_NOBODY_KNOWS = (-9999, -2011, -2016, 0, 1, 2015, 200)
_COMPLAINTS = (400, 401, 403, 404, 409, 422, 429, 499)
_NO_COMPLAINTS = (201, 302, 500, 502, 503, 504)


def _order(name: str, role: Role, expected: Expected, venue: VenueId) -> Behaviour:
    return Behaviour(
        GROUP,
        f"{name} [{venue}]",
        expected,
        venue,
        {FIRST[venue]: says(200, GOOD[venue]), TEST_ORDER: role},
        fires=(FIRST[venue], TEST_ORDER),
        asked=(FIRST[venue], TEST_ORDER),
    )


def _fates(venue: VenueId) -> Iterator[Behaviour]:
    silent = _SILENT[venue]
    for code in _ABOUT_IT:
        for status in _COMPLAINTS:
            yield _order(f"{status} / {code}", error(status, code), TRADES, venue)
        for status in _NO_COMPLAINTS:
            yield _order(f"{status} / {code}", error(status, code), silent, venue)
    for code in (*_NOT_ABOUT_IT, *_NOBODY_KNOWS):
        for status in (*_COMPLAINTS, *_NO_COMPLAINTS):
            refused = (status, code) == (401, -2015)
            expected = READ_ONLY if refused else silent
            # Without a report there is no verdict, so the pause that is asked for is the cause.
            limited = status == 429 or (status in {400, 401} and code == -1003)
            if limited and venue is ORDER_ONLY:
                expected = paused(ProblemId.TOO_MANY_REQUESTS, A_MINUTE)
            yield _order(f"{status} / {code}", error(status, code), expected, venue)
    yield from _passed(venue)
    yield from _no_refusals(venue)


def _passed(venue: VenueId) -> Iterator[Behaviour]:
    for name, data in {
        "{}": b"{}",
        "{} with spaces": b" \r\n { } ",
        "commissions": b'{"standardCommissionForOrder":{"maker":"0.1","taker":"0.1"}}',
        "an order": b'{"orderId":1,"status":"NEW"}',
        "the answer to another question": GOOD[FULL],
        "a success": b'{"code":200,"msg":"success"}',
        "a complaint with 200": b'{"code":-1013,"msg":"Filter failure: NOTIONAL"}',
    }.items():
        yield _order(f"200, {name}", says(200, data), TRADES, venue)
    for code in (*_NOT_ABOUT_IT, -9999):
        # An error object is an error, whatever the status: it proves nothing.
        yield _order(f"200 / {code}", error(200, code), _SILENT[venue], venue)


def _no_refusals(venue: VenueId) -> Iterator[Behaviour]:
    """Only 401 with that very number is a refusal."""
    for code in ("-2015", True, None, -2015.0, [-2015], {"code": -2015}, -20150, 2015):
        data = json.dumps({"code": code, "msg": "Invalid API-key"}).encode()
        yield _order(f"401, code {json.dumps(code)}", says(401, data), _SILENT[venue], venue)
    for name, data in {
        "twice": b'{"code":-2015,"code":-2015}',
        "twice, the second passes": b'{"code":-2015,"code":-1013}',
        "in a list": b"[" + REFUSAL + b"]",
        "in words": b'{"msg":"Invalid API-key, IP, or permissions for action."}',
        "nested": b'{"error":' + REFUSAL + b"}",
    }.items():
        yield _order(f"401, {name}", says(401, data), _SILENT[venue], venue)
    for name, data in {
        "without words": b'{"code":-2015}',
        "with more": b'{"code":-2015,"msg":"x","data":null}',
        "with an address": b'{"code":-2015,"msg":"request ip: 203.0.113.7"}',
    }.items():
        yield _order(f"401, refused {name}", says(401, data), READ_ONLY, venue)


BEHAVIOURS = [one for venue in (FULL, ORDER_ONLY) for one in _fates(venue)]
