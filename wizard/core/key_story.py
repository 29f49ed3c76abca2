"""A saved key's history as a person would tell it: what changed, with quiet stretches folded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from wizard.core.grade_words import by_report_alone, proven_adjective, proven_word
from wizard.core.history import Switched, switched_between
from wizard.core.permissions import IP_RESTRICTED, TRADING
from wizard.core.problems import Problem
from wizard.core.saved_key import HISTORY_LIMIT, PastCheck, SavedKey, VerdictWord
from wizard.core.status import Tone, named_fields
from wizard.core.time_words import clock_time
from wizard.core.venue import Grade
from wizard.core.wording import tr

_TONES = {
    VerdictWord.READ_ONLY: Tone.GOOD,
    VerdictWord.CAN_DO_MORE: Tone.BAD,
    VerdictWord.NOT_ACCEPTED: Tone.WARN,
    VerdictWord.NOT_CHECKED: Tone.QUIET,
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """One or more checks in a row that found the same.

    `changes` is what was different from before; where there is none, `words` says what was found.
    The check that first noticed something stands alone, so its time stays whatever follows.
    """

    newest: PastCheck
    checks: int
    earliest: datetime
    changes: tuple[Switched, ...]
    words: str

    @property
    def tone(self) -> Tone:
        """How it feels."""
        return _TONES[self.newest.verdict]


def story_of(key: SavedKey) -> tuple[Chapter, ...]:
    """The chapters of a key's history, newest first."""
    whole = len(key.history) < HISTORY_LIMIT
    chapters: list[Chapter] = []
    reported: PastCheck | None = None  # the newest check so far that told the permissions
    proof: PastCheck | None = None  # the newest check so far that found out something
    stands_alone = False  # the newest chapter so far
    for past in reversed(key.history):
        changes = switched_between(reported, past)
        told_anew = bool(changes) or not (chapters and _same(chapters[-1].newest, past))
        if told_anew or stands_alone:
            at_birth = whole and not chapters
            words = _words_at_birth(past, key.grade) if at_birth else _words(past, key.grade)
            chapters.append(Chapter(past, 1, past.checked_at, changes, words))
            turned = proof is not None and _is_proof(past) and not _same(proof, past)
            stands_alone = at_birth or bool(changes) or turned
        else:
            chapters[-1] = replace(chapters[-1], newest=past, checks=chapters[-1].checks + 1)
        reported = past if past.permissions is not None else reported
        proof = past if _is_proof(past) else proof
    return tuple(reversed(chapters))


def _is_proof(past: PastCheck) -> bool:
    return past.verdict is not VerdictWord.NOT_CHECKED


def _same(one: PastCheck, other: PastCheck) -> bool:
    return _found(one) == _found(other)


def _found(past: PastCheck) -> tuple[object, ...]:
    return (past.verdict, past.switched_on, past.problem_id, by_report_alone(past))


def _words_at_birth(past: PastCheck, grade: Grade) -> str:
    if past.verdict is VerdictWord.READ_ONLY and grade is Grade.TRADING_ONLY:
        return tr("Saved: a test order was refused, so it cannot trade")
    if past.verdict is not VerdictWord.READ_ONLY or past.permissions is None:
        return _words(past, grade)
    restricted = past.permissions.get(IP_RESTRICTED, False)
    if by_report_alone(past):
        if restricted:
            return tr("Saved: read-only by its report alone, only from your IP addresses")
        return tr("Saved: read-only by its report alone, no IP restriction")
    if restricted:
        return tr("Saved: proven read-only, only from your IP addresses")
    return tr("Saved: proven read-only, no IP restriction")


def _words(past: PastCheck, grade: Grade) -> str:
    match past.verdict:
        case VerdictWord.READ_ONLY if grade is Grade.FULL and by_report_alone(past):
            return tr("Read-only by its report alone")
        case VerdictWord.READ_ONLY:
            return proven_word(grade)
        case VerdictWord.CAN_DO_MORE if order_betrayed(past):
            return tr("Trading is reported as off, and yet a test order was accepted")
        case VerdictWord.CAN_DO_MORE:
            return tr("On: {permissions}").format(permissions=named_fields(past.switched_on))
        case VerdictWord.NOT_ACCEPTED:
            return tr("Not accepted. {reason}").format(reason=what_happened(past))
        case VerdictWord.NOT_CHECKED:
            return tr("No answer. {reason}").format(reason=what_happened(past))
        case _:
            assert_never(past.verdict)


def order_betrayed(past: PastCheck) -> bool:
    """Whether only the accepted test order shows that the key can trade."""
    reported = past.permissions
    return TRADING in past.switched_on and reported is not None and not reported.get(TRADING, False)


def what_happened(past: PastCheck) -> str:
    """The problem of a check in one sentence; the history does not keep what fills its blanks."""
    if past.problem_id is None:
        return tr("The reason was not noted.")
    return Problem(past.problem_id).what


def latest_report(key: SavedKey) -> PastCheck | None:
    """The newest check that told the permissions."""
    return next((past for past in key.history if past.permissions is not None), None)


def summary_of(key: SavedKey, now: datetime) -> str:
    """How often the key was verified, and when it was last proven; `now` is an aware time."""
    proofs = [past for past in key.history if past.verdict is VerdictWord.READ_ONLY]
    count = len(key.history)
    if not count:
        return tr("Never verified.")
    sentences = [_how_often(key, count, len(proofs))]
    alone = sum(by_report_alone(past) for past in proofs)
    if alone:
        sentences.append(tr("By the exchange's report alone: {times}.").format(times=_times(alone)))
    if proofs and proofs[0] is not key.last_check:
        when = clock_time(proofs[0].checked_at, now)
        sentences.append(tr("Last proven {when}.").format(when=when))
    if _tells_changes(key):
        sentences.append(tr("A change bears the time when it was noticed."))
    return " ".join(sentences)


def _how_often(key: SavedKey, count: int, good: int) -> str:
    proven = proven_adjective(key.grade)
    if count == good:
        text = tr(
            "Verified {count} times, always {proven}.", "", count, one="Verified once, {proven}."
        )
    elif count == HISTORY_LIMIT:
        text = tr("The last {count} checks: {times} {proven}.")
    else:
        text = tr(
            "Verified {count} times, {times} {proven}.",
            "",
            count,
            one="Verified once, {times} {proven}.",
        )
    return text.format(count=count, times=_times(good), proven=proven)


def _tells_changes(key: SavedKey) -> bool:
    return any(chapter.changes for chapter in story_of(key))


def _times(count: int) -> str:
    return tr("{count} times", "", count, one="once").format(count=count)
