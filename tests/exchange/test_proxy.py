"""Through real proxies to an exchange whose name only they know."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.exchange.asking import API_KEY, HONEST, SECRET, hmac_pair, unanswered
from tests.exchange.certificates import Authority
from tests.exchange.proxies import (
    HOST,
    Manner,
    RealProxy,
    byte_by_byte,
    closing,
    dripping,
    endless,
    plainly,
    resetting,
    saying,
    silent,
)
from tests.exchange.scripted_server import PERMISSIONS, TEST_ORDER, ScriptedServer
from wizard.core.evidence import Finding, PermissionsSeen, Unanswered
from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import Proxy, ProxyKind
from wizard.core.venue import Venue, VenueId
from wizard.core.verdict import ReadOnly, judge
from wizard.exchange import connecting
from wizard.exchange.binance_exchange import BinanceExchange

KINDS = [ProxyKind.SOCKS5, ProxyKind.HTTP]


@pytest.fixture
def server(authority: Authority) -> Iterator[ScriptedServer]:
    with ScriptedServer(HONEST, tls=authority.server(address=HOST)) as server:
        yield server


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every name that this computer looks up."""
    names: list[object] = []
    real = socket.getaddrinfo

    def listen(host: str, *args: object, **kwargs: object) -> object:
        names.append(host)
        return real(host, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", listen)
    return names


@dataclass
class Traveller:
    """Asks for the exchange behind a proxy; `took_s` is how long the last check took."""

    authority: Authority
    port: int = 443
    deadline_s: float = 8.0
    took_s: float = 0.0

    def check(self, proxy: Proxy | None, host: str = HOST) -> Finding:
        url = f"https://{host}" if self.port == 443 else f"https://{host}:{self.port}"
        exchange = BinanceExchange(
            Venue(VenueId.PRACTICE, "Scripted", url, {}),
            deadline_s=self.deadline_s,
            authorities=self.authority.file,
        )
        seen: list[PermissionsSeen] = []
        started = time.monotonic()
        finding = exchange.check(
            hmac_pair(), try_test_order=True, on_permissions=seen.append, proxy=proxy
        )
        self.took_s = time.monotonic() - started
        return finding


@pytest.fixture
def traveller(authority: Authority) -> Traveller:
    return Traveller(authority)


def problem_in(finding: Finding) -> Problem:
    assert isinstance(finding, Unanswered), finding
    return finding.problem


@pytest.mark.parametrize("manner", [plainly, byte_by_byte])
@pytest.mark.parametrize("port", [443, 8443])
@pytest.mark.parametrize("kind", KINDS)
def test_a_check_through_a_proxy(
    kind: ProxyKind,
    port: int,
    manner: Manner,
    server: ScriptedServer,
    traveller: Traveller,
    looked_up: list[object],
) -> None:
    traveller.port = port
    with RealProxy(kind, server.port, manner, greeting=manner) as way:
        finding = traveller.check(way.proxy)
    assert isinstance(judge(finding), ReadOnly)
    assert server.paths == [PERMISSIONS, TEST_ORDER]
    assert all(asked.headers["x-mbx-apikey"] == API_KEY for asked in server.asked)
    assert way.asked_for == [(HOST, port)]
    assert way.connections == server.connections == 1
    assert looked_up == [], "the proxy looks up the name, and nobody else"


@pytest.mark.parametrize("kind", KINDS)
def test_a_proxy_sees_the_name_and_nothing_else(
    kind: ProxyKind, server: ScriptedServer, traveller: Traveller
) -> None:
    with RealProxy(kind, server.port) as way:
        assert isinstance(judge(traveller.check(way.proxy)), ReadOnly)
    assert HOST.encode() in way.heard
    assert len(way.heard) > 1000, "all that was said went past it"
    for mark in (API_KEY, SECRET, "apiRestrictions", "X-MBX", "signature"):
        assert mark.encode() not in way.heard


@pytest.mark.parametrize("kind", KINDS)
def test_a_proxy_by_its_name(
    kind: ProxyKind, server: ScriptedServer, traveller: Traveller, looked_up: list[object]
) -> None:
    with RealProxy(kind, server.port) as way:
        finding = traveller.check(Proxy(kind, "localhost", way.port))
    assert isinstance(judge(finding), ReadOnly)
    assert looked_up == ["localhost"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_proxy_that_leads_to_somebody_else(
    kind: ProxyKind, authority: Authority, traveller: Traveller
) -> None:
    """A good certificate, for another name: the key stays here."""
    with (
        ScriptedServer(HONEST, tls=authority.server(address="other.test")) as other,
        RealProxy(kind, other.port) as way,
    ):
        problem = problem_in(traveller.check(way.proxy))
    assert problem.id is ProblemId.TLS_REFUSED
    assert "for another host, verify code 62" in problem.technical
    assert other.asked == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_proxy_that_reads_along(kind: ProxyKind, traveller: Traveller, tmp_path: Path) -> None:
    """It answers as the exchange, vouched for by an authority of its own."""
    impostor = Authority.create(tmp_path, "The company's own")
    with (
        ScriptedServer(HONEST, tls=impostor.server(address=HOST)) as reader,
        RealProxy(kind, reader.port) as way,
    ):
        problem = problem_in(traveller.check(way.proxy))
    assert problem.id is ProblemId.TLS_REFUSED
    assert "unknown issuer, verify code 20" in problem.technical
    assert reader.asked == []


LOGIN_PAGE = b"HTTP/1.1 302 Found\r\nLocation: http://hotel.test/\r\n\r\n"
SOCKS_NO_METHOD = saying(b"\5\xff")
SOCKS_PASSWORD = saying(b"\5\2")


@pytest.mark.parametrize(
    ("kind", "greeting", "manner", "expected", "technical"),
    [
        # An honest no
        (
            ProxyKind.HTTP,
            plainly,
            saying(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\nForbidden"),
            ProblemId.PROXY_REFUSED,
            "refused by the proxy while asking the proxy: HTTP 403",
        ),
        (
            ProxyKind.HTTP,
            plainly,
            saying(LOGIN_PAGE),
            ProblemId.PROXY_REFUSED,
            "refused by the proxy while asking the proxy: HTTP 302",
        ),
        (
            ProxyKind.HTTP,
            plainly,
            saying(b"HTTP/1.1 400 Bad\nServer: old\n\n"),
            ProblemId.PROXY_REFUSED,
            "refused by the proxy while asking the proxy: HTTP 400",
        ),
        (
            ProxyKind.SOCKS5,
            plainly,
            saying(b"\5\2\0\1\0\0\0\0\0\0"),
            ProblemId.PROXY_REFUSED,
            "refused by the proxy while asking the proxy: SOCKS reply 2",
        ),
        (
            ProxyKind.SOCKS5,
            plainly,
            saying(b"\5\xf0\0\1\0\0\0\0\0\0"),
            ProblemId.PROXY_REFUSED,
            "refused by the proxy while asking the proxy: SOCKS reply 240",
        ),
        # A log-in
        (
            ProxyKind.HTTP,
            plainly,
            saying(b'HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n'),
            ProblemId.PROXY_LOGIN,
            "proxy wants a log-in while asking the proxy: HTTP 407",
        ),
        (
            ProxyKind.SOCKS5,
            SOCKS_NO_METHOD,
            plainly,
            ProblemId.PROXY_LOGIN,
            "proxy wants a log-in while asking the proxy: SOCKS method 255",
        ),
        (
            ProxyKind.SOCKS5,
            SOCKS_PASSWORD,
            plainly,
            ProblemId.PROXY_LOGIN,
            "proxy wants a log-in while asking the proxy: SOCKS method 2",
        ),
        # Something else than a proxy
        *(
            (kind, greeting, manner, ProblemId.PROXY_UNREADABLE, "")
            for kind, greeting, manner in [
                (ProxyKind.HTTP, plainly, closing),
                (ProxyKind.HTTP, plainly, resetting),
                (ProxyKind.HTTP, plainly, endless),
                (ProxyKind.HTTP, plainly, saying(b"SSH-2.0-OpenSSH_9.9\r\n\r\n")),
                (ProxyKind.HTTP, plainly, saying(b"HTTP/1.1 999999 OK\r\n\r\n")),
                (ProxyKind.HTTP, plainly, saying(b"HTTP/1.1 -1 OK\r\n\r\n")),
                (ProxyKind.HTTP, plainly, saying(b"HTTP/1.1 " + b"9" * 9999 + b"\r\n\r\n")),
                (ProxyKind.HTTP, plainly, saying(b"HTTP/1.1 200 OK\r\nVia: cut o")),
                (ProxyKind.HTTP, plainly, saying(b"\xff\xfe\r\n\r\n")),
                (ProxyKind.HTTP, plainly, saying(b"\r\n\r\n")),
                (ProxyKind.SOCKS5, closing, plainly),
                (ProxyKind.SOCKS5, resetting, plainly),
                (ProxyKind.SOCKS5, endless, plainly),
                (ProxyKind.SOCKS5, saying(b"HTTP/1.1 400 Bad Request\r\n\r\n"), plainly),
                (ProxyKind.SOCKS5, saying(b"\4\0"), plainly),
                (ProxyKind.SOCKS5, saying(b"\5"), plainly),
                (ProxyKind.SOCKS5, plainly, closing),
                (ProxyKind.SOCKS5, plainly, resetting),
                (ProxyKind.SOCKS5, plainly, endless),
                (ProxyKind.SOCKS5, plainly, saying(b"\4\0\0\1\0\0\0\0\0\0")),
                (ProxyKind.SOCKS5, plainly, saying(b"\5\0\1\1\0\0\0\0\0\0")),
                (ProxyKind.SOCKS5, plainly, saying(b"\5\0\0\7\0\0\0\0\0\0")),
                (ProxyKind.SOCKS5, plainly, saying(b"\5\0\0\3\2\xff\xfe\0\0")),
                (ProxyKind.SOCKS5, plainly, saying(b"\5\0\0\1\0\0")),
            ]
        ),
    ],
)
def test_a_proxy_that_does_not_help(
    kind: ProxyKind,
    greeting: Manner,
    manner: Manner,
    expected: ProblemId,
    technical: str,
    server: ScriptedServer,
    traveller: Traveller,
) -> None:
    with RealProxy(kind, server.port, manner, greeting) as way:
        problem = problem_in(traveller.check(way.proxy))
        assert way.gone.wait(10), "it was not kept waiting"
    assert problem.id is expected
    assert problem.technical.startswith(technical or "proxy not understood while asking the proxy")
    assert len(problem.technical) < 100
    assert way.proxy.url in problem.means
    assert server.asked == []
    assert traveller.took_s < 5


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_the_proxy_does_not_know(
    kind: ProxyKind, server: ScriptedServer, traveller: Traveller, looked_up: list[object]
) -> None:
    with RealProxy(kind, server.port) as way:
        finding = traveller.check(way.proxy, host="unheard-of.test")
    assert unanswered(finding) is ProblemId.PROXY_REFUSED
    assert way.asked_for == [("unheard-of.test", 443)]
    assert looked_up == []


@pytest.mark.parametrize(
    ("kind", "greeting", "manner"),
    [
        (ProxyKind.HTTP, plainly, silent),
        (ProxyKind.HTTP, plainly, dripping),
        (ProxyKind.SOCKS5, silent, plainly),
        (ProxyKind.SOCKS5, plainly, silent),
        (ProxyKind.SOCKS5, plainly, dripping),
    ],
)
def test_a_proxy_that_takes_its_time(
    kind: ProxyKind,
    greeting: Manner,
    manner: Manner,
    server: ScriptedServer,
    traveller: Traveller,
) -> None:
    """No byte comes late; the whole would never come. The one deadline holds."""
    traveller.deadline_s = 0.6
    before = threading.active_count()
    with RealProxy(kind, server.port, manner, greeting) as way:
        problem = problem_in(traveller.check(way.proxy))
        assert way.gone.wait(10), "the connection was closed, and not left to anybody"
    assert problem.id is ProblemId.TIMED_OUT
    assert problem.technical == "timed out while asking the proxy"
    assert 0.6 <= traveller.took_s < 1.6
    assert server.asked == []
    assert threading.active_count() <= before + 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_proxy_that_is_not_there(kind: ProxyKind, traveller: Traveller) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    problem = problem_in(traveller.check(Proxy(kind, "127.0.0.1", port)))
    assert problem.id is ProblemId.PROXY_UNREACHABLE
    assert problem.technical == "proxy unreachable while connecting: ECONNREFUSED"
    assert f"{kind}://127.0.0.1:{port}" in problem.means


def test_a_proxy_whose_name_nobody_knows(
    traveller: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_args: object, **_kwargs: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "MARKED")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setattr(connecting, "_FAR_AWAY", ((socket.AF_INET, ("127.0.0.1", 9)),))
    problem = problem_in(traveller.check(Proxy(ProxyKind.HTTP, "proxy.test", 3128)))
    assert problem.id is ProblemId.PROXY_UNREACHABLE
    assert problem.technical == "proxy unreachable while looking up the address: EAI_NONAME"


def test_a_proxy_whose_name_is_looked_up_for_ever(
    traveller: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    traveller.deadline_s = 0.5
    release = threading.Event()

    def stuck(*_args: object, **_kwargs: object) -> list[object]:
        release.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", stuck)
    try:
        problem = problem_in(traveller.check(Proxy(ProxyKind.SOCKS5, "proxy.test", 1080)))
    finally:
        release.set()
    assert problem.id is ProblemId.PROXY_UNREACHABLE
    assert problem.technical == "proxy unreachable while looking up the address: timed out"
    assert 0.5 <= traveller.took_s < 1.5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("secure", [True, False])
def test_this_computer_is_never_asked_through_a_proxy(
    kind: ProxyKind, secure: bool, authority: Authority
) -> None:
    with (
        ScriptedServer(HONEST, tls=authority.server() if secure else None) as server,
        RealProxy(kind, server.port) as way,
    ):
        venue = Venue(VenueId.PRACTICE, "Scripted", server.url, {})
        exchange = BinanceExchange(venue, authorities=authority.file)
        finding = exchange.check(
            hmac_pair(), try_test_order=True, on_permissions=lambda _: None, proxy=way.proxy
        )
    assert isinstance(judge(finding), ReadOnly)
    assert way.connections == 0


@pytest.mark.parametrize("kind", KINDS)
def test_many_checks_leave_nothing_open(
    kind: ProxyKind, server: ScriptedServer, traveller: Traveller
) -> None:
    with RealProxy(kind, server.port, closing) as way:
        for _ in range(5):
            assert unanswered(traveller.check(way.proxy)) is ProblemId.PROXY_UNREADABLE
            assert way.gone.wait(10)
            way.gone.clear()


def test_the_library_loads_only_for_a_proxy() -> None:
    code = (
        "import sys, wizard.exchange.strict_transport, wizard.exchange.binance_exchange;"
        "sys.exit('python_socks' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
