"""The sentence at the top of the saved keys: the worst first, and never more than is known."""

from __future__ import annotations

import pytest

from tests.core.checked_keys import (
    IP_LIST,
    NOW,
    WITHDRAWALS,
    Rechecked,
    by_report,
    can_do,
    days_ago,
    not_accepted,
    not_checked,
    read_only,
    rechecked,
    saved_key,
)
from wizard.core.news import News, fate_of, news_of
from wizard.core.news_words import Fate
from wizard.core.permissions import TRADING
from wizard.core.problems import ProblemId
from wizard.core.saved_key import HISTORY_LIMIT, PastCheck
from wizard.core.status import Tone
from wizard.core.time_words import clock_time
from wizard.core.venue import VenueId

TODAY = clock_time(NOW, NOW)
OLD = read_only(days_ago(3))


def fine(name: str) -> Rechecked:
    return rechecked(name, read_only(), OLD)


def silent(name: str) -> Rechecked:
    return rechecked(name, not_checked(), OLD)


def gone(name: str) -> Rechecked:
    return rechecked(name, not_accepted(), OLD)


def trading(name: str) -> Rechecked:
    return rechecked(name, can_do(TRADING), OLD)


def said(*checked: Rechecked, left_out: int = 0) -> News:
    news = news_of(checked, NOW, left_out=left_out)
    assert news is not None
    return news


def test_nothing_verified_is_no_news() -> None:
    assert news_of((), NOW) is None


def test_stopped_at_once_is_not_good_news() -> None:
    news = news_of((), NOW, left_out=3)
    assert news == News(Tone.QUIET, "Stopped before a key was verified.", "", None)


def test_a_key_that_escaped_is_named_with_its_power_and_since_when() -> None:
    news = said(fine("Family"), trading("Tax report"))
    assert news.sentence == (
        f"1 key is no longer read-only. “Tax report” can trade (noticed {TODAY})."
    )
    assert news.more == "The others: 1 read-only."
    assert (news.tone, news.record_id) == (Tone.BAD, "id-Tax report")


def test_the_most_dangerous_of_several_comes_first() -> None:
    withdrawing = rechecked("Bot", can_do(TRADING, WITHDRAWALS), OLD)
    others = [rechecked(f"Futures {n}", can_do("enableFutures"), OLD) for n in range(2)]
    news = said(*others, trading("Tax report"), withdrawing)
    assert news.sentence == (
        f"4 keys are no longer read-only. “Bot” can withdraw (noticed {TODAY}); "
        f"“Tax report” can trade (noticed {TODAY}); and 2 more."
    )
    assert news.record_id == "id-Bot"


def test_a_known_danger_keeps_its_date() -> None:
    first = days_ago(2)
    news = said(rechecked("Bot", can_do(TRADING), can_do(TRADING, at=first), OLD))
    assert news.sentence == (
        f"1 key is still not read-only. “Bot” can trade (noticed {clock_time(first, NOW)})."
    )


def test_a_known_danger_does_not_fade_without_an_answer() -> None:
    news = said(rechecked("Bot", not_checked(), can_do(TRADING, at=days_ago(2)), OLD))
    assert news.tone is Tone.BAD
    assert "still not read-only" in news.sentence


def test_a_danger_that_grew_is_said_before_one_that_stayed() -> None:
    before = can_do(TRADING, at=days_ago(2))
    news = said(
        rechecked("Same", can_do(TRADING), before),
        rechecked("Grown", can_do(TRADING, WITHDRAWALS), before),
    )
    assert news.sentence.startswith("1 key can do even more than before. “Grown” can withdraw")
    assert news.more == "The others: 1 still not read-only."


def test_a_new_power_is_dated_by_its_own_first_notice() -> None:
    start = days_ago(2)
    grown = rechecked("Bot", can_do(TRADING, WITHDRAWALS), can_do(TRADING, at=start), OLD)
    assert f"can withdraw (noticed {TODAY})" in said(grown).sentence
    less = rechecked("Bot", can_do(TRADING), can_do(TRADING, WITHDRAWALS, at=start), OLD)
    assert f"can trade (noticed {clock_time(start, NOW)})" in said(less).sentence


def test_a_danger_older_than_the_history_has_no_date() -> None:
    history = [can_do(TRADING, at=days_ago(day)) for day in range(HISTORY_LIMIT)]
    assert said(rechecked("Bot", *history)).sentence.endswith("“Bot” can trade.")


def test_one_key_deleted_at_the_exchange() -> None:
    news = said(gone("Old laptop"), fine("Family"))
    assert news.sentence == "Binance.com no longer knows “Old laptop”."
    assert news.more.endswith("The others: 1 read-only.")
    assert (news.tone, news.record_id) == (Tone.WARN, "id-Old laptop")


def test_some_keys_deleted_at_the_exchange() -> None:
    news = said(gone("A"), gone("B"), gone("C"), fine("Family"))
    assert news.sentence == "Binance.com no longer knows 3 of your keys."


def test_all_keys_deleted_as_on_3_july_2018_is_told_as_what_it_is() -> None:
    news = said(*(gone(name) for name in "ABCD"))
    assert news.sentence == "Binance.com no longer knows any of your 4 keys."
    assert "3 July 2018" in news.more
    assert "Nothing is lost but the keys: create new ones, from step 1." in news.more
    assert news.tone is Tone.WARN


def test_a_stopped_round_never_speaks_of_all_keys() -> None:
    assert said(gone("A"), gone("B"), left_out=2).sentence.endswith("2 of your keys.")
    news = said(fine("A"), fine("B"), left_out=2)
    assert news.sentence == "2 keys are read-only."
    assert news.more == "The others: 2 not verified."
    assert said(silent("A"), silent("B"), left_out=2).sentence.startswith("2 keys could not")


def test_keys_that_are_not_accepted() -> None:
    news = said(rechecked("A", not_accepted(ProblemId.WRONG_SECRET), OLD))
    assert news.sentence == "Binance.com does not accept “A” any more."
    assert news.tone is Tone.WARN


def test_the_practice_exchange_is_named_as_such() -> None:
    key = saved_key("A", not_accepted(), OLD, venue=VenueId.PRACTICE)
    assert said(Rechecked(key, OLD)).sentence == "The practice exchange no longer knows “A”."


def test_no_answer_is_no_change() -> None:
    unchanged = "be checked; nothing is known to have changed."
    assert said(silent("A")).sentence == f"“A” could not {unchanged}"
    assert said(silent("A"), silent("B")).sentence == f"None of your 2 keys could {unchanged}"
    news = said(silent("A"), silent("B"), fine("C"))
    assert news.sentence == f"2 keys could not {unchanged}"
    assert news.tone is Tone.QUIET


def test_all_is_well() -> None:
    assert said(fine("A")) == News(Tone.GOOD, "“A” is read-only.", "", None)
    assert said(fine("A"), fine("B"), fine("C"), fine("D")) == News(
        Tone.GOOD, "All 4 keys are read-only.", "", None
    )


def test_an_ip_restriction_taken_away_is_news() -> None:
    news = said(rechecked("A", read_only(), read_only(days_ago(1), **{IP_LIST: True})), fine("B"))
    assert news.sentence == "“A” has lost its IP restriction, and can still only read."
    assert news.record_id == "id-A"


@pytest.mark.parametrize("before", [can_do(TRADING, at=days_ago(1)), not_accepted(at=days_ago(1))])
def test_a_key_that_was_mended_is_said(before: PastCheck) -> None:
    news = said(rechecked("A", read_only(), before))
    assert news.sentence == "“A” is read-only again."
    assert news.tone is Tone.GOOD


def test_the_first_check_ever_has_a_fate_too() -> None:
    assert fate_of(saved_key("A", read_only()), None) is Fate.FINE
    assert fate_of(saved_key("A", can_do(TRADING)), None) is Fate.ESCAPED
    assert fate_of(saved_key("A"), None) is Fate.SILENT


def test_every_group_but_the_worst_is_counted() -> None:
    news = said(trading("A"), gone("B"), silent("C"), silent("D"), fine("E"), left_out=1)
    assert news.more == (
        "The others: 1 deleted at the exchange, 2 could not be checked, 1 read-only, "
        "1 not verified."
    )


def test_good_news_by_the_report_alone_says_so() -> None:
    alone = [rechecked(name, by_report(), by_report(days_ago(1))) for name in "AB"]
    news = news_of(alone, NOW)
    assert news is not None
    assert news.sentence == "All 2 keys are read-only."
    assert news.more == ("No test order was refused, so this rests on the exchange's report alone.")
    mixed = news_of([*alone, rechecked("C", read_only(), read_only(days_ago(1)))], NOW)
    assert mixed is not None
    assert mixed.more == (
        "For 2 of them no test order was refused: only the exchange's report says so."
    )
