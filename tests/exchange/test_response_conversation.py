"""One check, question by question, with replies from a script: data in, data out, no socket."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from tests.core.answers import CREATED_MS, body
from wizard.core.credentials import (
    Credentials,
    Ed25519Credentials,
    HmacCredentials,
    KeyKind,
    secret_of,
)
from wizard.core.evidence import PermissionsSeen, Refused, TestOrder, Unanswered
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import Venue, VenueId
from wizard.exchange import conversation as conversation_module
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.conversation import Conversation
from wizard.exchange.replies import Answer, Cause, Failure, Reply, Stage

KEY, SECRET = "K" * 64, "S" * 64
PAIR = HmacCredentials(KEY, Secret(SECRET))
COM = Venue(VenueId.BINANCE_COM, "Binance.com", "https://api.example", {})
US = Venue(VenueId.BINANCE_US, "Binance.US", "https://api.example", {})
BROKEN = Failure(Cause.BROKEN, Stage.HEADERS)


def error(status: int, code: int) -> Answer:
    return Answer(status, json.dumps({"code": code, "msg": ""}).encode())


def clock_ahead_by(offset_ms: int) -> Callable[[], Reply]:
    def tell() -> Reply:
        now_ms = round(time.time() * 1000)
        return Answer(200, json.dumps({"serverTime": now_ms + offset_ms}).encode())

    return tell


HONEST = Answer(200, body())
TRADES = Answer(200, b"[]")
OUTSIDE = error(400, -1021)
UNKNOWN = error(400, -2008)
NOT_LET_IN = error(401, -2015)


@dataclass
class Script:
    """What each question is answered with, and what was asked by whom, with which clock."""

    questions: list[Reply]
    clock: Callable[[], Reply] = field(default_factory=lambda: clock_ahead_by(0))
    status: Reply = BROKEN
    order: Reply = BROKEN
    asked: list[tuple[str, str, int]] = field(default_factory=list)


@dataclass
class ScriptedClient:
    """The port's own shape; it reads replies from the script."""

    script: Script
    credentials: Credentials
    clock_off_ms: int = 0

    def _note(self, question: str) -> None:
        whose = f"{self.credentials.api_key[0]}{secret_of(self.credentials).reveal()[0]}"
        self.script.asked.append((question, whose, self.clock_off_ms))

    def permissions(self) -> Reply:
        self._note("permissions")
        return self.script.questions.pop(0)

    def latest_trade(self) -> Reply:
        self._note("latest trade")
        return self.script.questions.pop(0)

    def test_order(self) -> Reply:
        self._note("test order")
        return self.script.order

    def server_time(self) -> Reply:
        self._note("server time")
        return self.script.clock()

    def system_status(self) -> Reply:
        self._note("system status")
        return self.script.status


def conversation(
    script: Script,
    pair: Credentials = PAIR,
    venue: Venue = COM,
    clock_off_ms: int = 0,
    *,
    try_swapped: bool = True,
) -> Conversation:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    asked = Circumstances(venue, 20.0, now, KeyKind.HMAC, clock_off_ms)
    return Conversation(
        pair,
        lambda whose: ScriptedClient(script, whose),
        asked,
        clock_off_ms=clock_off_ms,
        try_swapped=try_swapped,
    )


def questions(script: Script) -> list[str]:
    return [question for question, _whose, _clock in script.asked]


# The first question


@pytest.mark.parametrize(("venue", "asks"), [(COM, "permissions"), (US, "latest trade")])
def test_the_question_that_the_venue_answers(venue: Venue, asks: str) -> None:
    script = Script([HONEST if venue is COM else TRADES])
    found = conversation(script, venue=venue, clock_off_ms=7).ask_permissions()

    assert isinstance(found, PermissionsSeen)
    assert script.asked == [(asks, "KS", 7)]
    assert found.clock_off_ms == 7
    assert found.answered_ms >= 0
    if venue is COM:
        assert found.permissions is not None
        assert found.permissions.created_ms == CREATED_MS
    else:
        assert found.permissions is None


def test_how_long_the_answer_took_is_told_in_whole_milliseconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ticks = iter((100.0, 102.0004))
    clock = SimpleNamespace(monotonic=lambda: next(ticks))
    monkeypatch.setattr(conversation_module, "time", clock)
    found = conversation(Script([HONEST])).ask_permissions()
    assert isinstance(found, PermissionsSeen)
    assert found.answered_ms == 2000
    assert type(found.answered_ms) is int


@pytest.mark.parametrize("status", [201, 202, 204, 206, 226, 299])
@pytest.mark.parametrize("venue", [COM, US])
def test_only_200_is_an_answer(status: int, venue: Venue) -> None:
    script = Script([Answer(status, body() if venue is COM else b"[]")])
    found = conversation(script, venue=venue).ask_permissions()
    assert isinstance(found, Unanswered)
    assert found.problem.id is ProblemId.ANSWER_UNREADABLE
    assert found.problem.technical == f"HTTP {status}, not the status of an answer"
    assert len(script.asked) == 1


@pytest.mark.parametrize("status", [100, 199, 300, 304, 399])
def test_what_is_neither_answer_nor_error(status: int) -> None:
    found = conversation(Script([Answer(status, body())])).ask_permissions()
    assert isinstance(found, Unanswered)
    assert found.problem.technical == f"HTTP {status}"


@pytest.mark.parametrize(
    ("venue", "said", "reason"),
    [
        (COM, b"{}", "HTTP 200, the field enableReading is missing"),
        (COM, b"[]", "HTTP 200, not an object"),
        (US, b"{}", "HTTP 200, not a list"),
        (US, b"", "HTTP 200, not JSON"),
    ],
)
def test_an_answer_that_cannot_be_read_proves_nothing(
    venue: Venue, said: bytes, reason: str
) -> None:
    found = conversation(Script([Answer(200, said)]), venue=venue).ask_permissions()
    assert isinstance(found, Unanswered)
    assert found.problem.id is ProblemId.ANSWER_UNREADABLE
    assert found.problem.technical == reason


def test_the_order_is_asked_by_the_same_pair_with_the_same_clock() -> None:
    script = Script([HONEST], order=NOT_LET_IN)
    talk = conversation(script, clock_off_ms=9)
    talk.ask_permissions()
    assert talk.ask_test_order() == (TestOrder.REFUSED, None)
    assert script.asked[1] == ("test order", "KS", 9)
    script.order = Answer(200, b"{}")
    assert talk.ask_test_order() == (TestOrder.ACCEPTED, None)


@pytest.mark.parametrize(
    ("reply", "fate", "problem_id"),
    [
        (error(429, -1003), TestOrder.SILENT, ProblemId.TOO_MANY_REQUESTS),
        (error(418, -1003), TestOrder.SILENT, ProblemId.BANNED),
        (Answer(429, b"<html>", "7"), TestOrder.SILENT, ProblemId.TOO_MANY_REQUESTS),
        (error(429, -1013), TestOrder.ACCEPTED, None),  # about the order: it passed
        (error(503, -1000), TestOrder.SILENT, None),
        (BROKEN, TestOrder.SILENT, None),
        (UNKNOWN, TestOrder.SILENT, None),
        (NOT_LET_IN, TestOrder.REFUSED, None),
        (Answer(200, b"{}"), TestOrder.ACCEPTED, None),
    ],
)
def test_an_order_that_is_answered_by_asking_for_a_pause(
    reply: Reply, fate: TestOrder, problem_id: ProblemId | None
) -> None:
    told, wait = conversation(Script([], order=reply)).ask_test_order()
    assert told is fate
    assert (None if wait is None else wait.problem.id) is problem_id
    assert wait is None or wait.until is not None


# The clock


@pytest.mark.parametrize("venue", [COM, US])
@pytest.mark.parametrize("offset_ms", [-720_000, 720_000])
def test_a_wrong_clock_is_set_once(venue: Venue, offset_ms: int) -> None:
    script = Script([OUTSIDE, HONEST if venue is COM else TRADES], clock_ahead_by(offset_ms))
    talk = conversation(script, venue=venue, clock_off_ms=5)
    found = talk.ask_permissions()

    assert isinstance(found, PermissionsSeen)
    assert found.clock_off_ms == pytest.approx(offset_ms, abs=60_000)
    assert talk.clock_off_ms == found.clock_off_ms
    first = "permissions" if venue is COM else "latest trade"
    assert questions(script) == [first, "server time", first]
    assert [clock for _question, _whose, clock in script.asked] == [5, 5, found.clock_off_ms]


def test_a_clock_that_stays_wrong_is_said_as_measured() -> None:
    script = Script([OUTSIDE, OUTSIDE], clock_ahead_by(720_000))
    found = conversation(script).ask_permissions()
    assert isinstance(found, Unanswered)
    assert found.problem.id is ProblemId.CLOCK_OFF
    assert found.problem.values == {"offset": "12 minutes behind"}
    assert questions(script) == ["permissions", "server time", "permissions"]


@pytest.mark.parametrize("clock", [Answer(200, b"{}"), Answer(500, b'{"serverTime":1}')])
def test_an_exchange_that_does_not_tell_the_time(clock: Reply) -> None:
    script = Script([OUTSIDE], lambda: clock)
    found = conversation(script).ask_permissions()
    assert isinstance(found, Unanswered)
    assert found.problem.id is ProblemId.CLOCK_OFF
    assert questions(script) == ["permissions", "server time"]


def test_a_connection_that_breaks_while_the_clock_is_asked_for() -> None:
    script = Script([OUTSIDE], lambda: BROKEN)
    found = conversation(script).ask_permissions()
    assert isinstance(found, Unanswered)
    assert found.problem.id is ProblemId.CONNECTION_BROKEN
    assert questions(script) == ["permissions", "server time"]


def test_half_of_the_way_is_taken_off_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer was made somewhere on its way; the computer must not seem behind for that."""
    ticks = iter((0.0, 0.0, 50.0, 50.8, 60.0, 60.0))
    clock = SimpleNamespace(monotonic=lambda: next(ticks), time=lambda: 1000.0)
    monkeypatch.setattr(conversation_module, "time", clock)
    said = Answer(200, b'{"serverTime":1000500}')
    talk = conversation(Script([OUTSIDE, HONEST], lambda: said))
    talk.ask_permissions()
    assert talk.clock_off_ms == 100


# One more question, where it tells causes apart

SWAPPED_REPLIES: list[tuple[Venue, Reply, bool]] = [
    (COM, HONEST, True),
    (COM, NOT_LET_IN, True),
    (COM, UNKNOWN, False),
    (COM, error(400, -1022), False),
    (COM, error(401, -2014), False),
    (COM, Answer(200, b"{}"), False),
    (COM, Answer(200, b"[]"), False),
    (COM, Answer(201, body()), False),
    (COM, BROKEN, False),
    (US, TRADES, True),
    (US, NOT_LET_IN, False),
    (US, Answer(200, b"{}"), False),
    (US, Answer(204, b"[]"), False),
    (US, BROKEN, False),
]


@pytest.mark.parametrize(("venue", "reply", "swapped"), SWAPPED_REPLIES)
def test_an_unknown_pair_is_tried_the_other_way_round_once(
    venue: Venue, reply: Reply, swapped: bool
) -> None:
    first = UNKNOWN if venue is COM else NOT_LET_IN
    script = Script([first, reply])
    found = conversation(script, venue=venue, clock_off_ms=3).ask_permissions()

    assert isinstance(found, Refused)
    expected = ProblemId.KEY_UNKNOWN if venue is COM else ProblemId.KEY_NOT_LET_IN
    assert found.problem.id is (ProblemId.SWAPPED if swapped else expected)
    asks = "permissions" if venue is COM else "latest trade"
    assert script.asked == [(asks, "KS", 3), (asks, "SK", 3)]


@pytest.mark.parametrize("secret", ["S" * 63, "S" * 65, "S" * 63 + "-", "short"])
def test_what_cannot_be_an_api_key_is_not_tried_as_one(secret: str) -> None:
    script = Script([UNKNOWN])
    found = conversation(script, HmacCredentials(KEY, Secret(secret))).ask_permissions()
    assert isinstance(found, Refused)
    assert found.problem.id is ProblemId.KEY_UNKNOWN
    assert len(script.asked) == 1


def test_the_same_value_twice_is_said_and_not_tried() -> None:
    script = Script([UNKNOWN])
    found = conversation(script, HmacCredentials(KEY, Secret(KEY))).ask_permissions()
    assert isinstance(found, Refused)
    assert found.problem.id is ProblemId.SAME_TWICE
    assert len(script.asked) == 1


@pytest.mark.parametrize("secret", [SECRET, KEY])
def test_the_secret_of_a_proven_key_never_travels_as_an_api_key(secret: str) -> None:
    script = Script([UNKNOWN, HONEST])
    pair = HmacCredentials(KEY, Secret(secret))
    found = conversation(script, pair, try_swapped=False).ask_permissions()
    assert isinstance(found, Refused)
    assert found.problem.id is ProblemId.KEY_UNKNOWN
    assert len(script.asked) == 1


def test_a_private_key_is_nobodys_api_key() -> None:
    script = Script([UNKNOWN])
    pair = Ed25519Credentials(KEY, Secret(SECRET))
    found = conversation(script, pair).ask_permissions()
    assert isinstance(found, Refused)
    assert found.problem.id is ProblemId.KEY_UNKNOWN
    assert len(script.asked) == 1


@pytest.mark.parametrize(
    ("status", "maintained"),
    [
        (Answer(200, b'{"status":1,"msg":"system_maintenance"}'), True),
        (Answer(200, b'{"status":0,"msg":"normal"}'), False),
        (Answer(200, b'{"status":2}'), False),
        (Answer(200, b'{"status":true}'), False),
        (Answer(200, b'{"status":1.0}'), False),
        (Answer(200, b'{"status":"1"}'), False),
        (Answer(200, b"{}"), False),
        (Answer(200, b"[1]"), False),
        (Answer(200, b"<html>"), False),
        (Answer(199, b'{"status":1}'), False),
        (Answer(201, b'{"status":1}'), False),
        (Answer(503, b'{"status":1}'), False),
        (BROKEN, False),
    ],
)
def test_trouble_of_the_server_may_be_maintenance(status: Reply, maintained: bool) -> None:
    script = Script([error(503, -1000)], status=status)
    found = conversation(script).ask_permissions()
    assert isinstance(found, Unanswered)
    expected = ProblemId.MAINTENANCE if maintained else ProblemId.SERVER_TROUBLE
    assert found.problem.id is expected
    assert found.problem.technical == "HTTP 503, code -1000"
    assert questions(script) == ["permissions", "system status"]


@pytest.mark.parametrize(
    "reply",
    [BROKEN, NOT_LET_IN, error(429, -1003), error(451, 0), error(400, -4321), error(400, -1022)],
)
def test_nothing_more_is_asked_where_it_tells_nothing_more(reply: Reply) -> None:
    script = Script([reply], status=Answer(200, b'{"status":1}'))
    conversation(script).ask_permissions()
    assert questions(script) == ["permissions"]
