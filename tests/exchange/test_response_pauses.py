"""Whatever the question was: an answer that asks for a pause is heard, from when it came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.exchange.scripted_client import (
    BROKEN,
    COM,
    HONEST,
    NOT_LET_IN,
    OUTSIDE,
    PAIR,
    TRADES,
    UNKNOWN,
    US,
    Script,
    ScriptedClient,
    clock_ahead_by,
    conversation,
    error,
    questions,
)
from wizard.core.evidence import Refused, Unanswered
from wizard.core.problems import ProblemId
from wizard.core.venue import Venue
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.conversation import Conversation
from wizard.exchange.replies import Answer, Reply

BAN, LIMIT = Answer(418, b"<html>", "7200"), error(429, -1003)
PAUSES = [(BAN, ProblemId.BANNED), (LIMIT, ProblemId.TOO_MANY_REQUESTS)]
each_pause = pytest.mark.parametrize(("reply", "problem_id"), PAUSES)
each_venue = pytest.mark.parametrize("venue", [COM, US])


def check_heard(script: Script, problem_id: ProblemId, venue: Venue = COM) -> None:
    found = conversation(script, venue=venue).ask_permissions()
    assert isinstance(found, Unanswered)
    assert found.problem.id is problem_id
    assert found.until is not None


@each_pause
@each_venue
def test_the_question_for_the_clock(reply: Reply, problem_id: ProblemId, venue: Venue) -> None:
    script = Script([OUTSIDE], lambda: reply)
    check_heard(script, problem_id, venue)
    assert len(script.asked) == 2


@each_pause
def test_the_question_for_maintenance(reply: Reply, problem_id: ProblemId) -> None:
    script = Script([error(503, -1000)], status=reply)
    check_heard(script, problem_id)
    assert questions(script) == ["permissions", "system status"]


@each_pause
@each_venue
def test_the_question_the_other_way_round(
    reply: Reply, problem_id: ProblemId, venue: Venue
) -> None:
    script = Script([UNKNOWN if venue is COM else NOT_LET_IN, reply])
    check_heard(script, problem_id, venue)
    assert len(script.asked) == 2


@each_pause
def test_the_clock_asked_for_the_other_way_round(reply: Reply, problem_id: ProblemId) -> None:
    script = Script([UNKNOWN, OUTSIDE], lambda: reply)
    check_heard(script, problem_id)
    assert questions(script) == ["permissions", "permissions", "server time"]


def test_a_pause_begins_when_it_is_asked_for() -> None:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    script = Script([LIMIT])

    def client_for(_pair: object) -> ScriptedClient:
        return ScriptedClient(script, PAIR)

    asked = Circumstances(COM, 20.0, lambda: now)
    talk = Conversation(PAIR, client_for, asked, clock_off_ms=0)
    now += timedelta(seconds=6)  # so long was the answer under way
    found = talk.ask_permissions()
    assert isinstance(found, Unanswered)
    assert found.until == datetime(2026, 11, 22, 12, 1, 6, tzinfo=UTC)


# The clock, and a pair that is the other way round


@each_venue
def test_a_swapped_pair_is_found_out_though_the_clock_is_off(venue: Venue) -> None:
    first, last = (UNKNOWN, HONEST) if venue is COM else (NOT_LET_IN, TRADES)
    script = Script([first, OUTSIDE, last], clock_ahead_by(720_000))
    found = conversation(script, venue=venue).ask_permissions()
    assert isinstance(found, Refused)
    assert found.problem.id is ProblemId.SWAPPED
    asks = "permissions" if venue is COM else "latest trade"
    assert [(question, whose) for question, whose, _clock in script.asked] == [
        (asks, "KS"),
        (asks, "SK"),
        ("server time", "KS"),
        (asks, "SK"),
    ]
    assert script.asked[-1][2] == pytest.approx(720_000, abs=60_000)


def test_a_clock_that_was_set_right_is_not_blamed() -> None:
    found = conversation(Script([OUTSIDE, OUTSIDE], clock_ahead_by(0))).ask_permissions()
    assert isinstance(found, Unanswered)
    assert found.problem.id is ProblemId.CLOCK_DISPUTED


def silent() -> Reply:
    return BROKEN


@pytest.mark.parametrize(
    ("replies", "clock", "asked"),
    [
        ([UNKNOWN, OUTSIDE, OUTSIDE], clock_ahead_by(720_000), 4),  # once is enough
        ([OUTSIDE, UNKNOWN, OUTSIDE], clock_ahead_by(720_000), 4),  # it was measured before
        ([UNKNOWN, OUTSIDE], silent, 3),
        ([UNKNOWN, OUTSIDE], lambda: Answer(200, b"{}"), 3),
    ],
)
def test_the_clock_is_measured_once_at_most(
    replies: list[Reply], clock: Callable[[], Reply], asked: int
) -> None:
    script = Script(list(replies), clock)
    found = conversation(script).ask_permissions()
    assert isinstance(found, Refused)
    assert found.problem.id is ProblemId.KEY_UNKNOWN
    assert len(script.asked) == asked
