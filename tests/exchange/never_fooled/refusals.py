"""Every error of the exchange at the first question, with every plausible status."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.exchange.never_fooled.behaviour import (
    FIRST,
    FULL,
    NORMAL,
    ORDER_ONLY,
    REFUSES,
    TRADES,
    Behaviour,
    Expected,
    Word,
    not_accepted,
    not_checked,
)
from tests.exchange.never_fooled.pauses_said import A_MINUTE, paused
from tests.exchange.scripted_server import STATUS, TEST_ORDER, Role, error, says
from wizard.core.problems import ProblemId
from wizard.core.venue import VenueId

GROUP = "errors"
_UNREADABLE = not_checked(ProblemId.ANSWER_UNREADABLE)
_UNKNOWN = not_checked(ProblemId.UNKNOWN_ERROR)
_TROUBLE = not_checked(ProblemId.SERVER_TROUBLE)
_MALFORMED = not_checked(ProblemId.REQUEST_MALFORMED)

# What each code means with the statuses that the exchange sends it with, 400 and 401.
_CODES: dict[int, Expected] = {
    -2014: not_accepted(ProblemId.KEY_SHAPE_REFUSED),
    -2008: not_accepted(ProblemId.KEY_UNKNOWN),
    -2015: not_accepted(ProblemId.NOT_ALLOWED),
    -1022: not_accepted(ProblemId.WRONG_SECRET),
    -1021: not_checked(ProblemId.CLOCK_OFF),
    -1003: paused(ProblemId.TOO_MANY_REQUESTS, A_MINUTE),
    **dict.fromkeys((-1000, -1001, -1006, -1007, -1008, -1016), _TROUBLE),
    **dict.fromkeys((-1100, -1101, -1102, -1103, -1121, -1131, -1199), _MALFORMED),
    **dict.fromkeys((-1002, -1010, -1013, -1014, -1015, -1020, -1099, -1200), _UNKNOWN),
    **dict.fromkeys((-2010, -2011, -2013, -2016, -3000, -9999, -(10**38)), _UNKNOWN),
    **dict.fromkeys((0, 1, 200, 401, 2014, 2015), _UNKNOWN),
}
# What each of these statuses means, whatever the code.
_STATUSES: dict[int, Expected] = {
    403: not_checked(ProblemId.FIREWALL),
    418: paused(ProblemId.BANNED, A_MINUTE),
    429: paused(ProblemId.TOO_MANY_REQUESTS, A_MINUTE),
    451: not_checked(ProblemId.LOCATION_REFUSED),
    **dict.fromkeys((500, 502, 503, 504, 520), _TROUBLE),
    511: not_checked(ProblemId.LOGIN_PAGE),
    200: _UNREADABLE,
    206: _UNREADABLE,
    302: not_checked(ProblemId.REDIRECTED),
}
_OTHER_STATUSES = (402, 404, 407, 409, 422, 499)


def _refused(name: str, role: Role, expected: Expected, venue: VenueId) -> Behaviour:
    if venue is ORDER_ONLY and expected.problem is ProblemId.NOT_ALLOWED:
        expected = not_accepted(ProblemId.KEY_NOT_LET_IN)
    return Behaviour(
        GROUP,
        f"{name} [{venue}]",
        expected,
        venue,
        {FIRST[venue]: role, TEST_ORDER: REFUSES, STATUS: NORMAL},
        fires=(FIRST[venue],),
    )


def _by_code(venue: VenueId) -> Iterator[Behaviour]:
    for code, expected in _CODES.items():
        for status in (400, 401):
            yield _refused(f"{status} / {code}", error(status, code), expected, venue)
        for status, whatever in _STATUSES.items():
            yield _refused(f"{status} / {code}", error(status, code), whatever, venue)
        other = _TROUBLE if expected is _TROUBLE else _UNKNOWN
        for status in _OTHER_STATUSES:
            yield _refused(f"{status} / {code}", error(status, code), other, venue)


_NO_CODES: tuple[object, ...] = ("-2015", "", True, False, None, -2015.0, [], [-2015], {})
_PAGE = b"<html><body>Forbidden</body></html>"


def _without_a_code(venue: VenueId) -> Iterator[Behaviour]:
    for status in (400, 401, *_OTHER_STATUSES):
        for name, data in {
            "a page": _PAGE,
            "nothing": b"",
            "{}": b"{}",
            "a list": b'[{"code":-2015,"msg":"x"}]',
            "no code": b'{"msg":"Invalid API-key, IP, or permissions for action."}',
            "code twice": b'{"code":-2015,"code":-1022,"msg":"x"}',
            "cut off": b'{"code":-2015,"msg":"Inv',
            "UTF-16": '{"code":-2015}'.encode("utf-16"),
            "nested": b'{"error":{"code":-2015,"msg":"x"}}',
            "another name": b'{"Code":-2015,"msg":"x"}',
            "41 digits": b'{"code":-' + b"2" * 41 + b"}",
            "too long": b'{"code":-2015,"msg":"' + b"x" * 70_000 + b'"}',
            **{
                f"code {json.dumps(odd)}": json.dumps({"code": odd, "msg": "x"}).encode()
                for odd in _NO_CODES
            },
        }.items():
            yield _refused(f"{status}, {name}", says(status, data), _UNREADABLE, venue)
    for status, expected in _STATUSES.items():
        if status >= 400:
            for name, data in {
                "a page": _PAGE,
                "nothing": b"",
                "a long page": _PAGE * 3000,
            }.items():
                yield _refused(f"{status}, {name}", says(status, data), expected, venue)


def _odd_messages(venue: VenueId) -> Iterator[Behaviour]:
    for name, message in {
        "missing": b"",
        "null": b',"msg":null',
        "a number": b',"msg":1',
        "a list": b',"msg":[{}]',
        "60 KB": b',"msg":"' + b"m" * 60_000 + b'"',
        "the API key": b',"msg":"KeyThatMustNotLeak0123456789abcdefghijklmnopqrstuvwxyzABCDEF"',
        "braces": b',"msg":"{until} {0} %s"',
        "an escape": b',"msg":"\\u001b[2J"',
    }.items():
        for status, code in ((401, -2014), (400, -1022), (401, -2015), (400, -9999)):
            role = says(status, b'{"code":%d%s}' % (code, message))
            yield _refused(f"{code}, msg is {name}", role, _CODES[code], venue)


def _known_but_refused() -> Iterator[Behaviour]:
    """A key that may not read can still trade: then that is the news, and not the refusal."""
    for name, role, expected in (
        ("passes", says(200, b"{}"), TRADES),
        ("is complained about", error(400, -1013), TRADES),
        ("is refused", REFUSES, _CODES[-2015]),
        ("meets a page", says(200, _PAGE), _CODES[-2015]),
        ("meets a limit", error(429, -1003), _CODES[-1003]),
    ):
        yield Behaviour(
            GROUP,
            f"-2015, and the order {name}",
            expected,
            FULL,
            {FIRST[FULL]: error(401, -2015), TEST_ORDER: role},
            fires=(FIRST[FULL], TEST_ORDER),
            asked=(FIRST[FULL], TEST_ORDER),
        )


def _maintenance(venue: VenueId) -> Iterator[Behaviour]:
    for status in (500, 503):
        yield Behaviour(
            GROUP,
            f"maintenance, {status} [{venue}]",
            Expected(Word.NOT_CHECKED, ProblemId.MAINTENANCE),
            venue,
            {
                FIRST[venue]: error(status, -1000),
                STATUS: says(200, b'{"status":1,"msg":"system_maintenance"}'),
            },
            fires=(FIRST[venue], STATUS),
        )


BEHAVIOURS = [
    *(one for venue in (FULL, ORDER_ONLY) for one in _by_code(venue)),
    *(one for venue in (FULL, ORDER_ONLY) for one in _without_a_code(venue)),
    *(one for venue in (FULL, ORDER_ONLY) for one in _odd_messages(venue)),
    *(one for venue in (FULL, ORDER_ONLY) for one in _maintenance(venue)),
    *_known_but_refused(),
]
