"""Whole replies, any status, header and body: what they mean, and what they never do."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from hypothesis import strategies as st

from tests.core.answers import body
from tests.fuzz.bent_answers import bent_answers
from tests.fuzz.oracle import reading_of, value_in
from tests.fuzz.target import Target
from wizard.core.credentials import (
    Credentials,
    Ed25519Credentials,
    HmacCredentials,
    RsaCredentials,
    kind_of,
)
from wizard.core.evidence import PermissionsSeen, Refused, TestOrder, Unanswered
from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import Proxy, ProxyKind
from wizard.core.secret import Secret
from wizard.core.venue import Grade, Venue, VenueId
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.conversation import Conversation
from wizard.exchange.diagnosis import diagnose, fate_of_test_order
from wizard.exchange.replies import Answer, Cause, Failure, Reply, Stage

_NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_KEY, _SECRET = "KeyThatMustNotLeak" + "K" * 46, "SecretThatMustNotLeak" + "S" * 43
_CODES = (-2015, -2014, -2008, -1022, -1021, -1003, -1000, -1013, -1100, -1121, -2010, -4321, 0, 1)
_ABOUT_ORDERS = {-1010, -1013, -1014, -2010, -2021, -2022, *range(-1199, -1099)}
_MESSAGES = (
    "",
    f"Invalid API-key {_KEY}",
    "request ip: 203.0.113.7",
    "request ip: 999.1.1.1",
    f"request ip: {_SECRET}",
    "request ip: 2001:db8::7.",
    "request ip: ::ffff:203.0.113.7:",
    "IP banned until 1795000000000.",
    "banned until 9999999999999",
    "banned until 0000000000000",
    "{what} {0} {venue} %s",
)
_TECHNICAL = re.compile(r"HTTP [0-9]+(, code -?[0-9]{1,40}|, [a-zA-Z ]+)?")


@st.composite
def _errors(draw: st.DrawFn) -> bytes:
    code: object = draw(
        st.one_of(
            st.sampled_from(_CODES[:6]),
            st.sampled_from(_CODES[:6]),
            st.sampled_from(_CODES),
            st.integers(-2030, 10),
            st.integers(),
            st.sampled_from(("-2015", True, None, -2015.0, [-2015], {})),
        )
    )
    message: object = draw(st.one_of(st.sampled_from(_MESSAGES), st.text(), st.none()))
    fields = {"code": code, "msg": message, **draw(st.sampled_from(({}, {"code ": 1}, {"a": {}})))}
    return json.dumps(fields).encode()


_bodies = st.one_of(
    _errors(),
    _errors(),
    _errors(),
    bent_answers(),
    st.just(body()),
    st.sampled_from((b"", b"{}", b"[]", b'[{"id":1}]', b"<html>", b"\xef\xbb\xbf<", b"null")),
    st.sampled_from((b'{"serverTime":1795000000000}', b'{"serverTime":true}', b'{"status":1}')),
    st.integers().map(lambda ms: json.dumps({"serverTime": ms}).encode()),
)
_statuses = st.one_of(
    st.sampled_from((200, 400, 401)),
    st.sampled_from((199, 200, 201, 204, 206, 302, 400, 401, 403, 418, 429, 451, 500, 503, 511)),
    st.integers(100, 599),
)
_refusing = st.builds(
    lambda code, message: json.dumps({"code": code, "msg": message}).encode(),
    st.sampled_from(_CODES),
    st.sampled_from(_MESSAGES),
)
_waits = st.one_of(
    st.none(),
    st.sampled_from(("0", "7", " 7 ", "259201", "9" * 9, "9" * 10, "-1", "1e3", "٣", "²", "soon")),
    st.text(max_size=12),
)
_replies: st.SearchStrategy[Reply] = st.one_of(
    st.builds(Answer, st.sampled_from((400, 401)), _refusing, _waits),
    st.builds(Answer, st.sampled_from((200, 400, 401, 403, 429, 503)), _refusing, _waits),
    st.builds(Answer, st.sampled_from((200, 200, 201)), _bodies, _waits),
    st.builds(Answer, _statuses, _bodies, _waits),
    st.builds(Failure, st.sampled_from(Cause), st.sampled_from(Stage)),
)
_pairs: st.SearchStrategy[Credentials] = st.sampled_from(
    (
        HmacCredentials(_KEY, Secret(_SECRET)),
        HmacCredentials(_KEY, Secret(_KEY)),
        HmacCredentials(_KEY, Secret("short")),
        Ed25519Credentials(_KEY, Secret(_SECRET)),
        RsaCredentials(_KEY, Secret(_SECRET)),
    )
)
_proxies = st.sampled_from((None, None, Proxy(ProxyKind.HTTP, "proxy.example", 3128)))


@dataclass(frozen=True, slots=True)
class _Case:
    venue: VenueId
    pair: Credentials
    replies: tuple[Reply, ...]
    clock_off_ms: int
    proxy: Proxy | None
    named_proxy: Proxy | None

    @property
    def asked(self) -> Circumstances:
        venue = Venue(self.venue, "", "https://api.example", {})
        kind = kind_of(self.pair)
        return Circumstances(
            venue, 20.0, lambda: _NOW, kind, self.clock_off_ms, self.proxy, self.named_proxy
        )


_cases = st.builds(
    _Case,
    st.sampled_from(VenueId),
    _pairs,
    st.lists(_replies, min_size=6, max_size=6).map(tuple),
    st.integers(-(10**15), 10**15),
    _proxies,
    _proxies,
)


def _code_in(reply: Reply) -> int | None:
    if isinstance(reply, Failure):
        return None
    try:
        value = value_in(reply.body)
    except ValueError:
        return None
    codes = [code for name, code in value if name == "code"] if isinstance(value, tuple) else []
    return codes[0] if len(codes) == 1 and type(codes[0]) is int else None


def _check_problem(problem: Problem) -> None:
    # What our own eyes see needs no line for support.
    assert problem.technical or problem.id in {ProblemId.SAME_TWICE, ProblemId.SWAPPED}
    words = " ".join((problem.what, problem.means, problem.do, problem.technical, repr(problem)))
    assert "MustNotLeak" not in words
    assert words.isprintable()
    if "address" in problem.values:
        ip_address(problem.values["address"])


def _check_found(found: Refused | Unanswered) -> None:
    _check_problem(found.problem)
    if isinstance(found, Unanswered) and found.until is not None:
        assert _NOW < found.until <= _NOW + timedelta(days=3)
        assert found.problem.id in {ProblemId.BANNED, ProblemId.TOO_MANY_REQUESTS}


def _check_reply(reply: Reply, asked: Circumstances) -> None:
    found = diagnose(reply, asked)
    _check_found(found)
    code = _code_in(reply)
    if isinstance(reply, Answer):
        assert _TECHNICAL.fullmatch(found.problem.technical)
    if isinstance(found, Refused):
        assert isinstance(reply, Answer)
        assert reply.status in {400, 401}
        assert code in {-2015, -2014, -2008, -1022}
    _check_fate(reply, code)


def _check_fate(reply: Reply, code: int | None) -> None:
    match fate_of_test_order(reply):
        case TestOrder.REFUSED:
            assert isinstance(reply, Answer)
            assert (reply.status, code) == (401, -2015)
        case TestOrder.ACCEPTED:
            assert isinstance(reply, Answer)
            about_the_order = code in _ABOUT_ORDERS
            passed = reply.status == 200 and (code is None or code >= 0 or about_the_order)
            assert passed or (400 <= reply.status < 500 and about_the_order)
            assert not passed or isinstance(value_in(reply.body), tuple)
        case fate:
            assert fate is TestOrder.SILENT
            assert isinstance(reply, Failure) or reply.status != 200 or reply.body != b"{}"


def _check_replies(case: _Case) -> None:
    for reply in case.replies[:2]:
        _check_reply(reply, case.asked)


class _Client:
    """The port's own shape; every question takes the next reply."""

    def __init__(self, replies: list[Reply], given: list[Reply]) -> None:
        self.clock_off_ms = 0
        self._replies = replies
        self._given = given

    def _next(self) -> Reply:
        self._given.append(self._replies.pop(0))
        return self._given[-1]

    permissions = latest_trade = test_order = server_time = system_status = _next


def _check_conversation(case: _Case) -> None:
    given: list[Reply] = []
    client = _Client(list(case.replies), given)
    talk = Conversation(
        case.pair, lambda _whose: client, case.asked, clock_off_ms=case.clock_off_ms
    )
    found = talk.ask_permissions()

    assert 1 <= len(given) <= 4
    if not isinstance(found, PermissionsSeen):
        _check_found(found)
        return
    last = given[-1]
    assert isinstance(last, Answer)
    assert last.status == 200
    if case.asked.venue.grade is Grade.FULL:
        assert found.permissions is not None
        rule = reading_of(last.body)
        assert rule.on == set(found.permissions.switched_on)
        assert rule.created_ms == found.permissions.created_ms
    else:
        assert found.permissions is None
        assert isinstance(value_in(last.body), list)


REPLIES = Target("replies to diagnoses", _cases, _check_replies)
CONVERSATIONS = Target("replies to whole checks", _cases, _check_conversation)
