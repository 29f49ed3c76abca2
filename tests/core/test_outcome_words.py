"""What is said of a verdict on a pending key: true, and no more than is known."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.core.test_history import EVIDENCE
from wizard.core.evidence import TestOrder
from wizard.core.outcome_words import outcome_words
from wizard.core.permissions import TRADING
from wizard.core.problem_words import exchange, network
from wizard.core.problems import Action, Problem, ProblemId
from wizard.core.venue import Grade
from wizard.core.verdict import CanDoMore, NotChecked, ReadOnly


def test_success_says_only_what_is_proven_and_where_to_go_on() -> None:
    words = outcome_words(ReadOnly(EVIDENCE, Grade.FULL), "Tax report")
    assert words.lead.startswith("“Tax report” is proven and saved.")
    assert words.lead.endswith("Everything else that the exchange reports is off.")
    assert "Alpha" not in words.lead, "what is not proven has a row of its own"
    assert "nothing else" not in words.lead
    assert words.do.startswith("Press “Show my keys”, then “Hand over…”")
    assert (words.actions, words.main) == ((Action.OPEN_PAGE,), Action.TRY_AGAIN)


def test_a_key_that_can_do_more_is_told_which_box_to_untick() -> None:
    words = outcome_words(CanDoMore(EVIDENCE, (TRADING,)), "Tax report")
    assert words.heading == "This key can still trade"
    assert "The key does not count as saved yet. Its secret is kept here" in words.lead
    assert "Nothing was saved" not in words.lead, "its secret was"
    assert Action.START_AGAIN in words.actions, "it took an order though the box is off"


@pytest.mark.parametrize("problem_id", [*exchange.WORDS, *network.WORDS])
def test_a_problem_fits_a_pending_and_a_saved_key(problem_id: ProblemId) -> None:
    words = {**exchange.WORDS, **network.WORDS}[problem_id]
    assert not re.search(r"\b(check|verify) again\b", words.do, re.IGNORECASE)


@pytest.mark.parametrize("problem_id", network.WORDS)
def test_a_network_problem_has_a_way_to_the_connection_settings(problem_id: ProblemId) -> None:
    answered = {
        ProblemId.ANSWER_UNREADABLE,
        ProblemId.ANSWER_TOO_LARGE,
        ProblemId.REDIRECTED,
        ProblemId.LOGIN_PAGE,
        ProblemId.CERTIFICATE_DATE,
        ProblemId.CANCELLED,
    }
    words = outcome_words(NotChecked(Problem(problem_id)), "Tax report")
    assert (Action.CONNECTION_SETTINGS in words.actions) is (problem_id not in answered)


def test_where_only_time_helps_the_main_thing_is_to_check_again() -> None:
    for problem_id in (ProblemId.TOO_MANY_REQUESTS, ProblemId.TIMED_OUT, ProblemId.MAINTENANCE):
        words = outcome_words(NotChecked(Problem(problem_id)), "Tax report")
        assert words.main is Action.TRY_AGAIN
    unknown = outcome_words(NotChecked(Problem(ProblemId.KEY_UNKNOWN)), "Tax report")
    assert unknown.main is Action.PASTE_AGAIN
    clock = outcome_words(NotChecked(Problem(ProblemId.CLOCK_OFF)), "Tax report")
    assert clock.main is Action.CHECK_CLOCK


@pytest.mark.parametrize(
    ("fate", "said"),
    [
        (TestOrder.REFUSED, False),
        (TestOrder.SILENT, True),
        (TestOrder.OFF, True),
    ],
)
def test_a_proof_without_a_refused_order_says_what_it_rests_on(fate: TestOrder, said: bool) -> None:
    found = replace(EVIDENCE, test_order=fate)
    words = outcome_words(ReadOnly(found, Grade.FULL), "Tax")
    assert ("rests on that report alone" in words.lead) is said
