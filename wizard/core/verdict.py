"""The verdict rule: what the evidence means. The only place that can make a CheckedKey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from wizard.core.credentials import Credentials, Fingerprint
from wizard.core.evidence import Evidence, Finding, Refused, TestOrder, Unanswered
from wizard.core.permissions import TRADING
from wizard.core.problems import Problem, ProblemId
from wizard.core.venue import Grade

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
    """Nothing could be proven, neither good nor bad."""

    problem: Problem


Verdict = ReadOnly | CanDoMore | NotAccepted | NotChecked


def judge(finding: Finding, expected_created_ms: int | None = None) -> Verdict:
    """The verdict on what was found. Source: documentation and recorded answers, autumn 2026.

    `expected_created_ms` is the key's createTime at its first check, milliseconds since the
    epoch: an answer with another one is about another key, and proves nothing.
    """
    match finding:
        case Refused(problem):
            return NotAccepted(problem)
        case Unanswered(problem):
            return NotChecked(problem)
        case Evidence(permissions=seen) if expected_created_ms not in {None, seen.created_ms}:
            return NotChecked(Problem(ProblemId.ANOTHER_KEY_ANSWERED))
        case Evidence():
            return _judge_evidence(finding)
        case _:
            assert_never(finding)


def _judge_evidence(evidence: Evidence) -> Verdict:
    switched_on = evidence.permissions.switched_on
    if evidence.test_order is TestOrder.ACCEPTED and TRADING not in switched_on:
        # The flag says off, yet an order passed the permission gate: the order is believed.
        switched_on = (TRADING, *switched_on)
    if switched_on:
        return CanDoMore(evidence, switched_on)
    if not evidence.permissions.reading:
        return NotAccepted(Problem(ProblemId.READING_OFF))
    return ReadOnly(evidence, Grade.FULL)


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
    record_id: str, credentials: Credentials, verdict: ReadOnly, *, now: datetime
) -> CheckedKey:
    """Bind a read-only verdict to the pending key it is about.

    `now` is an aware UTC time. Raises NotProvenError when the evidence is older than 60 s,
    from the future, about other credentials, or does not carry the verdict.
    """
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
