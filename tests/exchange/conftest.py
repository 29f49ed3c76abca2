"""What the tests of asking a venue share: credentials, a way to ask a scripted server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack

# Once, before any short deadline runs: importing it takes a good part of a second.
import binance.client  # noqa: F401
import pytest

from tests.exchange.asking import HONEST, Asking
from tests.exchange.certificates import Authority
from tests.exchange.proxies import HOST
from tests.exchange.scripted_server import ScriptedServer
from tests.exchange.travelling import Traveller


@pytest.fixture
def asking() -> Asking:
    """Asks scripted servers with a deadline that fits a test."""
    return Asking()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.create(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def full_house() -> Iterator[int]:
    """A port whose queue is full: on Linux, further callers are left waiting."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        port: int = listener.getsockname()[1]
        while True:
            waiting = stack.enter_context(socket.socket())
            waiting.settimeout(0.2)
            try:
                waiting.connect(("127.0.0.1", port))
            except TimeoutError:
                break
        yield port


@pytest.fixture
def hidden_exchange(authority: Authority) -> Iterator[ScriptedServer]:
    """An honest exchange whose name only the proxies know."""
    with ScriptedServer(HONEST, tls=authority.server(address=HOST)) as server:
        yield server


@pytest.fixture
def traveller(authority: Authority) -> Traveller:
    return Traveller(authority)
