"""A key's history folded into chapters, its permissions as rows, and the advice that follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.checked_keys import (
    IP_LIST,
    NOW,
    WITHDRAWALS,
    by_report,
    can_do,
    days_ago,
    not_accepted,
    not_checked,
    order_taken,
    read_only,
    saved_key,
)
from wizard.core.facts import FactState
from wizard.core.history import Switched
from wizard.core.key_advice import advice_for
from wizard.core.key_story import latest_report, story_of, summary_of
from wizard.core.news_words import noticed_at
from wizard.core.permission_rows import (
    all_rows,
    order_rows,
    report_heading,
    restriction,
    short_rows,
)
from wizard.core.permissions import TRADING
from wizard.core.problems import ProblemId
from wizard.core.saved_key import HISTORY_LIMIT, PastCheck, SavedKey
from wizard.core.status import Tone
from wizard.core.time_words import clock_time


def told(*history: PastCheck) -> list[tuple[str, int]]:
    chapters = story_of(saved_key("A", *history))
    return [
        ("; ".join(change.words for change in chapter.changes) or chapter.words, chapter.checks)
        for chapter in chapters
    ]


def test_a_new_key_begins_with_its_proof() -> None:
    assert told(read_only()) == [("Saved: proven read-only, no IP restriction", 1)]
    assert told(read_only(**{IP_LIST: True})) == [
        ("Saved: proven read-only, only from your IP addresses", 1)
    ]
    assert told() == []


def test_checks_that_found_the_same_are_one_chapter() -> None:
    history = [read_only(days_ago(day)) for day in range(4)]
    newest, birth = story_of(saved_key("A", *history))
    assert (newest.words, newest.checks, newest.tone) == ("Read-only", 3, Tone.GOOD)
    assert (newest.newest.checked_at, newest.earliest) == (days_ago(0), days_ago(2))
    assert birth.checks == 1


def test_a_proof_without_a_refused_order_is_told_as_such() -> None:
    assert told(by_report()) == [("Saved: read-only by its report alone, no IP restriction", 1)]
    assert told(by_report(**{IP_LIST: True})) == [
        ("Saved: read-only by its report alone, only from your IP addresses", 1)
    ]
    history = by_report(), by_report(days_ago(1)), read_only(days_ago(2)), read_only(days_ago(3))
    assert told(*history)[:-1] == [
        ("Read-only by its report alone", 1),
        ("Read-only by its report alone", 1),
        ("Read-only", 1),
    ]
    summary = summary_of(saved_key("A", *history), NOW)
    assert "By the exchange's report alone: 2 times." in summary
    assert "alone" not in summary_of(saved_key("A", *history[2:]), NOW)


def test_the_order_of_a_good_check_has_a_row_of_its_own() -> None:
    rows = [order_rows(replace(read_only(), test_order=fate)) for fate in ("refused", "off", "?")]
    assert [[row.value for row in each] for each in rows] == [
        ["refused"],
        ["not tried"],
        ["no clear answer"],
    ]
    assert order_rows(can_do(TRADING)) == ()


def test_what_was_switched_is_told() -> None:
    history = read_only(), can_do(TRADING, at=days_ago(1)), read_only(days_ago(3))
    assert told(*history) == [
        ("Spot & margin trading switched off", 1),
        ("Spot & margin trading switched on", 1),
        ("Saved: proven read-only, no IP restriction", 1),
    ]
    assert told(can_do(TRADING)) == [("On: Spot & margin trading", 1)]


def test_a_danger_that_stays_is_folded_but_not_into_the_moment_it_began() -> None:
    dangers = [can_do(TRADING, at=days_ago(day)) for day in range(3)]
    assert told(*dangers, read_only(days_ago(3)))[:2] == [
        ("On: Spot & margin trading", 2),
        ("Spot & margin trading switched on", 1),
    ]


def test_the_check_that_noticed_a_deletion_stands_alone() -> None:
    gone = [not_accepted(at=days_ago(day)) for day in range(3)]
    chapters = story_of(saved_key("A", *gone, read_only(days_ago(3))))
    assert [(chapter.checks, chapter.newest.checked_at) for chapter in chapters] == [
        (2, days_ago(0)),
        (1, days_ago(2)),
        (1, days_ago(3)),
    ]


KINDS = (
    read_only(),
    read_only(**{IP_LIST: True}),
    can_do(TRADING),
    can_do(TRADING, WITHDRAWALS),
    order_taken(),
    not_accepted(),
    not_checked(),
)


def turns(key: SavedKey) -> list[tuple[datetime, tuple[Switched, ...], str]]:
    """What the story says of every check that was not like the one before it, oldest first."""
    chapters = [chapter for chapter in reversed(story_of(key)) if chapter.checks == 1]
    return [(chapter.newest.checked_at, chapter.changes, chapter.words) for chapter in chapters]


@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=HISTORY_LIMIT - 3), st.integers(1, 2))
def test_one_more_unchanged_check_moves_no_earlier_change(
    kinds: list[PastCheck], more: int
) -> None:
    def key(checks: list[PastCheck]) -> SavedKey:
        timed = [replace(past, checked_at=days_ago(90 - n)) for n, past in enumerate(checks)]
        return saved_key("A", *reversed(timed))

    before, after = key(kinds), key([*kinds, *[kinds[-1]] * more])
    changed = [turn for turn in turns(before) if turn[1]]
    assert [turn for turn in turns(after) if turn[1]] == changed
    assert noticed_at(after) == noticed_at(before)
    shown = [chapter.earliest for chapter in story_of(before)]
    assert [chapter.earliest for chapter in story_of(after)][-len(shown) :] == shown


def test_a_refusal_between_two_reports_hides_no_change() -> None:
    chapters = told(can_do(TRADING), not_accepted(at=days_ago(1)), read_only(days_ago(2)))
    assert chapters[0][0] == "Spot & margin trading switched on"
    assert chapters[1][0] == "Not accepted. The exchange does not know this key."


def test_no_answer_is_told_with_its_reason() -> None:
    chapters = told(not_checked(), not_checked(at=days_ago(1)), read_only(days_ago(2)))
    assert chapters[0] == ("No answer. This computer is not connected to the internet.", 2)


@pytest.mark.parametrize("problem", list(ProblemId))
def test_every_problem_can_stand_in_a_history(problem: ProblemId) -> None:
    for past in (not_checked(problem), not_accepted(problem)):
        key = saved_key("A", past, read_only(days_ago(1)))
        assert "{" not in story_of(key)[0].words
        advice = advice_for(key)
        assert advice is not None
        assert "{" not in advice.heading + advice.words
        assert "…" not in advice.words


def test_a_flag_that_lied_is_told() -> None:
    assert told(order_taken(), read_only(days_ago(1)))[0][0] == (
        "Trading is reported as off, and yet a test order was accepted"
    )


def test_a_history_at_its_limit_has_lost_its_beginning() -> None:
    history = [read_only(days_ago(day)) for day in range(HISTORY_LIMIT)]
    assert told(*history) == [("Read-only", HISTORY_LIMIT)]


def test_the_summary_counts() -> None:
    def summary(*history: PastCheck) -> str:
        return summary_of(saved_key("A", *history), NOW)

    when = days_ago(1)
    assert summary() == "Never verified."
    assert summary(read_only()) == "Verified once, read-only."
    assert summary(read_only(), read_only(when)) == "Verified 2 times, always read-only."
    assert summary(can_do(TRADING), read_only(when)) == (
        f"Verified 2 times, once read-only. Last proven {clock_time(when, NOW)}. "
        "A change bears the time when it was noticed."
    )


def test_the_latest_report_may_be_older_than_the_latest_check() -> None:
    report = read_only(days_ago(2))
    assert latest_report(saved_key("A", not_checked(), report)) is report
    assert latest_report(saved_key("A", not_checked())) is None


@pytest.mark.parametrize(
    ("newest", "minutes", "heading"),
    [
        (None, 3, "Permissions, reported 3 minutes ago"),
        (None, 0, "Permissions, reported just now"),
        (not_accepted(), 3, "Permissions, reported 3 minutes ago, before it was deleted"),
        (not_accepted(), 0, "Permissions, reported a moment ago, before it was deleted"),
        (
            not_accepted(ProblemId.WRONG_SECRET),
            3,
            "Permissions, reported 3 minutes ago, before the exchange stopped accepting it",
        ),
        (not_checked(), 3, "Permissions, reported 3 minutes ago, and not known since"),
    ],
)
def test_a_report_is_headed_by_its_age_and_by_what_came_after(
    newest: PastCheck | None, minutes: int, heading: str
) -> None:
    report = read_only(NOW - timedelta(minutes=minutes))
    history = (report,) if newest is None else (newest, report)
    assert report_heading(saved_key("A", *history), NOW) == heading


def test_without_a_report_there_is_no_heading() -> None:
    assert report_heading(saved_key("A", not_checked()), NOW) == ""
    assert report_heading(saved_key("A"), NOW) == ""


def test_the_short_rows_show_the_gravest_and_everything_that_is_on() -> None:
    rows = short_rows(can_do(TRADING, "enableFutures"))
    assert [(row.label, row.value, row.state) for row in rows] == [
        ("Reading", "on", FactState.GOOD),
        ("Spot & margin trading", "ON", FactState.BAD),
        ("Withdrawals", "off", FactState.GOOD),
        ("Futures", "ON", FactState.BAD),
        ("Everything else it reports", "off", FactState.GOOD),
    ]


def test_everything_else_is_never_said_of_something_that_is_on() -> None:
    labels = [row.label for row in short_rows(read_only(enableFixReadOnly=True))]
    assert "FIX reading" in labels


def test_all_rows_show_unknown_permissions_under_their_own_name() -> None:
    rows = all_rows(can_do("enableTeleport"))
    assert rows[-1].label == "enableTeleport"
    assert rows[-1].state is FactState.BAD
    assert len(rows) == 12


def test_an_accepted_test_order_contradicts_its_row() -> None:
    row = next(row for row in all_rows(order_taken()) if "trading" in row.label)
    assert (row.value, row.state) == ("off, but a test order was accepted", FactState.BAD)


def test_the_restriction_in_words() -> None:
    assert restriction(can_do(TRADING)) == "Works from every IP address"
    assert restriction(read_only()).endswith(": fine for a key that can only read")
    assert "on your list" in restriction(read_only(**{IP_LIST: True}))


def test_advice_for_a_key_that_can_do_more_names_the_boxes() -> None:
    advice = advice_for(saved_key("A", can_do(TRADING, WITHDRAWALS)))
    assert advice is not None
    assert "“Enable Spot & Margin Trading” and “Enable Withdrawals”" in advice.words
    assert (advice.tone, advice.open_page) == (Tone.BAD, True)
    unanswered = saved_key("A", not_checked(), can_do(TRADING, WITHDRAWALS, at=days_ago(1)))
    assert advice_for(unanswered) == advice


def test_advice_for_a_flag_that_lied_is_to_delete_the_key() -> None:
    advice = advice_for(saved_key("A", order_taken()))
    assert advice is not None
    assert "delete it" in advice.words
    assert advice.create_again


def test_advice_for_a_deleted_key_is_to_create_it_again() -> None:
    advice = advice_for(saved_key("A", not_accepted(), read_only(days_ago(1))))
    assert advice is not None
    assert "3 July 2018" in advice.words
    assert (advice.tone, advice.create_again) == (Tone.WARN, True)


def test_no_advice_where_nothing_is_to_be_done() -> None:
    assert advice_for(saved_key("A", read_only())) is None
    assert advice_for(replace(saved_key("A"), history=())) is None
