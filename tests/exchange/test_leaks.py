"""Nothing of the credentials comes out: logs, errors, results, standard output."""

from __future__ import annotations

import base64
import logging
import traceback
from datetime import UTC, datetime

import pytest

from tests.exchange.asking import API_KEY, HONEST, SECRET, Asking, hmac_pair
from tests.exchange.scripted_server import (
    PERMISSIONS,
    TEST_ORDER,
    Role,
    ScriptedServer,
    closes,
    error,
    floods,
    head,
    resets,
    says,
    silence,
)
from wizard.core.credentials import Ed25519Credentials, HmacCredentials, RsaCredentials
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import Venue, VenueId
from wizard.exchange.binance_exchange import _caught
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.diagnosis import diagnose
from wizard.exchange.replies import Cause, Failure, Stage

ECHO = (
    f'{{"code":-4321,"msg":"{API_KEY} {SECRET}"}}'.encode()  # an exchange that repeats what it got
)
ROLES: dict[str, Role] = {
    "good": HONEST[PERMISSIONS],
    "echo": says(400, ECHO),
    "echo with 200": says(200, ECHO),
    "unknown": error(400, -2008),
    "clock": error(400, -1021),
    "trouble": error(503, -1000),
    "garbage": says(200, (API_KEY + SECRET).encode()),
    "redirect": says(302, Location=f"http://127.0.0.1:1/{API_KEY}"),
    "reset": resets(),
    "closed": closes(),
    "cut off": resets(head(200, length=900) + ECHO),
    "silence": silence(),
    "flood": floods(API_KEY.encode() * 50),
    "retry after": error(429, -1003, Retry_After=API_KEY),
    "gzip": says(200, ECHO, Content_Encoding=API_KEY),
}


def forms(mark: str) -> list[str]:
    raw = mark.encode()
    return [
        mark,
        base64.b64encode(raw).decode().rstrip("="),
        raw.hex(),
        repr(mark.encode("utf-16")),
    ]


@pytest.mark.parametrize("name", ROLES)
def test_nothing_leaks(
    name: str,
    asking: Asking,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.NOTSET)  # everything any library has to say
    asking.deadline_s = 0.5
    with ScriptedServer({**HONEST, PERMISSIONS: ROLES[name]}) as server:
        finding = asking.check(server)
        assert PERMISSIONS in server.paths
        signatures = [asked.parameters["signature"] for asked in server.asked if asked.parameters]
    out, err = capfd.readouterr()
    problem = getattr(finding, "problem", None)
    words = f"{problem.what} {problem.means} {problem.do} {problem.technical}" if problem else ""
    logged = "".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    everything = "\n".join([repr(finding), repr(asking.seen), words, logged, out, err])
    for mark in (API_KEY, SECRET, *signatures):
        for form in forms(mark):
            assert form not in everything
    assert signatures


@pytest.mark.parametrize(
    "credentials",
    [
        Ed25519Credentials(API_KEY, Secret("MARKED no PEM at all")),
        Ed25519Credentials(API_KEY, Secret("-----BEGIN PRIVATE KEY-----\nMARKED\n-----END")),
        Ed25519Credentials(API_KEY, Secret("")),
        RsaCredentials(API_KEY, Secret("-----BEGIN RSA PRIVATE KEY-----\n" + "MARKED" * 40)),
        RsaCredentials(API_KEY, Secret("\x00\ud7ff" + "MARKED" * 40)),
        HmacCredentials("MARKED\r\nX-Evil: 1", Secret(SECRET)),
    ],
    ids=["no PEM", "broken PEM", "empty", "broken RSA", "noise", "line break in the key"],
)
def test_unusable_keys_are_refused_without_a_trace(
    credentials: Ed25519Credentials | RsaCredentials | HmacCredentials, asking: Asking
) -> None:
    with ScriptedServer(HONEST) as server:
        finding = asking.check(server, credentials)
    assert "MARKED" not in repr(finding)
    assert finding.problem.id in {  # type: ignore[union-attr]
        ProblemId.PRIVATE_KEY_UNKNOWN,
        ProblemId.KEY_SHAPE_REFUSED,
    }
    assert server.connections == 0


def test_an_exception_out_of_python_binance_becomes_its_bare_name() -> None:
    def explode() -> object:
        raise RuntimeError(f"{API_KEY} {SECRET}")

    failure = _caught(explode)
    assert failure == Failure(Cause.OURS, Stage.PREPARING, "RuntimeError")
    assert API_KEY not in repr(failure)
    assert _caught(dict) == Failure(Cause.OURS, Stage.PREPARING, "another kind of answer")
    venue = Venue(VenueId.PRACTICE, "Scripted", "http://127.0.0.1:1", {})
    found = diagnose(failure, Circumstances(venue, deadline_s=8, clock=lambda: datetime.now(UTC)))
    assert found.problem.id is ProblemId.PROGRAM_FAULT
    assert found.problem.technical == "our own fault while preparing the request: RuntimeError"


def test_a_wiped_secret_is_an_error_without_the_secret(asking: Asking) -> None:
    wiped = hmac_pair()
    wiped.secret.wipe()
    with ScriptedServer(HONEST) as server, pytest.raises(RuntimeError) as raised:
        asking.check(server, wiped)
    text = "".join(traceback.format_exception(raised.value))
    assert SECRET not in text
    assert server.connections == 0


def test_the_order_is_a_test_order() -> None:
    """The one POST is the validation endpoint; the constant is the documented one."""
    assert TEST_ORDER == "/api/v3/order/test"
