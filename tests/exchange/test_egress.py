"""Of everything python-binance can do, only the listed requests can leave this computer."""

from __future__ import annotations

import inspect
import socket
from collections.abc import Iterator

import pytest

from tests.exchange.asking import API_KEY, hmac_pair
from tests.exchange.scripted_server import (
    PERMISSIONS,
    STATUS,
    TEST_ORDER,
    TIME,
    ScriptedServer,
    says,
)
from wizard.exchange.binance_exchange import _strict_client
from wizard.exchange.deadline import Deadline
from wizard.exchange.listed_requests import LISTED
from wizard.exchange.origin import Origin
from wizard.exchange.replies import Answer
from wizard.exchange.strict_transport import (
    ForbiddenRequestError,
    StrictConnection,
    StrictSession,
)

PING = "/api/v3/ping"


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    paths = (PERMISSIONS, TEST_ORDER, TIME, STATUS, PING)
    with ScriptedServer({path: says(200, b"{}") for path in paths}) as server:
        yield server


@pytest.fixture
def session(server: ScriptedServer) -> Iterator[StrictSession]:
    with StrictConnection(Origin.of(server.url), None, Deadline(60)) as connection:
        yield StrictSession(connection, API_KEY)


def test_the_list_itself() -> None:
    assert set(LISTED) == {
        ("GET", PERMISSIONS),
        ("POST", TEST_ORDER),
        ("GET", TIME),
        ("GET", STATUS),
        ("GET", PING),
    }
    assert {listed.path for listed in LISTED.values() if listed.signed} == {PERMISSIONS, TEST_ORDER}


class _AnythingButSocketsError(AssertionError):
    pass


def test_every_method_of_the_client(
    server: ScriptedServer, session: StrictSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Call all of them; what reaches the network is the list, and no other host is even tried."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        if address != ("127.0.0.1", server.port):
            raise _AnythingButSocketsError(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)
    monkeypatch.setattr(socket, "getaddrinfo", only_here)
    client = _strict_client(hmac_pair(), session, server.url)
    called = forbidden = 0
    for name, method in inspect.getmembers(client, callable):
        if name.startswith("__") or name in {"aggregate_trade_iter", "close_connection"}:
            continue
        called += 1
        arguments = [
            "1"
            for parameter in inspect.signature(method).parameters.values()
            if parameter.default is parameter.empty
            and parameter.kind in {parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD}
        ]
        try:
            result = method(*arguments)
            if inspect.isgenerator(result):
                next(result)
            elif inspect.iscoroutine(result):
                result.close()
        except ForbiddenRequestError:
            forbidden += 1
        except _AnythingButSocketsError:
            raise
        except Exception:  # noqa: BLE001, S112 (arguments that make no sense)
            continue
    assert called > 700
    assert forbidden > 600
    assert {(asked.method, asked.path) for asked in server.asked} <= set(LISTED)
    assert {asked.path for asked in server.asked} == {PERMISSIONS, TEST_ORDER, TIME, STATUS, PING}


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
        ("post", PERMISSIONS),
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
        "",
    ],
)
def test_another_host_is_never_asked(
    origin: str, server: ScriptedServer, session: StrictSession
) -> None:
    with pytest.raises(ForbiddenRequestError):
        session.get(f"{origin}{TIME}")
    assert server.connections == 0


def test_an_unsigned_request_carries_no_key(server: ScriptedServer, session: StrictSession) -> None:
    for path in (TIME, STATUS, PING):
        assert session.get(f"{server.url}{path}") == Answer(200, b"{}")
    assert all("x-mbx-apikey" not in asked.headers for asked in server.asked)
    session.get(f"{server.url}{PERMISSIONS}")
    assert server.asked[-1].headers["x-mbx-apikey"] == API_KEY
