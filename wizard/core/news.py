"""What a round of verifying found, as one sentence for the top of the screen: the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wizard.core.history import switched_between
from wizard.core.news_counts import counted
from wizard.core.news_words import Alike, Fate
from wizard.core.permissions import IP_RESTRICTED
from wizard.core.saved_key import PastCheck, SavedKey, VerdictWord
from wizard.core.status import GONE, Power, Tone, power_of
from wizard.core.wording import tr

_GRAVEST = tuple(Power)


class Rechecked(Protocol):
    """A key after it was verified, and what was known of it until then."""

    @property
    def key(self) -> SavedKey:
        """The key, with the new check at the head of its history."""

    @property
    def before(self) -> PastCheck | None:
        """The newest check before that found out something about the key."""


@dataclass(frozen=True, slots=True)
class News:
    """`sentence` is the worst that was found, `more` explains it and counts the rest.

    `record_id` is the key to show first; None when there is nothing to look at.
    """

    tone: Tone
    sentence: str
    more: str
    record_id: str | None


def news_of(checked: Sequence[Rechecked], now: datetime, *, left_out: int = 0) -> News | None:
    """The news of one round of verifying; None when there was nothing to verify.

    `now` is an aware time. `left_out` keys were not verified, because the round was stopped.
    """
    if not checked:
        stopped = News(Tone.QUIET, tr("Stopped before a key was verified."), "", None)
        return stopped if left_out else None
    fates = [(fate_of(one.key, one.before), one.key) for one in checked]
    alike = {fate: tuple(key for its, key in fates if its is fate) for fate in Fate}
    worst, *others = (fate for fate in Fate if alike[fate])
    keys = tuple(sorted(alike[worst], key=_danger))
    found = Alike(keys, not left_out and not others and len(keys) > 1, now)
    counts = [counted(other, alike[other]) for other in others]
    if left_out:
        counts.append(tr("{count} not verified", "", left_out).format(count=left_out))
    rest = tr("The others: {counts}.").format(counts=", ".join(counts)) if counts else ""
    words = worst.value
    more = " ".join(part for part in (words.more(found), rest) if part)
    shown = None if words.tone is Tone.GOOD else keys[0].record_id
    return News(words.tone, words.sentence(found), more, shown)


def fate_of(key: SavedKey, before: PastCheck | None) -> Fate:
    """How a key fared in its newest check, against what was known `before` it."""
    past, proof = key.last_check, key.last_proof
    if proof is not None and proof.verdict is VerdictWord.CAN_DO_MORE:
        # Also when there was no answer now: a known danger does not fade.
        return _fate_in_danger(before, proof)
    if past is None or past.verdict is VerdictWord.NOT_CHECKED:
        return Fate.SILENT
    if past.verdict is VerdictWord.NOT_ACCEPTED:
        return Fate.GONE if past.problem_id in GONE else Fate.REFUSED
    changes = switched_between(before, past)
    if any(change.field == IP_RESTRICTED and not change.on for change in changes):
        return Fate.LOOSENED
    was_fine = before is None or before.verdict is VerdictWord.READ_ONLY
    return Fate.FINE if was_fine else Fate.RECOVERED


def _fate_in_danger(before: PastCheck | None, proof: PastCheck) -> Fate:
    if before is None or before.verdict is not VerdictWord.CAN_DO_MORE:
        return Fate.ESCAPED
    return Fate.GROWN if set(proof.switched_on) - set(before.switched_on) else Fate.STILL


def _danger(key: SavedKey) -> int:
    proof = key.last_proof
    return _GRAVEST.index(power_of(proof.switched_on)) if proof else len(_GRAVEST)
