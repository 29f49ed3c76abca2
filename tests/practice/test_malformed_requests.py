"""Whatever arrives, the answer is a plain refusal: never a traceback, never HTTP 500."""

import gzip
import socket
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.practice.api_client import FORM, ApiClient
from tests.practice.conftest import NOW
from tests.practice.form_client import FormClient
from wizard.practice import front_door
from wizard.practice.account import PracticeAccount
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer

MEGABYTE = b"x" * 1_000_000
PING = b"GET /api/v3/ping HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def _raw(server: PracticeServer, sent: bytes) -> bytes:
    """What comes back for these bytes until the server closes the connection."""
    parts = urlsplit(server.addresses.api_url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as wire:
        received = b""
        try:
            wire.sendall(sent)
            while chunk := wire.recv(65536):
                received += chunk
        except (ConnectionResetError, BrokenPipeError):
            pass  # it hung up while we were still talking
    return received


def _status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


def _is_sane(answer: bytes) -> None:
    assert _status(answer) != 500
    assert b"Traceback" not in answer
    assert b"site-packages" not in answer


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n\r\n",
        b"garbage\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /%ff%fe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /api/v3/time?\xff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /api/v3/account?a=%ff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /keys/%2e%2e%2f HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /login?next=%0d%0aX: HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:notaport\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:99999999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: \xff=\xfe; ;;=\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: nine\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\nshort",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        (
            b"POST /api/v3/order/test HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Encoding: gzip\r\n"
            b"Content-Length: 5\r\n\r\nplain"
        ),
        b"GET http://example.com/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"CONNECT example.com:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /api/v3/account HTTP/1.1\r\nHost: 127.0.0.1\r\nX-MBX-APIKEY: \xff\xff\r\n\r\n",
    ],
    ids=lambda sent: repr(sent[:40]),
)
def test_broken_http(server: PracticeServer, sent: bytes) -> None:
    # Whatever the bytes were, the request after them makes the server answer and hang up.
    _is_sane(_raw(server, sent + PING))
    assert _status(_raw(server, PING)) == 200  # it lives on


@pytest.mark.parametrize("path", ["/api/v3/order/test", "/create"])
@pytest.mark.parametrize("rest", [b"", b"5\r\nhello\r\nzz\r\n"], ids=["nothing", "nonsense"])
def test_a_body_that_does_not_arrive(
    site: FormClient,
    server: PracticeServer,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    rest: bytes,
) -> None:
    """The server is reading already, and the promised body does not come."""
    site.log_in()
    monkeypatch.setattr(front_door, "PATIENCE", 0.2)
    cookie = "; ".join(f"{name}={value}" for name, value in site.cookies.items())
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nContent-Type: {FORM}\r\n"
        "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    parts = urlsplit(server.addresses.api_url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as wire:
        wire.sendall(head.encode())
        assert wire.recv(65536).startswith(b"HTTP/1.1 100 Continue")
        wire.sendall(rest)
        answer = wire.recv(65536)
    assert _status(answer) == 408
    _is_sane(answer)


@pytest.mark.parametrize("path", ["/api/v3/time", "/sapi/v1/system/status", "/login"])
def test_even_a_fault_of_its_own_gives_a_plain_answer(path: str) -> None:
    def stopped_clock() -> int:
        raise RuntimeError("the clock has stopped")

    with PracticeServer(account=PracticeAccount(clock=stopped_clock)) as server:
        answer = ApiClient(server.addresses.api_url, NOW).get(path)
    assert answer.status == 500
    assert b"clock" not in answer.body
    assert b"Traceback" not in answer.body
    if path == "/login":
        assert "Nothing real is affected." in answer.body.decode()
    else:
        assert answer.json() == {"code": -1000, "msg": "Internal Server Error"}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300))
def test_any_bytes(server: PracticeServer, sent: bytes) -> None:
    _is_sane(_raw(server, sent + PING))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.binary(max_size=60), body=st.binary(max_size=60))
def test_any_parameters(
    api: ApiClient, trading_key: PracticeKey, query: bytes, body: bytes
) -> None:
    escaped = "".join(
        chr(byte) if 0x20 < byte < 0x7F and byte != 0x23 else f"%{byte:02X}" for byte in query
    )
    headers = {"X-MBX-APIKEY": trading_key.api_key, "Content-Type": FORM}
    answer = api.send("POST", "/api/v3/order/test?" + escaped, body, headers)
    assert answer.status == 400
    assert answer.code < -1000


@pytest.mark.parametrize("path", ["/api/v3/order/test", "/login", "/create"])
@pytest.mark.parametrize(
    ("body", "encoding", "status"),
    [
        (MEGABYTE, "identity", 413),
        # Never unpacked: it is no form, and it is not what was signed.
        (gzip.compress(MEGABYTE * 10), "gzip", 400),
    ],
    ids=["plain", "gzip"],
)
def test_huge_bodies(
    api: ApiClient, site: FormClient, path: str, body: bytes, encoding: str, status: int
) -> None:
    site.log_in()
    cookie = "; ".join(f"{name}={value}" for name, value in site.cookies.items())
    headers = {"Content-Type": FORM, "Content-Encoding": encoding, "Cookie": cookie}
    answer = api.send("POST", path, body, headers)
    assert answer.status == status
    _is_sane(answer.body)


def test_a_body_that_is_not_utf8(api: ApiClient) -> None:
    answer = api.send("POST", "/api/v3/order/test", b"symbol=\xff", {"Content-Type": FORM})
    assert (answer.status, answer.code) == (400, -1100)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "[::1]", "127.0.0.2"]
)
@pytest.mark.parametrize("path", ["/", "/account", "/api/v3/time", "/practice.css"])
def test_another_host_s_name(server: PracticeServer, host: str, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    answer = _raw(server, request.encode())
    assert _status(answer) == 421
    assert b"Set-Cookie" not in answer


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8080"])
def test_the_names_of_this_computer(server: PracticeServer, host: str) -> None:
    request = f"GET /api/v3/time HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    answer = _raw(server, request.encode())
    assert _status(answer) == 200
    assert str(NOW).encode() in answer
