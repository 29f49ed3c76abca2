"""From the bytes of an answer to the verdict: never read-only when the rule says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import strategies as st

from tests.core.answers import CREATED_MS
from tests.fuzz.bent_answers import bent_answers
from tests.fuzz.oracle import Reading, reading_of
from tests.fuzz.target import Target
from wizard.core.credentials import Fingerprint, HmacCredentials
from wizard.core.evidence import Evidence, TestOrder
from wizard.core.permissions import Permissions, Unreadable, label, read_permissions
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import VenueId, grade_of
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly, judge

_NOW = datetime(2026, 11, 22, tzinfo=UTC)
_SUBJECT = Fingerprint.of(HmacCredentials("K" * 64, Secret("S" * 64)))
_TRADING = "enableSpotAndMarginTrading"
_LATEST_MS = 2**53


@dataclass(frozen=True, slots=True)
class _Case:
    body: bytes
    order: TestOrder
    venue: VenueId
    expected_created_ms: int | None


_cases = st.builds(
    _Case,
    bent_answers(),
    st.sampled_from(TestOrder),
    st.sampled_from(VenueId),
    st.sampled_from((None, None, CREATED_MS, CREATED_MS + 1, 1, 0)),
)


def _check(case: _Case) -> None:
    rule = reading_of(case.body)
    read = read_permissions(case.body)
    if isinstance(read, Unreadable):
        assert len(read.reason) < 100
        assert not (rule.is_read_only and _is_plain(case.body, rule))
        return
    assert rule.created_ms == read.created_ms
    assert rule.on == set(read.switched_on)
    assert all(name.isprintable() and label(name) for name in read.flags)
    _check_verdict(case, rule, read)


def _is_plain(body: bytes, rule: Reading) -> bool:
    """Whether nothing in it is a number or a name beyond any honest answer's."""
    return (
        rule.created_ms is not None
        and 0 <= rule.created_ms <= _LATEST_MS
        and body.isascii()
        and b"\\" not in body
        and b'""' not in body
        and b'"x' not in body
        and b"9" * 41 not in body
        and len(body) < 700
    )


def _check_verdict(case: _Case, rule: Reading, read: Permissions) -> None:
    found = Evidence(_SUBJECT, case.venue, read, case.order, _NOW, 1)
    verdict = judge(found, case.expected_created_ms)
    same_key = case.expected_created_ms in {None, rule.created_ms}
    passed = case.order is TestOrder.ACCEPTED
    match verdict:
        case ReadOnly(grade=grade):
            assert rule.is_read_only
            assert same_key
            assert not passed
            assert grade is grade_of(case.venue)
        case CanDoMore(switched_on=named):
            assert same_key
            assert set(named) == rule.on | ({_TRADING} if passed else set())
            assert len(set(named)) == len(named) > 0
        case NotAccepted(problem=problem):
            assert same_key
            assert problem.id is ProblemId.READING_OFF
            assert not rule.is_read_only
            assert not rule.on
            assert not passed
        case NotChecked(problem=problem):
            assert not same_key
            assert problem.id is ProblemId.ANOTHER_KEY_ANSWERED


VERDICTS = Target("answers to verdicts", _cases, _check)
