"""An exchange that wants no questions is left alone, and for no longer than it may ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.evidence import Unanswered
from wizard.core.pause import NO_PAUSES, Pause, noted, read_pauses, still_paused, to_text
from wizard.core.problems import Problem, ProblemId
from wizard.core.venue import VenueId

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
COM, US = VenueId.BINANCE_COM, VenueId.BINANCE_US


def told(minutes: float, problem_id: ProblemId = ProblemId.TOO_MANY_REQUESTS) -> Unanswered:
    return Unanswered(Problem(problem_id), NOW + timedelta(minutes=minutes))


def test_a_pause_holds_until_its_moment_and_for_its_venue_alone() -> None:
    pauses = noted(NO_PAUSES, COM, told(5), NOW)

    paused = still_paused(pauses, COM, NOW + timedelta(minutes=4, seconds=59))
    assert paused is not None
    assert paused.problem.id is ProblemId.TOO_MANY_REQUESTS
    assert paused.until == NOW + timedelta(minutes=5)
    assert paused.problem.values["until"] in paused.problem.do
    assert still_paused(pauses, COM, NOW + timedelta(minutes=5)) is None
    assert still_paused(pauses, US, NOW) is None


def test_an_answer_without_a_time_asks_for_no_pause() -> None:
    answer = Unanswered(Problem(ProblemId.SERVER_TROUBLE))
    assert noted(NO_PAUSES, COM, answer, NOW) == {}


def test_a_newer_answer_takes_the_place_of_the_older_and_old_ones_go() -> None:
    pauses = noted(NO_PAUSES, COM, told(5), NOW)
    pauses = noted(pauses, US, told(60, ProblemId.BANNED), NOW)
    later = NOW + timedelta(minutes=10)
    assert noted(pauses, COM, Unanswered(Problem(ProblemId.BANNED)), later) == {
        US: Pause(ProblemId.BANNED, NOW + timedelta(hours=1))
    }


@pytest.mark.parametrize("off", [timedelta(days=3, seconds=1), timedelta(days=9000)])
def test_a_clock_that_was_set_wrong_locks_nobody_out(off: timedelta) -> None:
    pauses = {COM: Pause(ProblemId.BANNED, NOW + off)}
    assert still_paused(pauses, COM, NOW) is None


def test_three_days_are_believed() -> None:
    pauses = {COM: Pause(ProblemId.BANNED, NOW + timedelta(days=3))}
    assert still_paused(pauses, COM, NOW) is not None


def test_there_and_back() -> None:
    pauses = noted(noted(NO_PAUSES, COM, told(5), NOW), US, told(7, ProblemId.BANNED), NOW)
    assert read_pauses(to_text(pauses)) == pauses
    assert read_pauses(to_text(NO_PAUSES)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"binance.com": 5}',
        '{"binance.mars": {"because": "banned", "until": "2026-11-22T14:00:00+00:00"}}',
        '{"binance.com": {"because": "swapped", "until": "2026-11-22T14:00:00+00:00"}}',
        '{"binance.com": {"because": "banned", "until": "2026-11-22T14:00:00"}}',
        '{"binance.com": {"because": "banned", "until": "soon"}}',
        '{"binance.com": {"because": "banned"}}',
        "\ud800",
    ],
)
def test_what_cannot_be_understood_is_no_pause(text: str) -> None:
    assert read_pauses(text) == {}


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert read_pauses(text) == {}
