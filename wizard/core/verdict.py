"""The verdict rule: what the evidence means. The only place that can make a CheckedKey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from wizard.core.credentials import Credentials, Fingerprint
from wizard.core.evidence import Evidence, Finding, Refused, TestOrder, Unanswered
from wizard.core.permissions import TRADING, Permissions
from wizard.core.problems import Problem, ProblemId
from wizard.core.venue import Grade, grade_of
from wizard.core.venue_words import spoken
from wizard.core.wording import tr

FRESH = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """The key can read and do nothing else."""

    evidence: Evidence
    grade: Grade


@dataclass(frozen=True, slots=True)
class CanDoMore:
    """The key can do more than read; `switched_on` names every field that must be off."""

    evidence: Evidence
    switched_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """The exchange does not accept the credentials."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Nothing could be proven, neither good nor bad.

    `until` is the aware UTC time before which there is no sense in asking again.
    """

    problem: Problem
    until: datetime | None = None


Verdict = ReadOnly | CanDoMore | NotAccepted | NotChecked


def judge(finding: Finding, expected_created_ms: int | None = None) -> Verdict:
    """The verdict on what was found. Source: documentation and recorded answers, autumn 2026.

    `expected_created_ms` is the key's createTime at its first check, milliseconds since the
    epoch: an answer with another one is about another key, and proves nothing.
    """
    match finding:
        case Refused(problem):
            return NotAccepted(problem)
        case Unanswered(problem, until):
            return NotChecked(problem, until)
        case Evidence(permissions=seen):
            if seen is None:
                return _judge_by_order(finding)
            if expected_created_ms not in {None, seen.created_ms}:
                return NotChecked(Problem(ProblemId.ANOTHER_KEY_ANSWERED))
            return _judge_report(finding, seen)
        case _:
            assert_never(finding)


def _judge_by_order(evidence: Evidence) -> Verdict:
    """Nothing was reported, so the test order is the only witness."""
    match evidence.test_order:
        case TestOrder.ACCEPTED:
            return CanDoMore(evidence, (TRADING,))
        case TestOrder.REFUSED if grade_of(evidence.venue) is Grade.TRADING_ONLY:
            return ReadOnly(evidence, Grade.TRADING_ONLY)
        case TestOrder.SILENT if evidence.wait is not None:
            return NotChecked(evidence.wait.problem, evidence.wait.until)
        case TestOrder.REFUSED | TestOrder.SILENT | TestOrder.OFF:
            because = tr("{venue} does not report what a key may do.")
            values = {"because": because.format(venue=spoken(evidence.venue)) + " "}
            return NotChecked(Problem(ProblemId.TRADING_UNPROVEN, values=values))
        case _:
            assert_never(evidence.test_order)


def _judge_report(evidence: Evidence, permissions: Permissions) -> Verdict:
    switched_on = permissions.switched_on
    if evidence.test_order is TestOrder.ACCEPTED and TRADING not in switched_on:
        # The flag says off, yet an order passed the permission gate: the order is believed.
        switched_on = (TRADING, *switched_on)
    if switched_on:
        return CanDoMore(evidence, switched_on)
    if not permissions.reading:
        return NotAccepted(Problem(ProblemId.READING_OFF))
    return ReadOnly(evidence, grade_of(evidence.venue))


class NotProvenError(RuntimeError):
    """Somebody tried to save a key without fresh proof about those very credentials."""


class CheckedKey:
    """Proof in hand: what `vault.commit` takes. Only `prove` can make one."""

    __slots__ = ("evidence", "grade", "record_id")

    evidence: Evidence
    grade: Grade
    record_id: str

    def __init__(self) -> None:
        raise NotProvenError("A checked key comes from wizard.core.verdict.prove alone.")


def prove(
    record_id: str,
    credentials: Credentials,
    verdict: ReadOnly,
    *,
    now: datetime,
    boxes_seen: bool = False,
) -> CheckedKey:
    """Bind a read-only verdict to the pending key it is about.

    `now` is an aware UTC time. `boxes_seen`: the person looked at the boxes that the venue does
    not report. Raises NotProvenError when the evidence is older than 60 s, from the future,
    about other credentials, or does not carry the verdict, or when that look is missing.
    """
    if verdict.grade is not Grade.FULL and not boxes_seen:
        raise NotProvenError("Nobody looked at the boxes that the venue does not report.")
    age = now - verdict.evidence.checked_at
    if not timedelta(0) <= age <= FRESH:
        raise NotProvenError("The proof is not fresh any more; check again.")
    if verdict.evidence.subject != Fingerprint.of(credentials):
        raise NotProvenError("The proof is about other credentials.")
    if judge(verdict.evidence) != verdict:
        raise NotProvenError("The evidence does not carry this verdict.")
    checked = object.__new__(CheckedKey)
    checked.record_id = record_id
    checked.evidence = verdict.evidence
    checked.grade = verdict.grade
    return checked
