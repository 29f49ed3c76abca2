"""The verdict rule, over every combination; and that nothing but fresh proof makes a CheckedKey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.answers import BOOLEANS, NEWER_OFF, REQUIRED_OFF, body, body_without
from wizard.core.credentials import (
    Credentials,
    Ed25519Credentials,
    Fingerprint,
    HmacCredentials,
    RsaCredentials,
)
from wizard.core.evidence import Evidence, Refused, TestOrder, Unanswered
from wizard.core.permissions import Permissions, read_permissions
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import Grade, VenueId
from wizard.core.verdict import (
    FRESH,
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
KEY, SECRET = "k" * 64, "s" * 64
OURS = HmacCredentials(KEY, Secret(SECRET))


def evidence(
    answer: bytes | None = None,
    test_order: TestOrder = TestOrder.REFUSED,
    credentials: Credentials = OURS,
) -> Evidence:
    permissions = read_permissions(body() if answer is None else answer)
    assert isinstance(permissions, Permissions)
    return Evidence(
        subject=Fingerprint.of(credentials),
        venue=VenueId.PRACTICE,
        permissions=permissions,
        test_order=test_order,
        checked_at=NOW,
        answered_ms=12,
    )


def read_only(found: Evidence | None = None) -> ReadOnly:
    verdict = judge(found or evidence())
    assert isinstance(verdict, ReadOnly)
    return verdict


def every_combination() -> Iterator[tuple[dict[str, bool], TestOrder]]:
    for values in product((False, True), repeat=len(BOOLEANS)):
        for test_order in TestOrder:
            yield dict(zip(BOOLEANS, values, strict=True)), test_order


def test_every_combination_of_fields_and_test_order() -> None:
    seen = {ReadOnly: 0, CanDoMore: 0, NotAccepted: 0, NotChecked: 0}
    for flags, test_order in every_combination():
        verdict = judge(evidence(body(**flags), test_order))
        seen[type(verdict)] += 1
        on = {name for name in (*REQUIRED_OFF, *NEWER_OFF) if flags[name]}
        if test_order is TestOrder.ACCEPTED:
            on.add("enableSpotAndMarginTrading")
        if on:
            assert isinstance(verdict, CanDoMore)
            assert set(verdict.switched_on) == on
            assert len(verdict.switched_on) == len(on)
        elif not flags["enableReading"]:
            assert verdict == NotAccepted(Problem(ProblemId.READING_OFF))
        else:
            assert isinstance(verdict, ReadOnly)
            assert verdict.grade is Grade.FULL
    # Read-only: reading on, the nine off, four ways for the two harmless ones, three witnesses.
    assert seen == {ReadOnly: 12, CanDoMore: 16384 - 24, NotAccepted: 12, NotChecked: 0}


@pytest.mark.parametrize("missing", [(), NEWER_OFF[:1], NEWER_OFF[1:], NEWER_OFF])
def test_an_older_answer_without_the_newer_fields_is_enough(missing: tuple[str, ...]) -> None:
    read_only(evidence(body_without(*missing)))


@given(unknown=st.dictionaries(st.from_regex(r"can[A-Z][a-z]{1,9}", fullmatch=True), st.booleans()))
def test_unknown_permissions(unknown: dict[str, bool]) -> None:
    verdict = judge(evidence(body(**unknown)))
    on = tuple(sorted(name for name, value in unknown.items() if value))
    if on:
        assert isinstance(verdict, CanDoMore)
        assert verdict.switched_on == on
    else:
        assert isinstance(verdict, ReadOnly)


def test_an_accepted_order_is_believed_over_the_flags() -> None:
    verdict = judge(evidence(test_order=TestOrder.ACCEPTED))
    assert isinstance(verdict, CanDoMore)
    assert verdict.switched_on == ("enableSpotAndMarginTrading",)


@pytest.mark.parametrize("problem_id", [ProblemId.KEY_UNKNOWN, ProblemId.NO_NETWORK])
def test_without_evidence_there_is_no_other_verdict(problem_id: ProblemId) -> None:
    problem = Problem(problem_id)
    assert judge(Refused(problem)) == NotAccepted(problem)
    assert judge(Unanswered(problem)) == NotChecked(problem)


@given(seconds=st.floats(0, FRESH.total_seconds()))
def test_fresh_proof_makes_a_checked_key(seconds: float) -> None:
    verdict = read_only()
    checked = prove("record", OURS, verdict, now=NOW + timedelta(seconds=seconds))
    assert isinstance(checked, CheckedKey)
    assert (checked.record_id, checked.evidence, checked.grade) == (
        "record",
        verdict.evidence,
        Grade.FULL,
    )


@given(
    age=st.timedeltas(max_value=timedelta(microseconds=-1), min_value=timedelta(days=-999))
    | st.timedeltas(min_value=FRESH + timedelta(microseconds=1), max_value=timedelta(days=999))
)
def test_a_proof_that_is_old_or_from_the_future(age: timedelta) -> None:
    with pytest.raises(NotProvenError, match="fresh"):
        prove("record", OURS, read_only(), now=NOW + age)


@pytest.mark.parametrize(
    "other",
    [
        HmacCredentials(KEY[:-1] + "x", Secret(SECRET)),
        HmacCredentials(KEY, Secret(SECRET[:-1] + "x")),
        HmacCredentials(SECRET, Secret(KEY)),
        Ed25519Credentials(KEY, Secret(SECRET)),
        RsaCredentials(KEY, Secret(SECRET)),
    ],
    ids=["another key", "another secret", "swapped", "another kind", "a third kind"],
)
def test_a_proof_about_other_credentials(other: Credentials) -> None:
    with pytest.raises(NotProvenError, match="other credentials"):
        prove("record", other, read_only(), now=NOW)


@pytest.mark.parametrize(
    "found",
    [
        evidence(body(enableWithdrawals=True)),
        evidence(body(enableReading=False)),
        evidence(body(enableAlpha=True)),
        evidence(test_order=TestOrder.ACCEPTED),
    ],
    ids=["withdrawals", "no reading", "unknown", "order accepted"],
)
def test_a_verdict_that_its_evidence_does_not_carry(found: Evidence) -> None:
    with pytest.raises(NotProvenError, match="does not carry"):
        prove("record", OURS, ReadOnly(found, Grade.FULL), now=NOW)


def test_a_checked_key_cannot_be_made_by_hand() -> None:
    with pytest.raises(NotProvenError):
        CheckedKey()


def test_the_fingerprint_shows_nothing_and_knows_its_credentials() -> None:
    ours = Fingerprint.of(OURS)
    assert ours == Fingerprint.of(HmacCredentials(KEY, Secret(SECRET)))
    assert ours.digest.hex() not in repr(ours)
    assert replace(evidence()).subject == ours
