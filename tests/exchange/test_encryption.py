"""Only the exchange itself gets the API key: certificates, and who may vouch for them."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import struct
import threading
from pathlib import Path

import pytest

from tests.exchange.asking import API_KEY, HONEST, Asking, unanswered
from tests.exchange.certificates import Authority
from tests.exchange.scripted_server import PERMISSIONS, TEST_ORDER, ScriptedServer
from wizard.core.problems import ProblemId
from wizard.core.verdict import ReadOnly, judge
from wizard.exchange.encryption import trust

DAY = dt.timedelta(days=1)


@pytest.fixture
def trusting(authority: Authority) -> Asking:
    return Asking(authorities=authority.file)


def test_a_good_certificate(authority: Authority, trusting: Asking) -> None:
    with ScriptedServer(HONEST, tls=authority.server()) as server:
        finding = trusting.check(server)
    assert isinstance(judge(finding), ReadOnly)
    assert server.paths == [PERMISSIONS, TEST_ORDER]
    assert server.connections == 1


def nothing_was_sent(server: ScriptedServer) -> bool:
    return server.connections == 1 and server.asked == []


@pytest.mark.parametrize(
    ("address", "since", "until", "expected", "detail"),
    [
        ("127.0.0.2", -DAY, DAY, ProblemId.TLS_REFUSED, ": for another host, verify code 64"),
        ("api.binance.com", -DAY, DAY, ProblemId.TLS_REFUSED, ": for another host, verify code 64"),
        ("127.0.0.1", -2 * DAY, -DAY, ProblemId.CERTIFICATE_DATE, ": verify code 10"),
        ("127.0.0.1", DAY, 2 * DAY, ProblemId.CERTIFICATE_DATE, ": verify code 9"),
    ],
    ids=["wrong address", "wrong name", "expired", "not yet valid"],
)
def test_a_certificate_that_does_not_fit(
    address: str,
    since: dt.timedelta,
    until: dt.timedelta,
    expected: ProblemId,
    detail: str,
    authority: Authority,
    trusting: Asking,
) -> None:
    tls = authority.server(address=address, since=since, until=until)
    with ScriptedServer(HONEST, tls=tls) as server:
        finding = trusting.check(server)
    assert unanswered(finding) is expected
    assert finding.problem.technical.endswith(detail)  # type: ignore[union-attr]
    assert nothing_was_sent(server)


def test_an_authority_nobody_trusts(authority: Authority, asking: Asking) -> None:
    with ScriptedServer(HONEST, tls=authority.server()) as server:
        finding = asking.check(server)
    assert unanswered(finding) is ProblemId.TLS_REFUSED
    assert "unknown issuer, verify code 20" in finding.problem.technical  # type: ignore[union-attr]
    assert nothing_was_sent(server)


def test_another_authority_of_the_same_name(
    authority: Authority, trusting: Asking, tmp_path: Path
) -> None:
    impostor = Authority.create(tmp_path)
    with ScriptedServer(HONEST, tls=impostor.server()) as server:
        assert unanswered(trusting.check(server)) is ProblemId.TLS_REFUSED
    assert nothing_was_sent(server)


def test_plain_http_where_https_is_expected(trusting: Asking) -> None:
    with ScriptedServer(greets=b"HTTP/1.1 400 Bad Request\r\n\r\n") as server:
        assert unanswered(trusting.check(server)) is ProblemId.TLS_REFUSED
    assert server.connections == 1
    assert API_KEY.encode() not in server.heard


def test_an_old_protocol(authority: Authority, trusting: Asking) -> None:
    context = authority.server()
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with ScriptedServer(HONEST, tls=context) as server:
        assert unanswered(trusting.check(server)) is ProblemId.TLS_REFUSED
    assert nothing_was_sent(server)


def test_a_handshake_that_hangs(trusting: Asking) -> None:
    trusting.deadline_s = 0.5
    with ScriptedServer(greets=b"") as server:
        finding = trusting.check(server)
    assert unanswered(finding) is ProblemId.TIMED_OUT
    assert server.heard
    assert 0.5 <= trusting.took_s < 1.5
    assert "encryption" in finding.problem.technical  # type: ignore[union-attr]


@pytest.mark.parametrize("linger", [0, None], ids=["reset", "closed"])
def test_a_handshake_that_is_broken_off(linger: int | None, trusting: Asking) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def slam() -> None:
            wire, _ = listener.accept()
            with wire:
                wire.recv(4096)
                if linger is not None:
                    reset = struct.pack("ii", 1, linger)
                    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)

        server = threading.Thread(target=slam)
        server.start()
        finding = trusting.check(f"https://127.0.0.1:{listener.getsockname()[1]}")
        server.join()
    assert unanswered(finding) is ProblemId.CONNECTION_BROKEN
    assert "encryption" in finding.problem.technical  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_authorities_from_the_environment_do_not_count(
    name: str, authority: Authority, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, str(authority.file))
    monkeypatch.setenv("SSL_CERT_DIR", str(authority.folder))
    with ScriptedServer(HONEST, tls=authority.server()) as server:
        assert unanswered(asking.check(server)) is ProblemId.TLS_REFUSED
    assert nothing_was_sent(server)


def test_no_keys_of_the_encryption_are_written_down(
    authority: Authority, trusting: Asking, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = tmp_path / "keys.log"
    monkeypatch.setenv("SSLKEYLOGFILE", str(log))
    with ScriptedServer(HONEST, tls=authority.server()) as server:
        assert isinstance(judge(trusting.check(server)), ReadOnly)
    assert not log.exists()


def test_what_is_trusted_is_what_certifi_ships() -> None:
    context = trust()
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert not context.keylog_filename
    assert context.cert_store_stats()["x509_ca"] > 100
