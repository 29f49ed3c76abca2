"""Where a venue reports no permissions: what is proven; it never reads like the full proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.core.answers import body
from tests.core.checked_keys import Rechecked, can_do, not_accepted, read_only, saved_key
from wizard.core.credentials import Fingerprint, HmacCredentials
from wizard.core.evidence import Evidence, PermissionsSeen, TestOrder
from wizard.core.facts import FactState, facts_after, facts_half_way
from wizard.core.grade_words import NOT_PROVEN_OFF
from wizard.core.key_story import story_of, summary_of
from wizard.core.news import news_of
from wizard.core.outcome_words import outcome_words
from wizard.core.permissions import IP_RESTRICTED, TRADING, Permissions, read_permissions
from wizard.core.problems import ProblemId
from wizard.core.saved_key import PastCheck, SavedKey, VerdictWord
from wizard.core.secret import Secret
from wizard.core.status import status_of
from wizard.core.venue import Grade, VenueId, grade_of
from wizard.core.venue_words import SPOKEN, spoken
from wizard.core.verdict import (
    CanDoMore,
    NotChecked,
    NotProvenError,
    ReadOnly,
    judge,
    prove,
)

NOW = datetime(2026, 11, 12, 12, tzinfo=UTC)
PAIR = HmacCredentials("k" * 64, Secret("s" * 64))
WEAK = (VenueId.BINANCE_US, VenueId.PRACTICE_US)
FULL = (VenueId.BINANCE_COM, VenueId.PRACTICE)


def evidence(
    venue: VenueId, test_order: TestOrder, permissions: Permissions | None = None
) -> Evidence:
    return Evidence(Fingerprint.of(PAIR), venue, permissions, test_order, NOW, 40)


def test_every_venue_has_its_grade() -> None:
    assert {venue: grade_of(venue) for venue in VenueId} == {
        **dict.fromkeys(WEAK, Grade.TRADING_ONLY),
        **dict.fromkeys(FULL, Grade.FULL),
    }


@pytest.mark.parametrize("venue", WEAK)
def test_a_refused_order_proves_that_trading_is_off_and_no_more(venue: VenueId) -> None:
    found = evidence(venue, TestOrder.REFUSED)
    assert judge(found) == ReadOnly(found, Grade.TRADING_ONLY)


@pytest.mark.parametrize("venue", FULL)
@pytest.mark.parametrize("fate", [TestOrder.REFUSED, TestOrder.SILENT, TestOrder.OFF])
def test_without_a_report_nothing_is_read_only_where_reports_are_due(
    venue: VenueId, fate: TestOrder
) -> None:
    verdict = judge(evidence(venue, fate))
    assert isinstance(verdict, NotChecked)
    assert verdict.problem.id is ProblemId.TRADING_UNPROVEN
    site = spoken(venue)
    assert verdict.problem.means.startswith(
        f"{site} does not report what a key may do. Only a refused test order shows"
    )


@pytest.mark.parametrize("venue", VenueId)
def test_an_accepted_order_says_it_all(venue: VenueId) -> None:
    found = evidence(venue, TestOrder.ACCEPTED)
    assert judge(found) == CanDoMore(found, (TRADING,))
    assert judge(found, expected_created_ms=5) == CanDoMore(found, (TRADING,))


@pytest.mark.parametrize("venue", WEAK)
@pytest.mark.parametrize("fate", [TestOrder.SILENT, TestOrder.OFF])
def test_a_silent_witness_proves_nothing(venue: VenueId, fate: TestOrder) -> None:
    verdict = judge(evidence(venue, fate))
    assert isinstance(verdict, NotChecked)
    assert verdict.problem.what
    assert SPOKEN[venue] in verdict.problem.means


@pytest.mark.parametrize("venue", WEAK)
def test_a_report_of_such_a_venue_does_not_raise_the_grade(venue: VenueId) -> None:
    permissions = read_permissions(body())
    assert isinstance(permissions, Permissions)
    found = evidence(venue, TestOrder.REFUSED, permissions)
    assert judge(found) == ReadOnly(found, Grade.TRADING_ONLY)


def test_only_a_look_at_the_boxes_makes_it_a_checked_key() -> None:
    verdict = judge(evidence(VenueId.BINANCE_US, TestOrder.REFUSED))
    assert isinstance(verdict, ReadOnly)

    with pytest.raises(NotProvenError):
        prove("id", PAIR, verdict, now=NOW)
    checked = prove("id", PAIR, verdict, now=NOW, boxes_seen=True)

    assert checked.grade is Grade.TRADING_ONLY
    with pytest.raises(NotProvenError):  # nobody raises the grade by hand
        prove("id", PAIR, replace(verdict, grade=Grade.FULL), now=NOW, boxes_seen=True)


def test_a_full_proof_needs_no_look() -> None:
    permissions = read_permissions(body())
    assert isinstance(permissions, Permissions)
    verdict = judge(evidence(VenueId.BINANCE_COM, TestOrder.REFUSED, permissions))
    assert isinstance(verdict, ReadOnly)
    assert prove("id", PAIR, verdict, now=NOW).grade is Grade.FULL


# The words


def weak_key(name: str, *history: PastCheck) -> SavedKey:
    key = saved_key(name, *history, venue=VenueId.BINANCE_US)
    return replace(key, grade=Grade.TRADING_ONLY, first_seen_created_ms=None)


def refused_order(at: datetime = NOW) -> PastCheck:
    return PastCheck(at, VerdictWord.READ_ONLY, None, (), "refused", None)


def test_no_word_about_such_a_key_is_the_full_one() -> None:
    key = weak_key("Tax", refused_order(), refused_order())
    said = [
        status_of(key, in_this_session=True, now=NOW).word,
        status_of(key, in_this_session=False, now=NOW).word,
        summary_of(key, NOW),
        *(chapter.words for chapter in story_of(key)),
    ]
    verdict = judge(evidence(VenueId.BINANCE_US, TestOrder.REFUSED))
    words = outcome_words(verdict, "Tax")
    said += [words.heading, words.lead, words.do]
    news = news_of([Rechecked(key, refused_order())], NOW)
    assert news is not None
    said += [news.sentence, news.more]

    assert not [text for text in said if "read-only" in text.lower() or "only read" in text.lower()]
    assert "withdrawals are off" in words.lead
    assert NOT_PROVEN_OFF in news.more


def test_without_an_answer_it_is_not_called_read_only_either() -> None:
    silent = PastCheck(NOW, VerdictWord.NOT_CHECKED, None, (), "off", ProblemId.TIMED_OUT)
    key = weak_key("Tax", silent, refused_order())
    assert status_of(key, in_this_session=True, now=NOW).word == "No answer, could not trade before"


def test_a_round_with_both_grades_says_no_more_than_the_weaker_proof() -> None:
    both = [
        Rechecked(saved_key("Full", read_only()), read_only()),
        Rechecked(weak_key("Weak", refused_order()), refused_order()),
    ]
    news = news_of(both, NOW)
    assert news is not None
    assert news.sentence == "2 keys verified: none of them can trade."
    assert news.more == f"1 of them is proven less far. {NOT_PROVEN_OFF}"


def taken_order(at: datetime = NOW) -> PastCheck:
    return PastCheck(at, VerdictWord.CAN_DO_MORE, None, (TRADING,), "accepted", None)


def said_of(*checked: Rechecked) -> tuple[str, str]:
    news = news_of(checked, NOW)
    assert news is not None
    return news.sentence, news.more


def test_a_danger_does_not_say_that_it_was_read_only_before() -> None:
    worse = [Rechecked(weak_key(n, taken_order(), refused_order()), refused_order()) for n in "AB"]
    still = [Rechecked(weak_key(n, taken_order(), taken_order()), taken_order()) for n in "CD"]
    assert said_of(*worse)[0].startswith("2 keys can trade now. “A” can trade")
    assert said_of(*still)[0].startswith("2 keys still can trade. “C” can trade")
    assert said_of(worse[0])[0].startswith("1 key can trade now.")
    assert said_of(*worse, *still)[1] == "The others: 2 still able to trade."
    for one in (worse, still, worse + still):
        assert "read-only" not in " ".join(said_of(*one))


def test_a_danger_of_both_grades_says_what_is_true_of_both() -> None:
    full_key = saved_key("Full", can_do("enableWithdrawals"), read_only())
    worse = [
        Rechecked(full_key, read_only()),
        Rechecked(weak_key("Weak", taken_order(), refused_order()), refused_order()),
    ]
    still = [
        Rechecked(saved_key("Full", can_do(TRADING)), can_do(TRADING)),
        Rechecked(weak_key("Weak", taken_order()), taken_order()),
    ]
    assert said_of(*worse)[0].startswith("2 keys can do more than read now. “Full” can withdraw")
    assert said_of(*still)[0].startswith("2 keys still can do more than read. ")
    assert said_of(*worse, *still)[1] == "The others: 2 still able to do more than read."


def test_proven_again_does_not_read_like_never_again() -> None:
    again = [Rechecked(weak_key(n, refused_order(), taken_order()), taken_order()) for n in "AB"]
    assert said_of(again[0])[0] == "It is proven again that “A” cannot trade."
    assert said_of(*again)[0] == "It is proven again that 2 keys cannot trade."
    gone = Rechecked(saved_key("Gone", not_accepted()), read_only())
    assert said_of(gone, *again)[1].endswith("The others: 2 proven again to be unable to trade.")


def test_without_its_ip_restriction_it_is_not_called_read_only_either() -> None:
    free, bound = {IP_RESTRICTED: False}, {IP_RESTRICTED: True}
    key = weak_key("A", replace(refused_order(), permissions=free))
    sentence, _more = said_of(Rechecked(key, replace(refused_order(), permissions=bound)))
    assert sentence == "“A” has lost its IP restriction, and still cannot trade."


def test_the_rows_say_what_is_not_reported() -> None:
    half = facts_half_way(PermissionsSeen(None, 40))
    unreported = [row for row in half if row.value == "not reported by this site"]
    assert len(unreported) == 4
    assert {row.state for row in unreported} == {FactState.UNKNOWN}
    whole = facts_after(judge(evidence(VenueId.BINANCE_US, TestOrder.REFUSED)))
    assert [row.label for row in whole] == [row.label for row in half]
    assert whole[-1].value == "refused"


def test_an_accepted_order_without_a_report_is_explained() -> None:
    words = outcome_words(judge(evidence(VenueId.BINANCE_US, TestOrder.ACCEPTED)), "Tax")
    assert words.heading == "This key can still trade"
    assert "reported" not in words.lead
    assert "says that trading is off" not in words.lead
