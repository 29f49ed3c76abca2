"""Which requests a check and a greeting send, venue by venue: these, in this order, no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.exchange.asking import HONEST, Asking, body
from tests.exchange.scripted_server import (
    PERMISSIONS,
    STATUS,
    TEST_ORDER,
    TIME,
    Role,
    ScriptedServer,
    error,
    says,
)
from tests.exchange.scripted_wire import Asked
from wizard.core.venue import Grade, Venue, VenueId, grade_of
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.listed_requests import LATEST_TRADE_OF, LISTED, ORDER

Roles = Mapping[str, Role | Sequence[Role]]
TRADES = "/api/v3/myTrades"
CLOCK = b'{"serverTime":1700000000000}'
SIGNED = {"timestamp", "recvWindow", "signature"}
PARAMETERS = {
    PERMISSIONS: SIGNED,
    TRADES: SIGNED | set(LATEST_TRADE_OF),
    TEST_ORDER: SIGNED | set(ORDER),
    TIME: set(),
    STATUS: set(),
}
FIRST = {Grade.FULL: PERMISSIONS, Grade.TRADING_ONLY: TRADES}
WELL: Roles = {**HONEST, TRADES: says(200, b"[]"), TIME: says(200, CLOCK)}


def refuses(status: int, code: int) -> Roles:
    """Whichever question comes first is refused."""
    return {**WELL, PERMISSIONS: error(status, code), TRADES: error(status, code)}


# What happens, what the venue answers, what follows the first question: with and without reports.
CASES: Mapping[str, tuple[Roles, list[str], list[str]]] = {
    "all is well": (WELL, [TEST_ORDER], [TEST_ORDER]),
    "the order passes": ({**WELL, TEST_ORDER: says(200, b"{}")}, [TEST_ORDER], [TEST_ORDER]),
    "a flag is on": (
        {**WELL, PERMISSIONS: says(200, body(enableWithdrawals=True))},
        [],
        [TEST_ORDER],
    ),
    "a wrong secret": (refuses(400, -1022), [], []),
    "a wrong clock, corrected": (
        {
            **WELL,
            PERMISSIONS: [error(400, -1021), says(200, body())],
            TRADES: [error(400, -1021), says(200, b"[]")],
        },
        [TIME, "first", TEST_ORDER],
        [TIME, "first", TEST_ORDER],
    ),
    "a wrong clock": (refuses(400, -1021), [TIME, "first"], [TIME, "first"]),
    "trouble there": (refuses(500, -1000), [STATUS], [STATUS]),
    "too many": (refuses(429, -1003), [], []),
    "the firewall": (refuses(403, 0), [], []),
    "not known": (refuses(401, -2008), ["first"], ["first"]),
    "not allowed": (refuses(401, -2015), [TEST_ORDER], ["first"]),
}


def asked_at(venue: VenueId, roles: Roles, *, try_test_order: bool) -> list[Asked]:
    with ScriptedServer(roles) as server:
        exchange = BinanceExchange(Venue(venue, "Scripted", server.url, {}), deadline_s=20)
        Asking().check(exchange, try_test_order=try_test_order)
        return server.asked


@pytest.mark.parametrize("venue", VenueId)
@pytest.mark.parametrize("case", CASES)
def test_a_check(venue: VenueId, case: str) -> None:
    roles, reporting, silent = CASES[case]
    first = FIRST[grade_of(venue)]
    then = reporting if grade_of(venue) is Grade.FULL else silent
    asked = asked_at(venue, roles, try_test_order=True)
    assert [one.path for one in asked] == [first, *(first if p == "first" else p for p in then)]
    for one in asked:
        assert (one.method, one.path) in LISTED
        assert set(one.parameters) == PARAMETERS[one.path]


@pytest.mark.parametrize("venue", VenueId)
def test_a_check_without_the_test_order(venue: VenueId) -> None:
    """Where nothing is reported the order is the only witness, so it is tried all the same."""
    grade = grade_of(venue)
    asked = asked_at(venue, WELL, try_test_order=False)
    witness = [TEST_ORDER] if grade is Grade.TRADING_ONLY else []
    assert [one.path for one in asked] == [FIRST[grade], *witness]


@pytest.mark.parametrize("venue", VenueId)
def test_a_greeting(venue: VenueId) -> None:
    with ScriptedServer(WELL) as server:
        BinanceExchange(Venue(venue, "Scripted", server.url, {}), deadline_s=20).greet()
        assert [(one.method, one.path, one.query) for one in server.asked] == [("GET", TIME, "")]
        assert "x-mbx-apikey" not in server.asked[0].headers
