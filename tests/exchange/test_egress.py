"""Only the listed requests can leave this computer; near misses raise before anything is sent.

What python-binance itself could ask for: test_egress_every_method.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.exchange.asking import API_KEY
from tests.exchange.scripted_server import (
    PERMISSIONS,
    STATUS,
    TEST_ORDER,
    TIME,
    ScriptedServer,
    says,
)
from wizard.exchange.deadline import Deadline
from wizard.exchange.listed_requests import LISTED, SERVER_TIME, ListedRequest
from wizard.exchange.origin import Origin
from wizard.exchange.replies import Answer
from wizard.exchange.strict_transport import (
    ForbiddenRequestError,
    StrictConnection,
    StrictSession,
)

LATEST_TRADE = "/api/v3/myTrades"


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    paths = (PERMISSIONS, LATEST_TRADE, TEST_ORDER, TIME, STATUS)
    with ScriptedServer({path: says(200, b"{}") for path in paths}) as server:
        yield server


@pytest.fixture
def session(server: ScriptedServer) -> Iterator[StrictSession]:
    with StrictConnection(Origin.of(server.url), None, Deadline(60)) as connection:
        yield StrictSession(connection, API_KEY)


def test_the_list_itself() -> None:
    assert set(LISTED) == {
        ("GET", PERMISSIONS),
        ("GET", LATEST_TRADE),
        ("POST", TEST_ORDER),
        ("GET", TIME),
        ("GET", STATUS),
    }
    signed = {listed.path for listed in LISTED.values() if listed.signed}
    assert signed == {PERMISSIONS, LATEST_TRADE, TEST_ORDER}
    assert all((listed.method, listed.path) == key for key, listed in LISTED.items())


@pytest.mark.parametrize(
    ("verb", "target"),
    [
        ("get", "/api/v3/account"),
        ("get", TEST_ORDER),
        ("get", "/api/v3/time/"),
        ("get", "/api/v3/../v3/time"),
        ("get", "//api/v3/time"),
        ("get", "/api/v3/time?x=1"),
        ("get", "/api/v3/time#x"),
        ("get", "/API/v3/time"),
        ("get", "/api/v3/%74ime"),
        ("get", "/api/v3/order/../time"),
        ("get", "/api/v3/./time"),
        ("get", "/api/v3//time"),
        ("get", "/api/v3/time%2f"),
        ("get", "/api/v3/time?"),
        ("get", "/api/v3/time;x"),
        ("get", "/api/v3/TIME"),
        ("get", "/api/v1/time"),
        ("get", "/api/v3/ping"),
        ("get", "/api/v3/myTrades/"),
        ("get", "/api/v3/allOrders"),
        ("post", PERMISSIONS),
        ("post", LATEST_TRADE),
        ("post", "/api/v3/order"),
        ("post", "/api/v3/order/test/"),
        ("post", "/sapi/v1/capital/withdraw/apply"),
        ("post", "/sapi/v1/asset/transfer"),
        ("put", TEST_ORDER),
        ("delete", TEST_ORDER),
        ("delete", "/api/v3/order"),
    ],
)
def test_near_misses(
    verb: str, target: str, server: ScriptedServer, session: StrictSession
) -> None:
    with pytest.raises(ForbiddenRequestError, match="not on the list") as raised:
        getattr(session, verb)(f"{server.url}{target}")
    assert API_KEY not in str(raised.value)
    assert server.connections == 0


@pytest.mark.parametrize(
    "origin",
    [
        "https://api.binance.com",
        "http://api.binance.com",
        "http://127.0.0.1:1",
        "http://127.0.0.1",
        "https://127.0.0.1",
        "http://x@127.0.0.1",
        "{here}@rogue.invalid",
        "{here}.rogue.invalid",
        "https{there}",
        "//{there}",
        "",
    ],
)
def test_another_host_is_never_asked(
    origin: str, server: ScriptedServer, session: StrictSession
) -> None:
    elsewhere = origin.format(here=server.url, there=server.url.removeprefix("http"))
    with pytest.raises(ForbiddenRequestError):
        session.get(f"{elsewhere}{TIME}")
    assert server.connections == 0


@pytest.mark.parametrize(
    "made",
    [
        ListedRequest("DELETE", "/api/v3/order", signed=True),
        ListedRequest("POST", "/sapi/v1/capital/withdraw/apply", signed=True),
        replace(SERVER_TIME, signed=True),
        replace(SERVER_TIME, method="POST"),
        replace(SERVER_TIME, path="/api/v3/time?"),
    ],
    ids=str,
)
def test_a_request_made_without_listing_it(made: ListedRequest, server: ScriptedServer) -> None:
    with (
        StrictConnection(Origin.of(server.url), None, Deadline(60)) as connection,
        pytest.raises(ForbiddenRequestError, match="not on the list"),
    ):
        connection.send(made, "", None, {})
    assert server.connections == 0


def test_an_unsigned_request_carries_no_key(server: ScriptedServer, session: StrictSession) -> None:
    for path in (TIME, STATUS):
        assert session.get(f"{server.url}{path}") == Answer(200, b"{}")
    assert all("x-mbx-apikey" not in asked.headers for asked in server.asked)
    session.get(f"{server.url}{PERMISSIONS}")
    assert server.asked[-1].headers["x-mbx-apikey"] == API_KEY
