"""Troubles on the bare connection: what arrives, that they end, and that they stay small."""

import asyncio
import gzip
import http.client
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.practice.conftest import NOW
from tests.practice.test_troubles import make
from wizard.practice import network_troubles
from wizard.practice.account import PracticeAccount
from wizard.practice.server import PracticeServer
from wizard.practice.troubles import Trouble

REQUEST = b"GET /api/v3/time HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
TRUE_BODY = b'{"serverTime":%d}' % NOW
WITHOUT_END = (
    Trouble.SILENT,
    Trouble.SLOW_HEADERS,
    Trouble.SLOW_BODY,
    Trouble.ENDLESS_BODY,
    Trouble.GZIP_BOMB,
)


def _ask(server: PracticeServer) -> socket.socket:
    port = urlsplit(server.addresses.api_url).port or 0
    line = socket.create_connection(("127.0.0.1", port), timeout=20)
    line.sendall(REQUEST)
    return line


def _all(line: socket.socket) -> bytes:
    pieces = []
    while piece := line.recv(65_536):
        pieces.append(piece)
    return b"".join(pieces)


def _plays(server: PracticeServer) -> int:
    """How many answers the server is playing right now."""
    assert server._running is not None

    async def count() -> int:
        tasks = asyncio.all_tasks()
        return sum("_handle_request" in repr(task.get_coro()) for task in tasks)

    return asyncio.run_coroutine_threadsafe(count(), server._running.loop).result(20)


def _wait(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it did not come true"
        threading.Event().wait(0.01)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred bytes a second, so that a slow answer can be seen to its end."""
    monkeypatch.setattr(network_troubles, "SECONDS_A_BYTE", 0.01)


@pytest.mark.parametrize("trouble", [Trouble.SLOW_HEADERS, Trouble.SLOW_BODY])
def test_slow_answers_are_true_in_the_end(
    server: PracticeServer, account: PracticeAccount, quick: None, trouble: Trouble
) -> None:
    make(account, trouble)
    with closing(_ask(server)) as line:
        first = line.recv(65_536)
        rest = _all(line)
    head, _, body = (first + rest).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Content-Length: %d" % len(TRUE_BODY) in head
    assert body == TRUE_BODY
    if trouble is Trouble.SLOW_HEADERS:
        assert first in b"HTTP"
    else:
        assert head in first


@pytest.mark.parametrize("trouble", [Trouble.SLOW_HEADERS, Trouble.SLOW_BODY])
def test_slow_is_two_characters_a_second(
    server: PracticeServer, account: PracticeAccount, trouble: Trouble
) -> None:
    make(account, trouble)
    with closing(_ask(server)) as line:
        line.recv(1 if trouble is Trouble.SLOW_HEADERS else 65_536)
        begin = time.monotonic()
        got = sum(len(line.recv(1)) for _ in range(3))
        assert got == 3
        assert time.monotonic() - begin > 0.9


def test_silence(server: PracticeServer, account: PracticeAccount) -> None:
    make(account, Trouble.SILENT)
    with closing(_ask(server)) as line:
        assert select.select([line], [], [], 0.5)[0] == []
        assert _plays(server) == 1


def test_cut_off_in_the_middle(server: PracticeServer, account: PracticeAccount) -> None:
    make(account, Trouble.CUT_OFF)
    with closing(_ask(server)) as line:
        head, _, body = _all(line).partition(b"\r\n\r\n")
    assert b"Content-Length: %d" % len(TRUE_BODY) in head
    assert body == TRUE_BODY[: len(TRUE_BODY) // 2]


def test_reset(server: PracticeServer, account: PracticeAccount) -> None:
    make(account, Trouble.RESET)
    with closing(_ask(server)) as line, pytest.raises(ConnectionResetError):
        line.recv(1)


def test_garbage_is_no_http(server: PracticeServer, account: PracticeAccount) -> None:
    make(account, Trouble.GARBAGE)
    address = urlsplit(server.addresses.api_url).netloc
    with closing(http.client.HTTPConnection(address, timeout=20)) as connection:
        connection.request("GET", "/api/v3/time")
        with pytest.raises(http.client.BadStatusLine):
            connection.getresponse()


def test_the_swelling_answer_is_true_after_a_gigabyte(
    server: PracticeServer, account: PracticeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert network_troubles.UNPACKED == 1024
    monkeypatch.setattr(network_troubles, "UNPACKED", 3)
    make(account, Trouble.GZIP_BOMB)
    with closing(_ask(server)) as line:
        head, _, body = _all(line).partition(b"\r\n\r\n")
    assert b"Content-Encoding: gzip" in head
    assert len(body) < 100_000
    unpacked = gzip.decompress(body)
    assert len(unpacked) == 3 * 1024 * 1024 + len(TRUE_BODY)
    assert unpacked.strip() == TRUE_BODY


def test_the_endless_answer_never_says_its_length(
    server: PracticeServer, account: PracticeAccount
) -> None:
    make(account, Trouble.ENDLESS_BODY)
    address = urlsplit(server.addresses.api_url).netloc
    with closing(http.client.HTTPConnection(address, timeout=20)) as connection:
        connection.request("GET", "/api/v3/time")
        response = connection.getresponse()
        assert response.getheader("content-length") is None
        assert response.read(20_000_000).strip() == b""
        response.close()


@pytest.mark.parametrize("trouble", WITHOUT_END)
def test_it_ends_when_the_caller_leaves(
    server: PracticeServer, account: PracticeAccount, trouble: Trouble
) -> None:
    make(account, trouble)
    lines = [_ask(server) for _ in range(5)]
    _wait(lambda: _plays(server) == 5)
    for line in lines:
        line.close()
    _wait(lambda: _plays(server) == 0)


@pytest.mark.parametrize("trouble", WITHOUT_END)
def test_the_server_stops_at_once(account: PracticeAccount, trouble: Trouble) -> None:
    make(account, trouble)
    server = PracticeServer(account=account)
    server.start()
    lines = [_ask(server) for _ in range(5)]
    _wait(lambda: _plays(server) == 5)
    begin = time.monotonic()
    server.stop()
    took = time.monotonic() - begin
    for line in lines:
        line.close()
    assert took < 0.5, took  # the half second that aiohttp grants is never needed


@pytest.mark.parametrize("trouble", WITHOUT_END)
def test_the_pages_and_others_are_served_meanwhile(
    server: PracticeServer, account: PracticeAccount, trouble: Trouble
) -> None:
    make(account, trouble)
    lines = [_ask(server) for _ in range(3)]
    address = urlsplit(server.addresses.api_url).netloc
    for _ in range(5):
        with closing(http.client.HTTPConnection(address, timeout=20)) as connection:
            begin = time.monotonic()
            connection.request("GET", "/login")
            assert connection.getresponse().status == 200
            assert time.monotonic() - begin < 2
    for line in lines:
        line.close()


_SERVE = """
import resource, sys
from dataclasses import replace
from wizard.practice.account import PracticeAccount
from wizard.practice.behaviours import Behaviours
from wizard.practice.server import PracticeServer
from wizard.practice.troubles import Trouble
behaviours = Behaviours(troubles=frozenset({Trouble(sys.argv[1])}))
with PracticeServer(account=PracticeAccount(behaviours=behaviours)) as server:
    print(server.addresses.api_url, flush=True)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
    sys.stdin.readline()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
"""


@pytest.mark.parametrize("trouble", [Trouble.ENDLESS_BODY, Trouble.GZIP_BOMB])
@pytest.mark.parametrize("reads", [True, False])
def test_the_server_stays_small(trouble: Trouble, reads: bool) -> None:
    """Whether callers swallow everything or nothing: in a process of its own, to be measured."""
    command = [sys.executable, "-c", _SERVE, trouble]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        parts = urlsplit(process.stdout.readline().strip())
        before = int(process.stdout.readline())
        lines = []
        for _ in range(4):
            line = socket.create_connection((parts.hostname, parts.port or 0), timeout=20)
            line.sendall(REQUEST)
            lines.append(line)
        swallowed = 0
        wanted = 60_000_000 if trouble is Trouble.ENDLESS_BODY else 1_000_000
        while reads and swallowed < wanted:
            swallowed += len(lines[0].recv(1_000_000))
        for line in lines:
            line.recv(1)
        process.stdin.write("\n")
        process.stdin.close()
        after = int(process.stdout.readline())
        process.wait(20)
        for line in lines:
            line.close()
    assert after - before < 15_000, "KiB"
