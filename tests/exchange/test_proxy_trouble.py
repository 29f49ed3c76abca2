"""Proxies that refuse, want a log-in, are none, or keep us waiting."""

from __future__ import annotations

import socket
import threading

import pytest

from tests.exchange.asking import unanswered
from tests.exchange.proxies import (
    Manner,
    RealProxy,
    closing,
    dripping,
    endless,
    plainly,
    resetting,
    saying,
    silent,
)
from tests.exchange.scripted_server import ScriptedServer
from tests.exchange.travelling import KINDS, Traveller, problem_in
from wizard.core.problems import ProblemId
from wizard.core.proxy import Proxy, ProxyKind
from wizard.exchange import connecting

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
    hidden_exchange: ScriptedServer,
    traveller: Traveller,
) -> None:
    with RealProxy(kind, hidden_exchange.port, manner, greeting) as way:
        problem = problem_in(traveller.check(way.proxy))
        assert way.gone.wait(10), "it was not kept waiting"
    assert problem.id is expected
    assert problem.technical.startswith(technical or "proxy not understood while asking the proxy")
    assert len(problem.technical) < 100
    assert way.proxy.url in problem.means
    assert hidden_exchange.asked == []
    assert traveller.took_s < 5


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
    hidden_exchange: ScriptedServer,
    traveller: Traveller,
) -> None:
    """No byte comes late; the whole would never come. The one deadline holds."""
    traveller.deadline_s = 0.6
    before = threading.active_count()
    with RealProxy(kind, hidden_exchange.port, manner, greeting) as way:
        problem = problem_in(traveller.check(way.proxy))
        assert way.gone.wait(10), "the connection was closed, and not left to anybody"
    assert problem.id is ProblemId.TIMED_OUT
    assert problem.technical == "timed out while asking the proxy"
    assert 0.6 <= traveller.took_s < 1.6
    assert hidden_exchange.asked == []
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
def test_many_checks_leave_nothing_open(
    kind: ProxyKind, hidden_exchange: ScriptedServer, traveller: Traveller
) -> None:
    with RealProxy(kind, hidden_exchange.port, closing) as way:
        for _ in range(5):
            assert unanswered(traveller.check(way.proxy)) is ProblemId.PROXY_UNREADABLE
            assert way.gone.wait(10)
            way.gone.clear()
