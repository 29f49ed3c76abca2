"""Certificates, protocols and an environment that wants to be obeyed."""

from __future__ import annotations

from tests.exchange.asking import HONEST
from tests.exchange.never_fooled.behaviour import (
    READ_ONLY,
    SHORT_DEADLINE_S,
    Behaviour,
    Tls,
    not_checked,
)
from tests.exchange.scripted_server import PERMISSIONS, TEST_ORDER
from tests.exchange.scripted_wire import Slam
from wizard.core.problems import ProblemId

GROUP = "encryption"
ENVIRONMENT = "environment"
_DATES = {Tls.EXPIRED, Tls.NOT_YET_VALID}


def _certificate(tls: Tls) -> Behaviour:
    problem = ProblemId.CERTIFICATE_DATE if tls in _DATES else ProblemId.TLS_REFUSED
    expected = READ_ONLY if tls is Tls.GOOD else not_checked(problem)
    asked = (PERMISSIONS, TEST_ORDER) if tls is Tls.GOOD else ()
    return Behaviour(GROUP, tls.value, expected, roles=HONEST, tls=tls, asked=asked)


def _no_tls_at_all(name: str, says: bytes, problem: ProblemId, slam: Slam | None) -> Behaviour:
    hangs = problem is ProblemId.TIMED_OUT
    return Behaviour(
        GROUP,
        name,
        not_checked(problem),
        greets=says,
        slams=slam,
        hangs=hangs,
        deadline_s=SHORT_DEADLINE_S if hangs else 5.0,
        asked=(),
    )


_REFUSED, _BROKEN = ProblemId.TLS_REFUSED, ProblemId.CONNECTION_BROKEN
# The beginning of a handshake record that announces 16 KB more.
_HALF_A_RECORD = b"\x16\x03\x03\x40\x00\x02"

BEHAVIOURS = [
    *(_certificate(tls) for tls in Tls),
    Behaviour(
        GROUP,
        "nobody is trusted but Mozilla's list",
        not_checked(_REFUSED),
        roles=HONEST,
        tls=Tls.GOOD,
        trusts=False,
        asked=(),
    ),
    _no_tls_at_all("plain http", b"HTTP/1.1 400 Bad Request\r\n\r\n", _REFUSED, None),
    _no_tls_at_all("plain http, a good answer", b"HTTP/1.1 200 OK\r\n\r\n{}", _REFUSED, None),
    _no_tls_at_all("an SSH server", b"SSH-2.0-OpenSSH_9.2\r\n", _REFUSED, None),
    _no_tls_at_all("garbage", b"\x00\xff\x00\xff garbage", _REFUSED, None),
    _no_tls_at_all("a handshake that hangs", b"", ProblemId.TIMED_OUT, None),
    _no_tls_at_all("half a handshake", _HALF_A_RECORD, ProblemId.TIMED_OUT, None),
    _no_tls_at_all("closed in the handshake", b"", _BROKEN, Slam.CLOSE),
    _no_tls_at_all("reset in the handshake", b"", _BROKEN, Slam.RESET),
    _no_tls_at_all("half a handshake, then closed", _HALF_A_RECORD, _BROKEN, Slam.CLOSE),
]


def _authorities(name: str, value: str) -> Behaviour:
    return Behaviour(
        ENVIRONMENT,
        f"{name} names an authority",
        not_checked(_REFUSED),
        roles=HONEST,
        tls=Tls.GOOD,
        trusts=False,
        asked=(),
        environment={name: value},
    )


def _obeyed_by_others(name: str, value: str, tls: Tls | None = None) -> Behaviour:
    return Behaviour(
        ENVIRONMENT,
        f"{name} is set{'' if tls is None else ', encrypted'}",
        READ_ONLY,
        roles=HONEST,
        tls=tls,
        environment={name: value},
        fires=(PERMISSIONS, TEST_ORDER),
        asked=(PERMISSIONS, TEST_ORDER),
    )


_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")

FROM_THE_ENVIRONMENT = [
    *(
        _authorities(name, "{authority}")
        for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
    ),
    _authorities("SSL_CERT_DIR", "{folder}"),
    *(_obeyed_by_others(name, "{elsewhere}", tls) for name in _PROXIES for tls in (None, Tls.GOOD)),
    _obeyed_by_others("NETRC", "{home}/.netrc"),
    _obeyed_by_others("HOME", "{home}"),
    _obeyed_by_others("SSLKEYLOGFILE", "{home}/keys.log", Tls.GOOD),
    _obeyed_by_others("PYTHONHTTPSVERIFY", "0", Tls.GOOD),
]
