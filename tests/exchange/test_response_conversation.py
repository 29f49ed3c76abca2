"""One check, question by question, with replies from a script: the answer and the clock."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.core.answers import CREATED_MS, body
from tests.exchange.scripted_client import (
    BROKEN,
    COM,
    HONEST,
    NOT_LET_IN,
    OUTSIDE,
    TRADES,
    UNKNOWN,
    US,
    Script,
    clock_ahead_by,
    conversation,
    error,
    questions,
)
from wizard.core.evidence import PermissionsSeen, TestOrder, Unanswered
from wizard.core.problems import ProblemId
from wizard.core.venue import Venue
from wizard.exchange import conversation as conversation_module
from wizard.exchange.replies import Answer, Reply

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
