"""Where the verdict rule ends: the last second, another key's answer, what nobody may alter."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.core.answers import CREATED_MS, body
from wizard.core.credentials import Fingerprint, HmacCredentials
from wizard.core.evidence import Evidence, TestOrder, Unanswered
from wizard.core.pause import Pause
from wizard.core.permissions import Permissions, Unreadable, read_permissions
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import Grade, VenueId
from wizard.core.verdict import (
    CanDoMore,
    CheckedKey,
    NotAccepted,
    NotChecked,
    NotProvenError,
    ReadOnly,
    judge,
    prove,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PAIR = HmacCredentials("k" * 64, Secret("s" * 64))
PROBLEM = Problem(ProblemId.NO_NETWORK)


def evidence(answer: bytes, test_order: TestOrder = TestOrder.REFUSED) -> Evidence:
    seen = read_permissions(answer)
    assert isinstance(seen, Permissions)
    return Evidence(Fingerprint.of(PAIR), VenueId.BINANCE_COM, seen, test_order, NOW, 12)


READ_ONLY = ReadOnly(evidence(body()), Grade.FULL)


def test_a_proof_counts_for_sixty_seconds_and_not_one_moment_longer() -> None:
    last = NOW + timedelta(seconds=60)
    assert prove("id", PAIR, READ_ONLY, now=NOW).record_id == "id"
    assert prove("id", PAIR, READ_ONLY, now=last).record_id == "id"
    for moment in (NOW - timedelta(microseconds=1), last + timedelta(microseconds=1)):
        with pytest.raises(
            NotProvenError, match=r"The proof is not fresh any more; check again\.$"
        ):
            prove("id", PAIR, READ_ONLY, now=moment)


def test_who_refuses_to_save_says_why_in_a_sentence() -> None:
    other = HmacCredentials("k" * 64, Secret("t" * 64))
    with pytest.raises(NotProvenError, match=r"^The proof is about other credentials\.$"):
        prove("id", other, READ_ONLY, now=NOW)
    not_carried = replace(READ_ONLY, evidence=evidence(body(enableMargin=True)))
    with pytest.raises(NotProvenError, match=r"^The evidence does not carry this verdict\.$"):
        prove("id", PAIR, not_carried, now=NOW)
    with pytest.raises(
        NotProvenError, match=r"^Nobody looked at the boxes that the venue does not report\.$"
    ):
        prove("id", PAIR, replace(READ_ONLY, grade=Grade.TRADING_ONLY), now=NOW)
    with pytest.raises(
        NotProvenError, match=r"^A checked key comes from wizard\.core\.verdict\.prove alone\.$"
    ):
        CheckedKey()


@pytest.mark.parametrize("changes", [{}, {"enableMargin": True}, {"enableReading": False}])
def test_an_answer_about_another_key_proves_nothing_good_and_nothing_bad(
    changes: dict[str, bool],
) -> None:
    found = evidence(body(**changes))
    assert judge(found, CREATED_MS) == judge(found)
    for other in (CREATED_MS + 1, CREATED_MS - 1, 0):
        verdict = judge(found, other)
        assert verdict == NotChecked(Problem(ProblemId.ANOTHER_KEY_ANSWERED))


def test_when_to_ask_again_is_part_of_the_verdict() -> None:
    assert judge(Unanswered(PROBLEM, NOW)) == NotChecked(PROBLEM, NOW)
    assert judge(Unanswered(PROBLEM)) == NotChecked(PROBLEM, None)


def test_trading_is_named_once_and_first_when_an_order_passes() -> None:
    more = evidence(body(enableMargin=True), TestOrder.ACCEPTED)
    assert judge(more) == CanDoMore(more, ("enableSpotAndMarginTrading", "enableMargin"))
    both = evidence(body(enableSpotAndMarginTrading=True), TestOrder.ACCEPTED)
    assert judge(both) == CanDoMore(both, ("enableSpotAndMarginTrading",))


@pytest.mark.parametrize(
    ("outcome", "field"),
    [
        (READ_ONLY, "grade"),
        (CanDoMore(evidence(body()), ("x",)), "switched_on"),
        (NotAccepted(PROBLEM), "problem"),
        (NotChecked(PROBLEM), "problem"),
        (Permissions({}, 1), "flags"),
        (Unreadable("because"), "reason"),
        (Pause(ProblemId.BANNED, NOW), "until"),
    ],
    ids=lambda part: type(part).__name__,
)
def test_an_outcome_stays_as_it_is_and_carries_nothing_more(outcome: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(outcome, field, None)
    assert not hasattr(outcome, "__dict__")


def test_a_checked_key_carries_nothing_more() -> None:
    checked = prove("id", PAIR, READ_ONLY, now=NOW)
    assert not hasattr(checked, "__dict__")
    assert (checked.evidence, checked.grade) == (READ_ONLY.evidence, Grade.FULL)


def test_what_was_reported_cannot_be_changed_afterwards() -> None:
    seen = read_permissions(body())
    assert isinstance(seen, Permissions)
    with pytest.raises(TypeError):
        seen.flags["enableMargin"] = True  # type: ignore[index]


def test_a_pause_instead_of_the_only_witness_is_what_is_said() -> None:
    wait = Unanswered(Problem(ProblemId.TOO_MANY_REQUESTS), NOW + timedelta(minutes=1))
    about = replace(evidence(body()), venue=VenueId.BINANCE_US, permissions=None)
    silent = replace(about, test_order=TestOrder.SILENT, wait=wait)

    assert judge(silent) == NotChecked(wait.problem, wait.until)
    unproven = judge(replace(silent, wait=None))
    assert isinstance(unproven, NotChecked)
    assert unproven.problem.id is ProblemId.TRADING_UNPROVEN
    assert unproven.until is None
    # A witness that spoke is believed, whatever else was said.
    refused = replace(about, test_order=TestOrder.REFUSED, wait=wait)
    assert judge(refused) == ReadOnly(refused, Grade.TRADING_ONLY)
    passed = replace(about, test_order=TestOrder.ACCEPTED, wait=wait)
    assert judge(passed) == CanDoMore(passed, ("enableSpotAndMarginTrading",))


def test_a_pause_does_not_hide_what_was_reported() -> None:
    wait = Unanswered(Problem(ProblemId.BANNED), NOW + timedelta(minutes=1))
    reported = replace(evidence(body(), TestOrder.SILENT), wait=wait)
    assert judge(reported) == ReadOnly(reported, Grade.FULL)
