"""An answer means something else for a key with a past, and a known danger does not fade."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.checked_keys import (
    NOW,
    by_report,
    can_do,
    days_ago,
    not_accepted,
    not_checked,
    order_taken,
    read_only,
    saved_key,
)
from wizard.core.credentials import Fingerprint, HmacCredentials
from wizard.core.evidence import Evidence, TestOrder, Unanswered
from wizard.core.permissions import IP_RESTRICTED, TRADING, Permissions
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import PastCheck
from wizard.core.second_thoughts import in_the_light_of, took_an_order, unless_refused
from wizard.core.secret import Secret
from wizard.core.venue import Grade, VenueId
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly

PAIR = HmacCredentials("k" * 64, Secret("s" * 64))
EVIDENCE = Evidence(
    Fingerprint.of(PAIR), VenueId.BINANCE_COM, Permissions({}, 1), TestOrder.REFUSED, NOW, 40
)


def found(fate: TestOrder) -> ReadOnly:
    return ReadOnly(replace(EVIDENCE, test_order=fate), Grade.FULL)


def restricted(on: bool) -> PastCheck:
    past = read_only(NOW)
    return replace(past, permissions={**(past.permissions or {}), IP_RESTRICTED: on})


@pytest.mark.parametrize(
    ("refused", "was_restricted", "cause"),
    [
        (ProblemId.KEY_UNKNOWN, False, ProblemId.KEY_DELETED),
        (ProblemId.KEY_UNKNOWN, True, ProblemId.KEY_DELETED),
        (ProblemId.NOT_ALLOWED, True, ProblemId.ADDRESS_NOT_LISTED),
        (ProblemId.NOT_ALLOWED, False, ProblemId.NOT_ALLOWED),
        (ProblemId.KEY_NOT_LET_IN, False, ProblemId.KEY_NOT_LET_IN),
        (ProblemId.WRONG_SECRET, True, ProblemId.WRONG_SECRET),
    ],
)
def test_the_past_tells_causes_apart(
    refused: ProblemId, was_restricted: bool, cause: ProblemId
) -> None:
    key = saved_key("Tax", restricted(was_restricted))
    values = {"venue": "Binance.com", "address": "203.0.113.7", "address_seen": "Seen. "}
    found = in_the_light_of(NotAccepted(Problem(refused, "HTTP 401", values)), key)
    assert found == NotAccepted(Problem(cause, "HTTP 401", values))


def test_what_is_no_refusal_stays() -> None:
    verdict = NotChecked(Problem(ProblemId.KEY_UNKNOWN))
    assert in_the_light_of(verdict, saved_key("Tax", restricted(True))) is verdict


def test_a_key_without_a_report_is_not_said_to_be_restricted() -> None:
    verdict = NotAccepted(Problem(ProblemId.NOT_ALLOWED))
    assert in_the_light_of(verdict, saved_key("Tax")) == verdict


def test_a_report_that_does_not_speak_of_addresses_says_of_no_restriction() -> None:
    past = replace(read_only(NOW), permissions={"enableReading": True})
    verdict = NotAccepted(Problem(ProblemId.NOT_ALLOWED))
    assert in_the_light_of(verdict, saved_key("Tax", past)) == verdict


@pytest.mark.parametrize(
    ("history", "took_one"),
    [
        ((), False),
        ((read_only(),), False),
        ((by_report(),), False),
        ((can_do(TRADING),), False),
        ((order_taken(),), True),
        ((not_checked(), order_taken(days_ago(1))), True),
        ((not_accepted(), order_taken(days_ago(1))), True),
        ((by_report(), order_taken(days_ago(1))), True),
        ((can_do(TRADING), order_taken(days_ago(1))), True),
        ((read_only(), order_taken(days_ago(1))), False),
    ],
)
def test_an_accepted_order_counts_until_one_is_refused(
    history: tuple[PastCheck, ...], took_one: bool
) -> None:
    key = saved_key("Tax", *history)
    assert took_an_order(key) is took_one
    refused, unheard = found(TestOrder.REFUSED), found(TestOrder.OFF)
    assert in_the_light_of(refused, key) is refused
    assert (in_the_light_of(unheard, key) is unheard) is not took_one


@pytest.mark.parametrize("fate", [TestOrder.OFF, TestOrder.SILENT])
def test_a_report_alone_does_not_take_an_accepted_order_back(fate: TestOrder) -> None:
    verdict = in_the_light_of(found(fate), saved_key("Tax", order_taken()))
    assert isinstance(verdict, NotChecked)
    assert verdict.until is None
    assert verdict.problem.id is ProblemId.TRADING_UNPROVEN
    assert verdict.problem.means.startswith(
        "A test order was accepted before. Only a refused test order shows that trading is off"
    )


def test_a_pause_that_the_order_brought_is_told_as_the_reason() -> None:
    wait = Unanswered(Problem(ProblemId.TOO_MANY_REQUESTS), NOW)
    silent = replace(EVIDENCE, test_order=TestOrder.SILENT, wait=wait)
    verdict = unless_refused(ReadOnly(silent, Grade.FULL))
    assert verdict == NotChecked(wait.problem, NOW)


def test_what_is_not_good_needs_no_second_thought() -> None:
    more = CanDoMore(replace(EVIDENCE, test_order=TestOrder.OFF), (TRADING,))
    assert unless_refused(more) is more
