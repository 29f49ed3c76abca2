"""What a saved key's status says: in a word, in a tone, and honestly about its age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import assert_never

from wizard.core.grade_words import proven_once_word, proven_word, unproven_remark
from wizard.core.permissions import TRADING, label
from wizard.core.problems import ProblemId
from wizard.core.saved_key import PastCheck, SavedKey, VerdictWord
from wizard.core.time_words import ago
from wizard.core.venue import Grade
from wizard.core.wording import tr

_WITHDRAWALS = "enableWithdrawals"
GRAVEST_FIRST = (_WITHDRAWALS, TRADING)
"""The permissions that `can_do` names, the gravest first."""
GONE = frozenset({ProblemId.KEY_DELETED, ProblemId.KEY_UNKNOWN})
"""Problems of a saved key that say that it was deleted; the second is what older checks noted."""

GREEN_FOR = timedelta(hours=1)
"""So long a proof counts as being of now, in either direction: a clock may be set back."""


class Tone(StrEnum):
    """How a status feels; shown by icon, word and colour together."""

    GOOD = "good"
    BAD = "bad"
    WARN = "warn"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Status:
    """A status: its tone, one word or two, and when that was true."""

    tone: Tone
    word: str
    when: str


class Power(Enum):
    """The gravest thing that a key can do and should not, the gravest first."""

    WITHDRAW = auto()
    TRADE = auto()
    MORE = auto()


def power_of(switched_on: tuple[str, ...]) -> Power:
    """That of a key with these permissions on."""
    if _WITHDRAWALS in switched_on:
        return Power.WITHDRAW
    return Power.TRADE if TRADING in switched_on else Power.MORE


def can_do(switched_on: tuple[str, ...]) -> str:
    """What a key can do that it should not, in two words."""
    match power_of(switched_on):
        case Power.WITHDRAW:
            return tr("Can withdraw")
        case Power.TRADE:
            return tr("Can trade")
        case Power.MORE:
            return tr("Can do more")


def named_fields(switched_on: tuple[str, ...]) -> str:
    """The permissions in words, joined: "Spot & margin trading, Futures"."""
    return ", ".join(label(field) for field in switched_on)


def status_of(key: SavedKey, *, in_this_session: bool, now: datetime) -> Status:
    """The status of one key. Only a check `in_this_session`, not older than that, is green."""
    past = key.last_check
    if past is None:
        return Status(Tone.QUIET, tr("Never verified"), "")
    when = ago(past.checked_at, now)
    match past.verdict:
        case VerdictWord.READ_ONLY if in_this_session and abs(now - past.checked_at) < GREEN_FOR:
            return Status(Tone.GOOD, proven_word(key.grade), when + unproven_remark(key, past))
        case VerdictWord.READ_ONLY:
            word = proven_once_word(key.grade)
            return Status(Tone.QUIET, word, when + unproven_remark(key, past))
        case VerdictWord.CAN_DO_MORE:
            return Status(Tone.BAD, can_do(past.switched_on), when)
        case VerdictWord.NOT_ACCEPTED:
            gone = past.problem_id in GONE
            word = tr("Deleted at the exchange") if gone else tr("Not accepted")
            return Status(Tone.WARN, word, when)
        case VerdictWord.NOT_CHECKED:
            return _without_answer(key.last_proof, key.grade, now)
        case _:
            assert_never(past.verdict)


def _without_answer(proof: PastCheck | None, grade: Grade, now: datetime) -> Status:
    if proof is None:
        return Status(Tone.QUIET, tr("No answer"), "")
    when = ago(proof.checked_at, now)
    match proof.verdict:
        case VerdictWord.READ_ONLY:
            if grade is Grade.FULL:
                return Status(Tone.QUIET, tr("No answer, was read-only"), when)
            return Status(Tone.QUIET, tr("No answer, could not trade before"), when)
        case VerdictWord.CAN_DO_MORE:
            # A known danger does not fade because the network was down.
            words = tr("{can_do} (no answer now)").format(can_do=can_do(proof.switched_on))
            return Status(Tone.BAD, words, when)
        case _:
            return Status(Tone.WARN, tr("No answer, was not accepted"), when)
