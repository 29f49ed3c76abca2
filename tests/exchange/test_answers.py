"""Whatever answers in the exchange's place: the right problem, nothing proven, nothing sent on."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from dataclasses import replace

import pytest

from tests.core.answers import BOOLEANS, NEWER_OFF, REQUIRED_OFF, body, body_without
from tests.exchange.asking import API_KEY, HONEST, Asking, evidence_in, unanswered
from tests.exchange.scripted_server import (
    PERMISSIONS,
    TEST_ORDER,
    Role,
    ScriptedServer,
    closes,
    drips,
    floods,
    head,
    resets,
    says,
    sends,
    silence,
)
from wizard.core.problems import Problem, ProblemId
from wizard.core.verdict import CanDoMore, NotChecked, ReadOnly, judge

GOOD = body()
UNREADABLE = ProblemId.ANSWER_UNREADABLE
BROKEN = ProblemId.CONNECTION_BROKEN
TOO_LARGE = ProblemId.ANSWER_TOO_LARGE
BOMB = gzip.compress(b" " * 50_000_000 + GOOD)

ODD_ANSWERS: dict[str, tuple[Role, ProblemId]] = {
    "200 empty": (says(200), UNREADABLE),
    "204": (sends(b"HTTP/1.1 204 No Content\r\n\r\n"), UNREADABLE),
    "206 with the right body": (says(206, GOOD), UNREADABLE),
    "{}": (says(200, b"{}"), UNREADABLE),
    "null": (says(200, b"null"), UNREADABLE),
    "a list": (says(200, b"[" + GOOD + b"]"), UNREADABLE),
    "an error object with 200": (says(200, b'{"code":-2015,"msg":"x"}'), UNREADABLE),
    "a captive portal": (says(200, b"<html>Log in</html>"), ProblemId.LOGIN_PAGE),
    "a captive portal with an empty line first": (
        says(200, b"\r\n <html>Log in</html>", Content_Type="text/html"),
        ProblemId.LOGIN_PAGE,
    ),
    "a captive portal that says so": (says(511, b"<html>Log in</html>"), ProblemId.LOGIN_PAGE),
    "duplicate names": (says(200, b'{"enableMargin":false,' + GOOD[1:]), UNREADABLE),
    "NaN": (says(200, GOOD.replace(b"1698645219000", b"NaN")), UNREADABLE),
    "bad UTF-8": (says(200, GOOD[:-1] + b',"\xff":false}'), UNREADABLE),
    "cut off inside JSON": (says(200, GOOD[:-1]), UNREADABLE),
    "nested lists": (says(200, b"[" * 60_000), UNREADABLE),
    "a long number": (says(200, GOOD.replace(b"1698645219000", b"1" * 60_000)), UNREADABLE),
    "a number beyond the limit": (says(200, b"1" * 100_000), TOO_LARGE),
    "200,000 nested lists": (says(200, b"[" * 200_000), TOO_LARGE),
    "Content-Length too long": (
        sends(head(200, length=len(GOOD) + 1) + GOOD, then_close=True),
        BROKEN,
    ),
    "Content-Length too short": (sends(head(200, length=len(GOOD) - 1) + GOOD), UNREADABLE),
    "Content-Length is no number": (
        sends(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n" + GOOD[:-9], then_close=True),
        UNREADABLE,
    ),
    "Content-Length is enormous": (
        sends(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" + GOOD),
        TOO_LARGE,
    ),
    "cut off in the body": (sends(head(200, length=900) + GOOD, then_close=True), BROKEN),
    "cut off in a chunk": (
        sends(
            head(200, length=None, headers={"Transfer-Encoding": "chunked"}) + b"ff\r\n" + GOOD[:9],
            then_close=True,
        ),
        BROKEN,
    ),
    "a chunk of no size": (
        sends(head(200, length=None, headers={"Transfer-Encoding": "chunked"}) + b"zz\r\n" + GOOD),
        BROKEN,
    ),
    "cut off in the headers": (
        sends(b"HTTP/1.1 200 OK\r\nContent-Le", then_close=True),
        UNREADABLE,
    ),
    "closed without a word": (closes(), BROKEN),
    "reset": (resets(), BROKEN),
    "reset in the body": (resets(head(200, length=900) + GOOD), BROKEN),
    "garbage": (sends(b"\x00\xff garbage \r\n\r\n", then_close=True), UNREADABLE),
    "an SSH server": (sends(b"SSH-2.0-OpenSSH_9.2\r\n", then_close=True), UNREADABLE),
    "too many headers": (
        sends(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n" + GOOD),
        UNREADABLE,
    ),
    "endless headers": (floods(b"X-A: b\r\n" * 50, start=b"HTTP/1.1 200 OK\r\n"), UNREADABLE),
    "an endless header": (floods(b"a" * 4096, start=b"HTTP/1.1 200 OK\r\nX-A: "), UNREADABLE),
    "endless 100 Continue": (floods(b"HTTP/1.1 100 Continue\r\n\r\n" * 50), TOO_LARGE),
    "an endless body": (floods(b" " * 4096, start=head(200, length=None)), TOO_LARGE),
    "an endless chunked body": (
        floods(
            b"1000\r\n" + b" " * 4096 + b"\r\n",
            start=head(200, length=None, headers={"Transfer-Encoding": "chunked"}),
        ),
        TOO_LARGE,
    ),
    "a gzip bomb": (says(200, BOMB, Content_Encoding="gzip"), UNREADABLE),
    "compressed although not asked to": (
        says(200, gzip.compress(GOOD), Content_Encoding="gzip"),
        UNREADABLE,
    ),
    "said to be compressed": (says(200, GOOD, Content_Encoding="gzip"), UNREADABLE),
    "304": (says(304), ProblemId.REDIRECTED),
    "404 with HTML": (says(404, b"<html></html>"), UNREADABLE),
    "404 with a code": (says(404, b'{"code":-9,"msg":""}'), ProblemId.UNKNOWN_ERROR),
    "101": (sends(b"HTTP/1.1 101 Switching Protocols\r\n\r\n", then_close=True), UNREADABLE),
}


@pytest.mark.parametrize("name", ODD_ANSWERS)
def test_an_odd_answer_proves_nothing(name: str, asking: Asking) -> None:
    role, expected = ODD_ANSWERS[name]
    with ScriptedServer({PERMISSIONS: role}) as server:
        finding = asking.check(server)
    assert unanswered(finding) is expected
    assert isinstance(judge(finding), NotChecked)
    assert server.paths == [PERMISSIONS]
    assert server.fired == [PERMISSIONS]
    assert server.connections == 1
    assert asking.seen == []
    assert asking.took_s < asking.deadline_s


@pytest.mark.parametrize(
    "role",
    [
        silence(),
        silence(b"HTTP/1.1 200 OK\r\nContent-"),
        silence(head(200, length=900) + GOOD[:20]),
        drips(b"X-A: b\r\n", start=b"HTTP/1.1 200 OK\r\n"),
        drips(b" ", start=head(200, length=None)),
        drips(b" ", start=head(200, length=900)),
        drips(
            b"1\r\n \r\n", start=head(200, length=None, headers={"Transfer-Encoding": "chunked"})
        ),
        drips(b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=[
        "silence",
        "silence in the headers",
        "silence in the body",
        "headers byte by byte",
        "body byte by byte",
        "body of known length byte by byte",
        "chunks byte by byte",
        "100 Continue byte by byte",
    ],
)
def test_the_deadline_ends_the_call(role: Role, asking: Asking) -> None:
    asking = replace(asking, deadline_s=0.5)
    with ScriptedServer({PERMISSIONS: role}) as server:
        finding = asking.check(server)
    assert unanswered(finding) is ProblemId.TIMED_OUT
    assert server.fired == [PERMISSIONS]
    assert 0.5 <= asking.took_s < 1.5
    assert "0.5 seconds" in judge_problem(finding)


def judge_problem(finding: object) -> str:
    verdict = judge(finding)  # type: ignore[arg-type]
    assert isinstance(verdict, NotChecked)
    return verdict.problem.means


def test_a_silent_test_order_leaves_the_flags_alone_to_decide(asking: Asking) -> None:
    asking = replace(asking, deadline_s=1.0)
    with ScriptedServer({**HONEST, TEST_ORDER: silence()}) as server:
        finding = asking.check(server)
    assert isinstance(judge(finding), ReadOnly)
    assert evidence_in(finding).test_order == "silent"
    assert len(asking.seen) == 1
    assert 1.0 <= asking.took_s < 2.0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_and_the_key_goes_nowhere(status: int, asking: Asking) -> None:
    with (
        ScriptedServer(HONEST) as other,
        ScriptedServer(
            {PERMISSIONS: says(status, GOOD, Location=f"{other.url}{PERMISSIONS}")}
        ) as server,
    ):
        finding = asking.check(server)
        assert unanswered(finding) is ProblemId.REDIRECTED
        assert server.paths == [PERMISSIONS]
        assert server.asked[0].headers["x-mbx-apikey"] == API_KEY
        assert other.connections == 0


@pytest.mark.parametrize("label", ["text/html", "text/plain", "application/octet-stream"])
def test_a_wrong_label_on_a_right_answer_does_no_harm(label: str, asking: Asking) -> None:
    with ScriptedServer({**HONEST, PERMISSIONS: says(200, GOOD, Content_Type=label)}) as server:
        assert isinstance(judge(asking.check(server)), ReadOnly)


@pytest.mark.parametrize(
    "role",
    [
        says(200, GOOD, Content_Encoding="identity"),
        sends(b"HTTP/1.0 200 OK\r\n\r\n" + GOOD, then_close=True),
        sends(head(200, length=None) + GOOD, then_close=True),
        says(200, GOOD, Connection="close"),
        sends(
            head(200, length=None, headers={"Transfer-Encoding": "chunked"})
            + f"{len(GOOD):x}\r\n".encode()
            + GOOD
            + b"\r\n0\r\n\r\n"
        ),
        sends(b"HTTP/1.1 100 Continue\r\n\r\n" + head(200, length=len(GOOD)) + GOOD),
    ],
    ids=["identity", "HTTP/1.0", "no length", "connection: close", "chunked", "after 100 Continue"],
)
def test_other_honest_ways_to_answer(role: Role, asking: Asking) -> None:
    with ScriptedServer({**HONEST, PERMISSIONS: role}) as server:
        finding = asking.check(server)
    assert isinstance(judge(finding), ReadOnly)
    assert evidence_in(finding).test_order == "refused"
    assert server.paths == [PERMISSIONS, TEST_ORDER]


@pytest.mark.parametrize("name", [*REQUIRED_OFF, *NEWER_OFF, "enableSomethingNew"])
def test_each_permission_that_is_on(name: str, asking: Asking) -> None:
    with ScriptedServer({**HONEST, PERMISSIONS: says(200, body(**{name: True}))}) as server:
        finding = asking.check(server)
    verdict = judge(finding)
    assert isinstance(verdict, CanDoMore)
    assert verdict.switched_on == (name,)
    # What the permissions say is enough; nothing more is asked.
    assert server.paths == [PERMISSIONS]
    assert evidence_in(finding).test_order == "off"


@pytest.mark.parametrize("name", ["enableReading", *REQUIRED_OFF, "createTime"])
def test_each_field_that_is_missing(name: str, asking: Asking) -> None:
    with ScriptedServer({**HONEST, PERMISSIONS: says(200, body_without(name))}) as server:
        finding = asking.check(server)
    assert unanswered(finding) is UNREADABLE
    assert name in technical(finding)


@pytest.mark.parametrize("value", ["true", "false", 0, 1, None, [], {}], ids=json.dumps)
@pytest.mark.parametrize("name", BOOLEANS)
def test_each_field_of_a_wrong_kind(name: str, value: object, asking: Asking) -> None:
    with ScriptedServer({**HONEST, PERMISSIONS: says(200, body(**{name: value}))}) as server:
        assert unanswered(asking.check(server)) is UNREADABLE


def technical(finding: object) -> str:
    problem = getattr(finding, "problem", None)
    assert isinstance(problem, Problem)
    return problem.technical


@pytest.mark.parametrize(
    "name", ["a gzip bomb", "an endless body", "an endless header", "endless 100 Continue"]
)
def test_memory_stays_bounded(name: str, asking: Asking) -> None:
    role, _ = ODD_ANSWERS[name]
    with ScriptedServer({PERMISSIONS: role}) as server:
        tracemalloc.start()
        try:
            asking.check(server)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert server.fired == [PERMISSIONS]
    assert peak < 3_000_000
