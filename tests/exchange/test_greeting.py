"""Asking for the time in nobody's name: one question, and every failure its own problem."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.exchange.asking import Asking
from tests.exchange.scripted_server import (
    PERMISSIONS,
    TIME,
    Role,
    ScriptedServer,
    Stage,
    closes,
    error,
    says,
    silence,
)
from wizard.core.evidence import Greeting, Unanswered
from wizard.core.problems import ProblemId


def test_a_greeting_measures_the_clock(asking: Asking) -> None:
    ahead_ms = 90_000
    body = json.dumps({"serverTime": round(time.time() * 1000) + ahead_ms}).encode()

    with ScriptedServer({TIME: says(200, body)}) as server:
        greeting = asking.exchange(server.url).greet()

    assert isinstance(greeting, Greeting)
    assert abs(greeting.clock_off_ms - ahead_ms) < 5_000
    assert 0 <= greeting.answered_ms < 5_000
    assert [(one.method, one.path, one.query) for one in server.asked] == [("GET", TIME, "")]
    assert "x-mbx-apikey" not in {name.lower() for name in server.asked[0].headers}


@pytest.mark.parametrize(
    ("role", "problem"),
    [
        (says(200, b"{}"), ProblemId.ANSWER_UNREADABLE),
        (says(200, b'{"serverTime": true}'), ProblemId.ANSWER_UNREADABLE),
        (says(200, b'{"serverTime": "1499827319559"}'), ProblemId.ANSWER_UNREADABLE),
        (says(200, b'{"serverTime": 0}'), ProblemId.ANSWER_UNREADABLE),
        (says(200, b'{"serverTime": %d}' % 10**39), ProblemId.ANSWER_UNREADABLE),
        (says(200, b"<html>Log in</html>"), ProblemId.LOGIN_PAGE),
        (says(204, b""), ProblemId.ANSWER_UNREADABLE),
        (says(503, b""), ProblemId.SERVER_TROUBLE),
        (error(451, 0, "restricted"), ProblemId.LOCATION_REFUSED),
        (closes(), ProblemId.CONNECTION_BROKEN),
        (silence(), ProblemId.TIMED_OUT),
    ],
)
def test_whatever_answers_is_told(role: Role, problem: ProblemId) -> None:
    with ScriptedServer({TIME: role}) as server:
        found = Asking(deadline_s=1.0).exchange(server.url).greet()

    assert isinstance(found, Unanswered)
    assert found.problem.id is problem
    assert server.paths == [TIME]


@pytest.mark.parametrize("in_whose_name", [True, False])
def test_a_pause_begins_when_the_answer_comes(in_whose_name: bool) -> None:
    now = [datetime(2026, 11, 22, 12, 0, tzinfo=UTC)]

    def late(stage: Stage) -> None:
        now[0] += timedelta(seconds=6)
        error(429, -1003, Retry_After="8")(stage)

    asking = Asking(clock=lambda: now[0])
    with ScriptedServer({TIME: late, PERMISSIONS: late}) as server:
        found = asking.check(server) if in_whose_name else asking.exchange(server.url).greet()
    assert isinstance(found, Unanswered)
    assert found.until == datetime(2026, 11, 22, 12, 0, 14, tzinfo=UTC)
