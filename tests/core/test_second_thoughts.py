"""A refusal means something else for a key that worked before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.checked_keys import NOW, read_only, saved_key
from wizard.core.permissions import IP_RESTRICTED
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import PastCheck
from wizard.core.second_thoughts import in_the_light_of
from wizard.core.verdict import NotAccepted, NotChecked


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
