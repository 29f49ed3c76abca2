"""The rows of a live check claim no more than what came out."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from wizard.core.credentials import Fingerprint, HmacCredentials, KeyKind
from wizard.core.evidence import Evidence, PermissionsSeen, TestOrder
from wizard.core.facts import (
    FactState,
    facts_after,
    facts_before,
    facts_half_way,
    of_kind,
    unreported_row,
)
from wizard.core.permissions import MUST_BE_REPORTED_OFF, READING, TRADING, Permissions
from wizard.core.problem_words import exchange, network
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.core.verdict import NotAccepted, NotChecked, judge

Row = tuple[str, FactState]

NOT_KNOWN = ("not known", FactState.UNKNOWN)
NO = ("no", FactState.BAD)
PERHAPS = ("not for certain", FactState.UNKNOWN)
ELSE = ("yes, but not our question", FactState.UNKNOWN)
YES = ("yes", FactState.GOOD)

# What row 1 says after a check that proved nothing; for every other problem it is not known.
ANSWERS: dict[ProblemId, Row] = {
    ProblemId.NO_NETWORK: NO,
    ProblemId.ADDRESS_UNKNOWN: NO,
    ProblemId.EXCHANGE_UNREACHABLE: NO,
    ProblemId.PROXY_NEEDED: NO,
    ProblemId.PROXY_UNREACHABLE: NO,
    ProblemId.PROXY_REFUSED: NO,
    ProblemId.PROXY_LOGIN: NO,
    ProblemId.PROXY_UNREADABLE: NO,
    ProblemId.CONNECTION_BROKEN: NO,
    ProblemId.TLS_REFUSED: NO,
    ProblemId.CERTIFICATE_DATE: NO,
    ProblemId.TIMED_OUT: NO,
    ProblemId.LOGIN_PAGE: PERHAPS,
    ProblemId.ANSWER_UNREADABLE: PERHAPS,
    ProblemId.ANSWER_TOO_LARGE: PERHAPS,
    ProblemId.REDIRECTED: PERHAPS,
    ProblemId.REQUEST_MALFORMED: ELSE,
    ProblemId.CLOCK_DISPUTED: ELSE,
    ProblemId.TOO_MANY_REQUESTS: ELSE,
    ProblemId.BANNED: ELSE,
    ProblemId.MAINTENANCE: ELSE,
    ProblemId.LOCATION_REFUSED: ELSE,
    ProblemId.FIREWALL: ELSE,
    ProblemId.SERVER_TROUBLE: ELSE,
    ProblemId.UNKNOWN_ERROR: ELSE,
    ProblemId.TRADING_UNPROVEN: ELSE,
    ProblemId.CLOCK_OFF: ("this computer's clock is wrong", FactState.BAD),
    ProblemId.ANOTHER_KEY_ANSWERED: ("about another key", FactState.BAD),
}
# Refusals of the key come as NotAccepted; the person, not the network, stops a check. Without
# the person's look, or the settings, nobody is asked.
NOT_HERE = {
    ProblemId.KEY_DELETED,
    ProblemId.KEY_NOT_LET_IN,
    ProblemId.ADDRESS_NOT_LISTED,
    ProblemId.WRONG_PRIVATE_KEY,
    ProblemId.BOXES_UNCONFIRMED,
    ProblemId.KEY_SHAPE_REFUSED,
    ProblemId.KEY_UNKNOWN,
    ProblemId.NOT_ALLOWED,
    ProblemId.READING_OFF,
    ProblemId.WRONG_SECRET,
    ProblemId.SWAPPED,
    ProblemId.CANCELLED,
}


def test_the_table_has_all_that_exchange_and_network_can_do() -> None:
    assert set(ANSWERS) | NOT_HERE == {*exchange.WORDS, *network.WORDS}


@pytest.mark.parametrize("problem_id", ProblemId)
def test_a_check_that_proved_nothing(problem_id: ProblemId) -> None:
    first, *others = facts_after(NotChecked(Problem(problem_id)))

    assert (first.value, first.state) == ANSWERS.get(problem_id, NOT_KNOWN)
    assert {(row.value, row.state) for row in others} == {NOT_KNOWN}
    assert [first.label, *(row.label for row in others)] == [row.label for row in facts_before()]


@pytest.mark.parametrize(
    ("problem_id", "rows"),
    [
        (ProblemId.WRONG_SECRET, [YES, NO, NOT_KNOWN]),
        (ProblemId.SWAPPED, [YES, NO, NOT_KNOWN]),
        (ProblemId.WRONG_PRIVATE_KEY, [YES, NO, NOT_KNOWN]),
        (ProblemId.KEY_DELETED, [YES, ("not accepted", FactState.BAD), NOT_KNOWN]),
        (ProblemId.SAME_TWICE, [YES, NO, NOT_KNOWN]),
        (ProblemId.READING_OFF, [YES, YES, ("off — switch it on", FactState.BAD)]),
        (ProblemId.KEY_UNKNOWN, [YES, ("not accepted", FactState.BAD), NOT_KNOWN]),
        (ProblemId.NOT_ALLOWED, [YES, ("not accepted", FactState.BAD), NOT_KNOWN]),
        (ProblemId.PRIVATE_KEY_UNKNOWN, [NOT_KNOWN, ("not accepted", FactState.BAD), NOT_KNOWN]),
        (ProblemId.SECRET_EMPTY, [NOT_KNOWN, ("not accepted", FactState.BAD), NOT_KNOWN]),
    ],
)
def test_a_key_that_is_not_accepted(problem_id: ProblemId, rows: list[Row]) -> None:
    facts = facts_after(NotAccepted(Problem(problem_id)))

    assert [(row.value, row.state) for row in facts[:3]] == rows
    assert {(row.value, row.state) for row in facts[3:]} == {NOT_KNOWN}


def evidence(test_order: TestOrder, **on: bool) -> Evidence:
    flags = {READING: True, **dict.fromkeys(MUST_BE_REPORTED_OFF, False), **on}
    subject = Fingerprint.of(HmacCredentials("k" * 64, Secret("s" * 64)))
    permissions = Permissions(MappingProxyType(flags), 1)
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Evidence(subject, VenueId.PRACTICE, permissions, test_order, at, 80)


@pytest.mark.parametrize(
    ("test_order", "last"),
    [
        (TestOrder.REFUSED, ("refused", FactState.GOOD)),
        (TestOrder.ACCEPTED, ("ACCEPTED — it can trade", FactState.BAD)),
        (TestOrder.SILENT, ("no clear answer", FactState.UNKNOWN)),
        (TestOrder.OFF, ("not tried", FactState.UNKNOWN)),
    ],
)
def test_what_was_seen_is_in_the_rows(test_order: TestOrder, last: Row) -> None:
    facts = facts_after(judge(evidence(test_order)))

    is_proven = last[1] is not FactState.BAD
    told = facts[:-1] if is_proven else facts
    assert [row.label for row in told] == [row.label for row in facts_before()]
    assert [(row.value, row.state) for row in told[:2]] == [YES, YES]
    assert all(row.state is FactState.GOOD for row in told[:-1])
    assert (told[-1].value, told[-1].state) == last
    unreported = facts[-1] == unreported_row()
    assert unreported is is_proven, "two boxes are never part of what is proven"
    assert unreported_row().state is FactState.UNKNOWN


def test_what_belongs_to_an_api_key_has_its_own_name() -> None:
    facts = facts_after(judge(evidence(TestOrder.REFUSED)))
    assert of_kind(facts, KeyKind.HMAC) == facts
    for kind in (KeyKind.ED25519, KeyKind.RSA):
        named = of_kind(facts, kind)
        assert named[1].label == "API key and private key belong together"
        assert [*named[:1], *named[2:]] == [*facts[:1], *facts[2:]]


def test_what_is_switched_on_is_named() -> None:
    found = evidence(
        TestOrder.REFUSED, **{TRADING: True, "enableFutures": True, "enableTelepathy": True}
    )
    rows = {row.label: row for row in facts_after(judge(found))}
    bad = [row for row in rows.values() if row.state is FactState.BAD]

    assert rows["Spot & margin trading"].value == "ON — switch it off"
    assert rows["Futures, options, margin loans"].value.endswith(": ON — switch it off")
    assert len(bad) == 3, "a permission that nobody knows has a row of its own"


def test_half_way_the_test_order_is_still_out() -> None:
    seen = PermissionsSeen(evidence(TestOrder.REFUSED, **{READING: False}).permissions, 80, 0)
    facts = facts_half_way(seen)

    assert facts[2].state is FactState.BAD
    assert facts[-1].state is FactState.WAITING
