"""The server: its port, its thread, its end."""

import errno
import gc
import socket
import threading
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.practice.api_client import ApiClient
from tests.practice.conftest import NOW
from wizard.practice.account import PracticeAccount
from wizard.practice.server import PracticePortTakenError, PracticeServer


def _threads() -> list[str]:
    names = [thread.name for thread in threading.enumerate()]
    return [name for name in names if name == "practice exchange"]


def _port(server: PracticeServer) -> int:
    return urlsplit(server.addresses.api_url).port or 0


def test_it_answers_when_start_returns() -> None:
    server = PracticeServer()
    addresses = server.start()
    try:
        assert addresses.pages_url == addresses.api_url == f"http://127.0.0.1:{_port(server)}"
        assert ApiClient(addresses.api_url, NOW).get("/api/v3/ping").status == 200
        assert server.start() == addresses == server.addresses
        assert _threads() == ["practice exchange"]
    finally:
        server.stop()


def test_after_stop_nothing_is_left() -> None:
    server = PracticeServer()
    server.start()
    port = _port(server)
    idle = HTTPConnection("127.0.0.1", port, timeout=20)  # a client that keeps its connection
    idle.request("GET", "/api/v3/ping")
    idle.getresponse().read()
    server.stop()
    server.stop()
    idle.close()
    assert _threads() == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=20)
    with pytest.raises(RuntimeError, match="not running"):
        _ = server.addresses
    gc.collect()  # an unclosed socket would warn now, and a warning fails the test


def test_it_can_start_again_and_remembers_its_keys() -> None:
    server = PracticeServer()
    key = server.account.make_key("stays")
    for _ in range(3):
        with server:
            api = ApiClient(server.addresses.api_url, server.account.now())
            assert api.signed(key, "/sapi/v1/account/apiRestrictions").status == 200
    assert _threads() == []


def test_stop_without_start() -> None:
    PracticeServer().stop()


def test_a_taken_port_is_said_in_a_sentence() -> None:
    with PracticeServer() as first:
        port = _port(first)
        second = PracticeServer(port)
        with pytest.raises(PracticePortTakenError, match=f"Port {port} is taken") as caught:
            second.start()
        assert caught.value.errno == errno.EADDRINUSE
        assert _threads() == ["practice exchange"]
        second.stop()
    with second:  # the port is free now
        assert _port(second) == port


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_cannot_be(port: int) -> None:
    with pytest.raises(ValueError, match=f"There is no port {port}"):
        PracticeServer(port)


def test_two_at_once_know_nothing_of_each_other() -> None:
    with PracticeServer() as one, PracticeServer() as two:
        assert _port(one) != _port(two)
        key = one.account.make_key("only here")
        for server, status in ((one, 200), (two, 400)):
            api = ApiClient(server.addresses.api_url, server.account.now())
            assert api.signed(key, "/sapi/v1/account/apiRestrictions").status == status


def test_other_computers_cannot_reach_it(server: PracticeServer) -> None:
    """A server on every address would answer here, too; ours listens on 127.0.0.1 alone."""
    with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
        socket.create_connection(("127.0.0.2", _port(server)), timeout=5)


def test_an_account_of_ones_own() -> None:
    account = PracticeAccount()
    with PracticeServer(account=account) as server:
        assert server.account is account
