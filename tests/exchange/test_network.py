"""Networks that fail before anybody answers, and an environment that wants to be obeyed."""

from __future__ import annotations

import errno
import socket
import threading

import pytest

from tests.exchange.asking import HONEST, Asking, unanswered
from tests.exchange.scripted_server import ScriptedServer
from wizard.core.problems import ProblemId
from wizard.core.venue import Venue, VenueId
from wizard.core.verdict import ReadOnly, judge
from wizard.exchange import connecting
from wizard.exchange.binance_exchange import BinanceExchange


def technical(finding: object) -> str:
    text: str = finding.problem.technical  # type: ignore[attr-defined]
    return text


def test_nobody_listens(asking: Asking) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    finding = asking.check(f"http://127.0.0.1:{port}")
    assert unanswered(finding) is ProblemId.EXCHANGE_UNREACHABLE
    assert technical(finding) == "unreachable while connecting: ECONNREFUSED"


def test_a_connection_that_hangs(full_house: int, asking: Asking) -> None:
    asking.deadline_s = 0.5
    finding = asking.check(f"http://127.0.0.1:{full_house}")
    assert unanswered(finding) is ProblemId.TIMED_OUT
    assert technical(finding) == "timed out while connecting"
    assert 0.5 <= asking.took_s < 1.5


def test_a_name_that_does_not_exist(asking: Asking) -> None:
    asking.deadline_s = 8
    finding = asking.check("https://no-such-exchange.invalid")
    # Which of them depends on the network that this test runs in.
    assert unanswered(finding) in {
        ProblemId.ADDRESS_UNKNOWN,
        ProblemId.NO_NETWORK,
        ProblemId.TIMED_OUT,
    }
    assert "while looking up the address" in technical(finding)


def test_a_name_that_is_too_long_to_exist(asking: Asking) -> None:
    finding = asking.check(f"https://{'a' * 70}.invalid")
    assert unanswered(finding) is ProblemId.ADDRESS_UNKNOWN
    assert technical(finding) == "name unknown while looking up the address: no name at all"


@pytest.mark.parametrize("reason", ["EAI_NONAME", "EAI_AGAIN", "EAI_FAIL"])
def test_a_name_server_that_says_no(
    reason: str, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a computer that knows a way out."""

    def no(*_args: object, **_kwargs: object) -> object:
        raise socket.gaierror(getattr(socket, reason), "MARKED")

    monkeypatch.setattr(socket, "getaddrinfo", no)
    monkeypatch.setattr(connecting, "_FAR_AWAY", ((socket.AF_INET, ("127.0.0.1", 9)),))
    finding = asking.check("https://exchange.invalid")
    assert unanswered(finding) is ProblemId.ADDRESS_UNKNOWN
    assert technical(finding) == f"name unknown while looking up the address: {reason}"


def test_a_name_without_addresses(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [])
    assert unanswered(asking.check("https://exchange.invalid")) is ProblemId.ADDRESS_UNKNOWN


def only_old_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network with IPv4 alone; this computer may have another one."""
    real = socket.socket.connect

    def connect(self: socket.socket, place: object) -> None:
        if self.family == socket.AF_INET6:
            raise OSError(errno.ENETUNREACH, "MARKED")
        real(self, place)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(connecting, "_FAR_AWAY", ((socket.AF_INET, ("127.0.0.1", 9)),))


def test_an_exchange_in_a_network_we_are_not_in(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2001:db8::1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    only_old_addresses(monkeypatch)
    finding = asking.check("https://exchange.invalid")
    assert unanswered(finding) is ProblemId.EXCHANGE_UNREACHABLE
    assert technical(finding) == "unreachable while connecting: ENETUNREACH"


def test_addresses_of_a_kind_that_leads_nowhere(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answers with a refusal; the second is one of a network we are not in."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
        (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2001:db8::1", port)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    only_old_addresses(monkeypatch)
    finding = asking.check("https://exchange.invalid")
    assert unanswered(finding) is ProblemId.EXCHANGE_UNREACHABLE
    assert technical(finding) == "unreachable while connecting: ECONNREFUSED"


def test_a_silent_name_server(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own look-up hangs; it cannot be interrupted, so it is left behind."""
    asking.deadline_s = 0.5
    hangs, release = threading.Event(), threading.Event()

    def stuck(*_args: object, **_kwargs: object) -> list[object]:
        hangs.set()
        release.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", stuck)
    try:
        finding = asking.check("https://api.binance.com")
    finally:
        release.set()
    assert hangs.is_set()
    assert unanswered(finding) is ProblemId.TIMED_OUT
    assert technical(finding) == "timed out while looking up the address"
    assert 0.5 <= asking.took_s < 1.5


def test_the_next_address_is_tried(
    full_house: int, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with a dead and a swallowing address before the one that answers."""
    with ScriptedServer(greets=b"") as server:
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
            for port in (1, full_house, server.port)
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
        asking.deadline_s = 0.6
        finding = asking.check("https://exchange.invalid")
        assert unanswered(finding) is ProblemId.TIMED_OUT
        assert technical(finding) == "timed out while agreeing on encryption"
        assert server.connections == 1
        assert 0.6 <= asking.took_s < 1.6


def test_proxies_and_passwords_from_the_environment_do_not_count(
    asking: Asking, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    netrc = home / ".netrc"
    netrc.write_text("machine 127.0.0.1 login marked password marked\n")
    netrc.chmod(0o600)
    with ScriptedServer() as proxy, ScriptedServer(HONEST) as server:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("NETRC", str(netrc))
        monkeypatch.delenv("no_proxy", raising=False)
        assert isinstance(judge(asking.check(server)), ReadOnly)
        assert proxy.connections == 0
        assert all("authorization" not in asked.headers for asked in server.asked)
        assert all("cookie" not in asked.headers for asked in server.asked)


@pytest.mark.parametrize(
    "url",
    [
        "http://api.binance.com",
        "http://localhost:8000",
        "http://127.0.0.1.example.com:80",
        "http://127.0.0.2:80",
        "http://127.0.0.1@example.com:80",
        "http://127.0.0.1:80@example.com",
        "http://127.0.0.1:8000/api",
        "ftp://127.0.0.1:21",
        "https://",
        "https://user@api.binance.com",
        "https://api.binance.com/api",
        "https://api.binance.com?x=1",
        "",
    ],
)
def test_a_venue_that_must_not_be_asked(url: str) -> None:
    with pytest.raises(ValueError, match="https only"):
        BinanceExchange(Venue(VenueId.BINANCE_COM, "Odd", url, {}))


def test_checks_leave_no_threads_sockets_or_loops_behind(asking: Asking) -> None:
    with ScriptedServer(HONEST) as server:
        asking.check(server)
        before = threading.active_count()
        worker = threading.Thread(target=asking.check, args=(server,))
        worker.start()
        worker.join()
        for _ in range(20):
            asking.check(server)
    assert threading.active_count() <= before
