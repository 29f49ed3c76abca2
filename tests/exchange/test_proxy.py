"""Through real proxies to an exchange whose name only they know."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.asking import API_KEY, HONEST, SECRET, hmac_pair, unanswered
from tests.exchange.certificates import Authority
from tests.exchange.proxies import HOST, Manner, RealProxy, byte_by_byte, plainly
from tests.exchange.scripted_server import PERMISSIONS, TEST_ORDER, ScriptedServer
from tests.exchange.travelling import KINDS, Traveller, problem_in
from wizard.core.problems import ProblemId
from wizard.core.proxy import Proxy, ProxyKind
from wizard.core.venue import Venue, VenueId
from wizard.core.verdict import ReadOnly, judge
from wizard.exchange.binance_exchange import BinanceExchange


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


@pytest.mark.parametrize("manner", [plainly, byte_by_byte])
@pytest.mark.parametrize("port", [443, 8443])
@pytest.mark.parametrize("kind", KINDS)
def test_a_check_through_a_proxy(
    kind: ProxyKind,
    port: int,
    manner: Manner,
    hidden_exchange: ScriptedServer,
    traveller: Traveller,
    looked_up: list[object],
) -> None:
    traveller.port = port
    with RealProxy(kind, hidden_exchange.port, manner, greeting=manner) as way:
        finding = traveller.check(way.proxy)
    assert isinstance(judge(finding), ReadOnly)
    assert hidden_exchange.paths == [PERMISSIONS, TEST_ORDER]
    assert all(asked.headers["x-mbx-apikey"] == API_KEY for asked in hidden_exchange.asked)
    assert way.asked_for == [(HOST, port)]
    assert way.connections == hidden_exchange.connections == 1
    assert looked_up == [], "the proxy looks up the name, and nobody else"


@pytest.mark.parametrize("kind", KINDS)
def test_a_proxy_sees_the_name_and_nothing_else(
    kind: ProxyKind, hidden_exchange: ScriptedServer, traveller: Traveller
) -> None:
    with RealProxy(kind, hidden_exchange.port) as way:
        assert isinstance(judge(traveller.check(way.proxy)), ReadOnly)
    assert HOST.encode() in way.heard
    assert len(way.heard) > 1000, "all that was said went past it"
    for mark in (API_KEY, SECRET, "apiRestrictions", "X-MBX", "signature"):
        assert mark.encode() not in way.heard


@pytest.mark.parametrize("kind", KINDS)
def test_a_proxy_by_its_name(
    kind: ProxyKind, hidden_exchange: ScriptedServer, traveller: Traveller, looked_up: list[object]
) -> None:
    with RealProxy(kind, hidden_exchange.port) as way:
        finding = traveller.check(Proxy(kind, "localhost", way.port))
    assert isinstance(judge(finding), ReadOnly)
    assert looked_up == ["localhost"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_the_proxy_does_not_know(
    kind: ProxyKind, hidden_exchange: ScriptedServer, traveller: Traveller, looked_up: list[object]
) -> None:
    with RealProxy(kind, hidden_exchange.port) as way:
        finding = traveller.check(way.proxy, host="unheard-of.test")
    assert unanswered(finding) is ProblemId.PROXY_REFUSED
    assert way.asked_for == [("unheard-of.test", 443)]
    assert looked_up == []


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


def test_the_library_loads_only_for_a_proxy() -> None:
    code = (
        "import sys, wizard.exchange.strict_transport, wizard.exchange.binance_exchange;"
        "sys.exit('python_socks' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
