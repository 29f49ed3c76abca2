"""Answers that want to be followed, and other ways of handing the API key on."""

from __future__ import annotations

from tests.exchange.never_fooled.behaviour import (
    FULL,
    GOOD,
    ORDER_ONLY,
    READ_ONLY,
    REFUSAL,
    REFUSES,
    TRADES,
    Behaviour,
    Fault,
    at_first_question,
    at_test_order,
)
from tests.exchange.scripted_server import PERMISSIONS, TEST_ORDER, Role, head, points, says, sends
from wizard.core.problems import ProblemId
from wizard.core.venue import VenueId

GROUP = "redirects"
_TARGETS = {
    "another host": "{elsewhere}/sapi/v1/account/apiRestrictions",
    "the same host": "{here}/sapi/v1/account/apiRestrictions",
    "a relative place": "/sapi/v1/account/apiRestrictions",
    "another host without a scheme": "//{elsewhere}/",
    "a log-in with the same host as user name": "{elsewhere}@evil.invalid/",
    "a file": "file:///etc/passwd",
    "nowhere": "",
}
_FOLLOWED = (301, 302, 303, 307, 308)


def _faults(good: bytes) -> list[Fault]:
    gone = ProblemId.REDIRECTED
    return [
        *(
            Fault(f"{status} to {name}", points(status, target, good), gone)
            for status in _FOLLOWED
            for name, target in _TARGETS.items()
        ),
        *(
            Fault(f"{status}", points(status, _TARGETS["another host"]), gone)
            for status in (300, 304, 305, 306, 399)
        ),
        Fault("302 without a place", says(302, good), gone),
        Fault("a page that sends on", says(200, _SENDS_ON), ProblemId.LOGIN_PAGE),
    ]


_SENDS_ON = b'<!doctype html><meta http-equiv="refresh" content="0; url=http://127.0.0.1:1/">'


def _with(header: str, good: bytes) -> Role:
    return points(200, "{elsewhere}/", good, header=header)


def _harmless(name: str, header: str) -> Behaviour:
    """A right answer that also points elsewhere: taken as it is."""
    return Behaviour(
        GROUP,
        name,
        READ_ONLY,
        roles={PERMISSIONS: _with(header, GOOD[FULL]), TEST_ORDER: REFUSES},
        fires=(PERMISSIONS, TEST_ORDER),
        asked=(PERMISSIONS, TEST_ORDER),
    )


def _both_questions(venue: VenueId) -> list[Behaviour]:
    return [
        *(at_first_question(GROUP, fault, venue) for fault in _faults(GOOD[venue])),
        *(
            at_test_order(f"{GROUP}, test order", fault, venue)
            for fault in _faults(REFUSAL)
            if fault.problem is ProblemId.REDIRECTED
        ),
    ]


_COOKIE = head(200, length=len(GOOD[FULL]), headers={"Set-Cookie": "track=1; Path=/"}) + GOOD[FULL]

BEHAVIOURS = [
    *_both_questions(FULL),
    *_both_questions(ORDER_ONLY),
    _harmless("200 with a place", "Location"),
    _harmless("200 with Refresh", "Refresh"),
    _harmless("200 with another service", "Alt-Svc"),
    _harmless("200 with another content location", "Content-Location"),
    Behaviour(
        GROUP,
        "a cookie is not brought back",
        READ_ONLY,
        roles={PERMISSIONS: sends(_COOKIE), TEST_ORDER: REFUSES},
        fires=(PERMISSIONS, TEST_ORDER),
    ),
    Behaviour(
        GROUP,
        "the test order passes and points elsewhere",
        TRADES,
        roles={PERMISSIONS: says(200, GOOD[FULL]), TEST_ORDER: _with("Location", b"{}")},
        fires=(PERMISSIONS, TEST_ORDER),
    ),
]
