"""An exchange that wants no questions is left alone, and for no longer than it may ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.evidence import Unanswered
from wizard.core.pause import NO_PAUSES, Pause, merged, noted, read_pauses, still_paused, to_text
from wizard.core.problems import Problem, ProblemId
from wizard.core.time_words import at_time
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


def test_an_answer_that_was_overtaken_makes_no_wait_shorter() -> None:
    long, short = told(60, ProblemId.BANNED), told(5)
    longest = {COM: Pause(ProblemId.BANNED, NOW + timedelta(hours=1))}
    assert noted(noted(NO_PAUSES, COM, long, NOW), COM, short, NOW) == longest
    assert noted(noted(NO_PAUSES, COM, short, NOW), COM, long, NOW) == longest


def test_of_two_memories_the_later_pause_counts_for_each_venue() -> None:
    mine = noted(noted(NO_PAUSES, COM, told(5), NOW), US, told(60), NOW)
    theirs = noted(noted(NO_PAUSES, COM, told(60), NOW), US, told(5), NOW)
    both = {venue: Pause(ProblemId.TOO_MANY_REQUESTS, NOW + timedelta(hours=1)) for venue in mine}
    assert merged(mine, theirs, NOW) == merged(theirs, mine, NOW) == both


def test_a_pause_that_a_wrong_clock_made_hides_none_that_holds() -> None:
    wrong = {COM: Pause(ProblemId.BANNED, NOW + timedelta(days=400))}
    right = noted(NO_PAUSES, COM, told(5), NOW)
    assert merged(wrong, right, NOW) == merged(right, wrong, NOW) == right


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
    assert all(
        isinstance(pause.problem_id, ProblemId) for pause in read_pauses(to_text(pauses)).values()
    )


def test_on_another_day_the_day_is_said() -> None:
    paused = still_paused(noted(NO_PAUSES, COM, told(2 * 24 * 60), NOW), COM, NOW)
    assert paused is not None
    assert paused.problem.values == {"until": at_time(NOW + timedelta(days=2), NOW)}
    assert "Nov" in paused.problem.do


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


@pytest.mark.parametrize(
    "entry", ['"binance.mars": {"because": "banned", "until": "2026-11-22T15:00:00Z"}', '"": 5']
)
def test_an_entry_that_cannot_be_understood_leaves_the_others(entry: str) -> None:
    pauses = noted(NO_PAUSES, COM, told(5), NOW)
    text = to_text(pauses)
    assert read_pauses(f"{text[:-1]}, {entry}}}") == pauses
    assert read_pauses(f"{{{entry}, {text[1:]}") == pauses


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert read_pauses(text) == {}


@pytest.mark.parametrize(
    "until", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-22T14:00:00+24:00"]
)
def test_a_moment_beyond_the_calendar_is_no_pause(until: str) -> None:
    text = f'{{"binance.com": {{"because": "banned", "until": "{until}"}}}}'
    assert read_pauses(text) == {}


def test_moments_are_kept_and_read_in_one_time_zone() -> None:
    elsewhere = datetime(2026, 11, 22, 16, 0, tzinfo=timezone(timedelta(hours=2)))
    text = to_text({COM: Pause(ProblemId.BANNED, elsewhere)})
    assert "2026-11-22T14:00:00+00:00" in text
    for written in (text, text.replace("14:00:00+00:00", "16:00:00+02:00")):
        read = read_pauses(written)[COM]
        assert read.until == NOW
        assert read.until.utcoffset() == timedelta(0)


def test_the_text_is_the_same_in_whatever_order_the_venues_spoke() -> None:
    one, other = Pause(ProblemId.BANNED, NOW), Pause(ProblemId.TOO_MANY_REQUESTS, NOW)
    assert to_text({COM: one, US: other}) == to_text({US: other, COM: one})


def test_support_sees_that_nothing_was_asked_and_nobody_changes_what_is_kept() -> None:
    pauses = noted(NO_PAUSES, COM, told(5), NOW)
    paused = still_paused(pauses, COM, NOW)
    assert paused is not None
    assert paused.problem.technical == "not asked"
    for kept in (NO_PAUSES, pauses, read_pauses(to_text(pauses))):
        with pytest.raises(TypeError):
            kept[US] = Pause(ProblemId.BANNED, NOW)  # type: ignore[index]
    with pytest.raises(TypeError):
        paused.problem.values["until"] = "never"  # type: ignore[index]


def test_a_pause_that_ends_this_very_moment_is_over() -> None:
    pauses = noted(NO_PAUSES, COM, told(5), NOW)
    later = NOW + timedelta(minutes=5)
    silent = Unanswered(Problem(ProblemId.NO_NETWORK))
    assert noted(pauses, US, silent, later) == {}
    assert noted(pauses, US, silent, later - timedelta(microseconds=1)) == pauses
