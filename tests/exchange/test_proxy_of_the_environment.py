"""A proxy that nobody chose is never gone through; it is named where nothing else leads out."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from tests.exchange.asking import HONEST, Asking, hmac_pair
from tests.exchange.certificates import Authority
from tests.exchange.proxies import HOST, RealProxy
from tests.exchange.scripted_server import ScriptedServer
from wizard.core.evidence import Unanswered
from wizard.core.problems import Action, Problem, ProblemId
from wizard.core.proxy import Proxy, ProxyKind, proxy_in_environment
from wizard.core.venue import Venue, VenueId
from wizard.core.verdict import ReadOnly, judge
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.failure_causes import PROBLEMS
from wizard.exchange.replies import Cause

NAMED = Proxy(ProxyKind.HTTP, "office.test", 3128)
VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy", "socks_proxy", "no_proxy")


def problem_without(url: str, named: Proxy | None, deadline_s: float = 5) -> Problem:
    venue = Venue(VenueId.BINANCE_COM, "Scripted", url, {})
    exchange = BinanceExchange(venue, deadline_s=deadline_s, proxy_not_used=named)
    finding = exchange.check(hmac_pair(), try_test_order=True, on_permissions=lambda _: None)
    assert isinstance(finding, Unanswered), finding
    return finding.problem


def no_such_name(*_args: object, **_kwargs: object) -> object:
    raise socket.gaierror(socket.EAI_NONAME, "MARKED")


def leads_to(port: int) -> Callable[..., object]:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    return lambda *_args, **_kwargs: found


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@pytest.mark.parametrize("scheme", ["http", "socks5", "socks5h", "socks4", ""])
@pytest.mark.parametrize("kind", ProxyKind)
def test_it_is_never_obeyed(
    scheme: str,
    kind: ProxyKind,
    asking: Asking,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Through it, the check would succeed."""
    with (
        ScriptedServer(HONEST, tls=authority.server(address=HOST)) as server,
        RealProxy(kind, server.port) as way,
    ):
        for name in VARIABLES:
            value = f"{scheme}://127.0.0.1:{way.port}" if scheme else f"127.0.0.1:{way.port}"
            monkeypatch.setenv(name, "" if name == "no_proxy" else value)
            monkeypatch.setenv(name.upper(), "" if name == "no_proxy" else value)
        monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
        asking.authorities = authority.file
        finding = asking.check(f"https://{HOST}")
        assert isinstance(finding, Unanswered)
        asked = asking.check(server.url)  # and this computer, where there is nothing to look up
    assert way.connections == 0
    assert finding.problem.id in {ProblemId.ADDRESS_UNKNOWN, ProblemId.NO_NETWORK}
    assert isinstance(asked, Unanswered)
    assert asked.problem.id is ProblemId.TLS_REFUSED


def test_chosen_it_would_be_gone_through(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the test above holds back from: the very same proxy, chosen."""
    with (
        ScriptedServer(HONEST, tls=authority.server(address=HOST)) as server,
        RealProxy(ProxyKind.SOCKS5, server.port) as way,
    ):
        chosen = proxy_in_environment({"all_proxy": f"socks5h://127.0.0.1:{way.port}"})
        exchange = BinanceExchange(
            Venue(VenueId.PRACTICE, "Scripted", f"https://{HOST}", {}), authorities=authority.file
        )
        finding = exchange.check(
            hmac_pair(), try_test_order=True, on_permissions=lambda _: None, proxy=chosen
        )
    assert isinstance(judge(finding), ReadOnly)
    assert way.connections == 1


def test_named_where_the_name_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    problem = problem_without("https://exchange.test", NAMED)
    assert problem.id is ProblemId.PROXY_NEEDED
    assert problem.action is Action.CONNECTION_SETTINGS
    assert "(http://office.test:3128)" in problem.means
    assert problem.technical.endswith("while looking up the address: EAI_NONAME")
    assert problem_without("https://exchange.test", None).id is not ProblemId.PROXY_NEEDED


def test_named_where_the_exchange_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", leads_to(closed_port()))
    problem = problem_without("https://exchange.test", NAMED)
    assert problem.id is ProblemId.PROXY_NEEDED
    assert problem.technical == "unreachable while connecting: ECONNREFUSED"
    alone = problem_without("https://exchange.test", None)
    assert alone.id is ProblemId.EXCHANGE_UNREACHABLE


def test_named_where_a_firewall_swallows_everything(
    full_house: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", leads_to(full_house))
    problem = problem_without("https://exchange.test", NAMED, 0.4)
    assert problem.id is ProblemId.PROXY_NEEDED
    assert problem.technical == "timed out while connecting"
    assert problem_without("https://exchange.test", None, 0.4).id is ProblemId.TIMED_OUT


def test_not_named_once_somebody_took_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(greets=b"") as mute, ScriptedServer(greets=b"no TLS at all") as rude:
        monkeypatch.setattr(socket, "getaddrinfo", leads_to(mute.port))
        assert problem_without("https://exchange.test", NAMED, 0.4).id is ProblemId.TIMED_OUT
        monkeypatch.setattr(socket, "getaddrinfo", leads_to(rude.port))
        assert problem_without("https://exchange.test", NAMED).id is ProblemId.TLS_REFUSED


def test_not_named_for_this_computer() -> None:
    problem = problem_without(f"http://127.0.0.1:{closed_port()}", NAMED)
    assert problem.id is ProblemId.EXCHANGE_UNREACHABLE


def test_every_cause_is_a_problem_of_its_own() -> None:
    assert set(PROBLEMS) == set(Cause)
    assert len(set(PROBLEMS.values())) == len(PROBLEMS)
