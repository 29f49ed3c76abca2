"""A status is green only for a proof of this session, and a known danger never fades."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.credentials import KeyKind
from wizard.core.grade_words import by_report_alone
from wizard.core.permissions import MUST_BE_REPORTED_OFF, READING, TRADING, label
from wizard.core.problems import ProblemId
from wizard.core.saved_key import HISTORY_LIMIT, PastCheck, SavedKey, VerdictWord
from wizard.core.status import Tone, can_do, named_fields, status_of
from wizard.core.venue import Grade, VenueId

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_SWITCHED = {VerdictWord.CAN_DO_MORE: (TRADING,)}
_PROBLEMS = {
    VerdictWord.NOT_ACCEPTED: ProblemId.KEY_UNKNOWN,
    VerdictWord.NOT_CHECKED: ProblemId.NO_NETWORK,
}


def past(word: VerdictWord, days: int = 0) -> PastCheck:
    seen = word in {VerdictWord.READ_ONLY, VerdictWord.CAN_DO_MORE}
    switched_on = _SWITCHED.get(word, ())
    return PastCheck(
        checked_at=NOW - timedelta(days=days),
        verdict=word,
        permissions={READING: True, TRADING: bool(switched_on)} if seen else None,
        switched_on=switched_on,
        test_order="refused" if word is VerdictWord.READ_ONLY else "off",
        problem_id=_PROBLEMS.get(word),
    )


def key(*words: VerdictWord) -> SavedKey:
    """A key with these checks, newest first, one a day from now on backwards."""
    return SavedKey(
        record_id="record",
        name="Tax tool",
        venue=VenueId.PRACTICE,
        kind=KeyKind.HMAC,
        api_key="A" * 64,
        created_at=NOW - timedelta(days=99),
        grade=Grade.FULL,
        first_seen_created_ms=1,
        history=tuple(past(word, day) for day, word in enumerate(words)),
    )


READ_ONLY, CAN_DO_MORE = VerdictWord.READ_ONLY, VerdictWord.CAN_DO_MORE
NOT_ACCEPTED, NOT_CHECKED = VerdictWord.NOT_ACCEPTED, VerdictWord.NOT_CHECKED


@pytest.mark.parametrize(
    ("history", "tone", "word", "when"),
    [
        ((), Tone.QUIET, "Never verified", ""),
        ((READ_ONLY,), Tone.GOOD, "Read-only", "just now"),
        ((CAN_DO_MORE,), Tone.BAD, "Can trade", "just now"),
        ((NOT_ACCEPTED,), Tone.WARN, "Deleted at the exchange", "just now"),
        ((NOT_CHECKED,), Tone.QUIET, "No answer", ""),
        ((NOT_CHECKED, READ_ONLY), Tone.QUIET, "No answer, was read-only", "1 day ago"),
        (
            (NOT_CHECKED, NOT_CHECKED, CAN_DO_MORE),
            Tone.BAD,
            "Can trade (no answer now)",
            "2 days ago",
        ),
        ((NOT_CHECKED, NOT_ACCEPTED), Tone.WARN, "No answer, was not accepted", "1 day ago"),
    ],
)
def test_what_a_status_says(
    history: tuple[VerdictWord, ...], tone: Tone, word: str, when: str
) -> None:
    status = status_of(key(*history), in_this_session=True, now=NOW)

    assert (status.tone, status.word, status.when) == (tone, word, when)


@pytest.mark.parametrize("order", ["off", "silent", "a word of tomorrow"])
@pytest.mark.parametrize("in_this_session", [True, False])
def test_a_good_report_without_a_refused_order_is_said_to_stand_alone(
    order: str, in_this_session: bool
) -> None:
    alone = replace(past(READ_ONLY), test_order=order)
    lonely = replace(key(), history=(alone,))
    status = status_of(lonely, in_this_session=in_this_session, now=NOW)
    assert status.when == "just now · by its report alone"
    assert by_report_alone(alone)
    assert not by_report_alone(past(READ_ONLY))
    assert not by_report_alone(past(CAN_DO_MORE))
    assert not by_report_alone(replace(alone, permissions=None))


def test_an_older_proof_is_shown_as_what_it_is() -> None:
    status = status_of(key(READ_ONLY), in_this_session=False, now=NOW + timedelta(days=3))

    assert status.tone is Tone.QUIET
    assert (status.word, status.when) == ("Read-only when last checked", "3 days ago")


@pytest.mark.parametrize(
    ("age", "tone"),
    [
        (timedelta(minutes=59), Tone.GOOD),
        (timedelta(hours=1), Tone.QUIET),
        (timedelta(days=3), Tone.QUIET),
        (-timedelta(seconds=2), Tone.GOOD),
        (-timedelta(hours=1), Tone.QUIET),
    ],
)
def test_a_green_status_does_not_outlive_its_reason(age: timedelta, tone: Tone) -> None:
    status = status_of(key(READ_ONLY), in_this_session=True, now=NOW + age)

    assert status.tone is tone
    assert (status.word == "Read-only when last checked") is (tone is Tone.QUIET)


def test_only_an_unknown_key_is_called_deleted() -> None:
    refused = replace(past(NOT_ACCEPTED), problem_id=ProblemId.WRONG_SECRET)
    status = status_of(replace(key(), history=(refused,)), in_this_session=True, now=NOW)

    assert status.word == "Not accepted"


words = st.lists(st.sampled_from(VerdictWord), max_size=6)


@given(words, st.booleans())
def test_green_only_when_proven_in_this_session(
    history: list[VerdictWord], in_this_session: bool
) -> None:
    status = status_of(key(*history), in_this_session=in_this_session, now=NOW)

    proven = in_this_session and history[:1] == [READ_ONLY]
    assert (status.tone is Tone.GOOD) is proven


@given(words)
def test_a_known_danger_does_not_fade_while_nobody_answers(history: list[VerdictWord]) -> None:
    known = next((word for word in history if word is not NOT_CHECKED), None)

    status = status_of(key(*history), in_this_session=True, now=NOW)

    assert (status.tone is Tone.BAD) is (known is CAN_DO_MORE)


@pytest.mark.parametrize("proof", [CAN_DO_MORE, READ_ONLY, NOT_ACCEPTED])
def test_months_without_an_answer_do_not_push_the_last_proof_out(proof: VerdictWord) -> None:
    found = key(proof)
    for _ in range(3 * HISTORY_LIMIT):
        found = found.with_check(past(NOT_CHECKED))
        assert len(found.history) <= HISTORY_LIMIT

    assert found.last_proof is not None
    assert found.last_proof.verdict is proof
    # A newer proof takes its place, and the checks are in their order again.
    newer = found.with_check(past(READ_ONLY))
    assert newer.last_proof == past(READ_ONLY)
    assert len(newer.history) == HISTORY_LIMIT


@pytest.mark.parametrize(
    ("switched_on", "words"),
    [
        ((TRADING,), "Can trade"),
        (("enableWithdrawals",), "Can withdraw"),
        ((TRADING, "enableWithdrawals"), "Can withdraw"),
        (("enableFutures",), "Can do more"),
        (("enableNewThing",), "Can do more"),
    ],
)
def test_the_worst_is_named_first(switched_on: tuple[str, ...], words: str) -> None:
    assert can_do(switched_on) == words


def test_fields_in_words() -> None:
    assert named_fields((TRADING, "enableNewThing")) == "Spot & margin trading, enableNewThing"
    assert named_fields(MUST_BE_REPORTED_OFF).count(",") == len(MUST_BE_REPORTED_OFF) - 1
    assert all(label(field) != field for field in MUST_BE_REPORTED_OFF)
