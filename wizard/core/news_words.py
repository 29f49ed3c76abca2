"""The sentences of the news: how keys can fare in a round of verifying, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import takewhile

from wizard.core.grade_words import NOT_PROVEN_OFF
from wizard.core.saved_key import HISTORY_LIMIT, PastCheck, SavedKey, VerdictWord
from wizard.core.status import GRAVEST_FIRST, Tone, can_do
from wizard.core.time_words import clock_time
from wizard.core.venue import Grade
from wizard.core.venue_words import SPOKEN

_NAMED = 2


@dataclass(frozen=True, slots=True)
class Alike:
    """Keys that fared alike in a round; `is_all`: so did every key of the vault."""

    keys: tuple[SavedKey, ...]
    is_all: bool
    now: datetime

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.keys)

    @property
    def who(self) -> str:
        """The one by its name, several by their number."""
        return f"“{self.keys[0].name}”" if self.count == 1 else f"{self.count} keys"

    def verb(self, one: str, several: str) -> str:
        """The form that fits their number."""
        return one if self.count == 1 else several


def noticed_at(key: SavedKey) -> datetime | None:
    """When the gravest thing that the key can do was first noticed, with no better check since.

    None when it can do nothing, or when that was before the oldest check that is still known.
    """
    proofs = [past for past in key.history if past.verdict is not VerdictWord.NOT_CHECKED]
    newest = proofs[0].switched_on if proofs else ()
    gravest = next((field for field in GRAVEST_FIRST if field in newest), None)

    def could(past: PastCheck) -> bool:
        if past.verdict is not VerdictWord.CAN_DO_MORE:
            return False
        return gravest is None or gravest in past.switched_on

    run = list(takewhile(could, proofs))
    if not run or (len(run) == len(proofs) and len(key.history) >= HISTORY_LIMIT):
        return None
    return run[-1].checked_at


def _escaped(keys: Alike) -> str:
    fares = _by_grade(
        keys.keys,
        full=keys.verb("is no longer read-only", "are no longer read-only"),
        weaker="can trade now",
        both="can do more than read now",
    )
    return f"{keys.count} {keys.verb('key', 'keys')} {fares}. {_powers(keys)}."


def _grown(keys: Alike) -> str:
    return f"{keys.count} {keys.verb('key', 'keys')} can do even more than before. {_powers(keys)}."


def _still(keys: Alike) -> str:
    fares = _by_grade(
        keys.keys,
        full=keys.verb("is still not read-only", "are still not read-only"),
        weaker="still can trade",
        both="still can do more than read",
    )
    return f"{keys.count} {keys.verb('key', 'keys')} {fares}. {_powers(keys)}."


def _by_grade(keys: Sequence[SavedKey], *, full: str, weaker: str, both: str) -> str:
    """What can be said of all of them: of the weaker grade nobody knew that it is read-only."""
    grades = {key.grade for key in keys}
    if grades == {Grade.FULL}:
        return full
    return both if Grade.FULL in grades else weaker


def _powers(keys: Alike) -> str:
    words = []
    for key in keys.keys[:_NAMED]:
        proof, start = key.last_proof, noticed_at(key)
        if proof is not None:
            when = "" if start is None else f" (noticed {clock_time(start, keys.now)})"
            words.append(f"“{key.name}” {can_do(proof.switched_on).lower()}{when}")
    more = [f"and {keys.count - _NAMED} more"] if keys.count > _NAMED else []
    return "; ".join((*words, *more))


def _gone(keys: Alike) -> str:
    if keys.is_all:
        return f"{_exchange(keys)} no longer knows any of your {keys.count} keys."
    which = keys.verb(keys.who, f"{keys.count} of your keys")
    return f"{_exchange(keys)} no longer knows {which}."


def _gone_more(keys: Alike) -> str:
    return (
        "Exchanges do that at times: on 3 July 2018 Binance deleted every key there was. "
        f"Nothing is lost but {keys.verb('the key', 'the keys')}: "
        f"create {keys.verb('a new one', 'new ones')}, from step 1."
    )


def _refused(keys: Alike) -> str:
    return f"{_exchange(keys)} does not accept {keys.who} any more."


def _refused_more(keys: Alike) -> str:
    return f"Choose {keys.verb('it', 'one of them')} below to see why, and what to do."


def _loosened(keys: Alike) -> str:
    lost = keys.verb("has lost its", "have lost their")
    still = "can still only read" if _is_full(keys.keys) else "still cannot trade"
    return f"{keys.who} {lost} IP restriction, and {still}."


def _silent(keys: Alike) -> str:
    who = f"None of your {keys.count} keys could" if keys.is_all else f"{keys.who} could not"
    return f"{who} be checked; nothing is known to have changed."


def _recovered(keys: Alike) -> str:
    if not _is_full(keys.keys):
        # “Cannot trade again” would read as: never again.
        return f"It is proven again that {keys.who} cannot trade."
    return f"{keys.who} {keys.verb('is', 'are')} read-only again."


def _fine(keys: Alike) -> str:
    """No more than the weakest of the proofs."""
    if _is_full(keys.keys):
        who = f"All {keys.count} keys" if keys.is_all else keys.who
        return f"{who} {keys.verb('is', 'are')} read-only."
    if keys.is_all:
        return f"{keys.count} keys verified: none of them can trade."
    return f"{keys.who} cannot trade."


def _is_full(keys: Sequence[SavedKey]) -> bool:
    return all(key.grade is Grade.FULL for key in keys)


def _proven_more(keys: Alike) -> str:
    weaker = [key for key in keys.keys if key.grade is not Grade.FULL]
    if not weaker:
        return ""
    if len(weaker) == keys.count:
        return NOT_PROVEN_OFF
    are = "is" if len(weaker) == 1 else "are"
    return f"{len(weaker)} of them {are} proven less far. {NOT_PROVEN_OFF}"


def _exchange(keys: Alike) -> str:
    if len({key.venue for key in keys.keys}) > 1:
        return "The exchange"
    return SPOKEN[keys.keys[0].venue]


@dataclass(frozen=True, slots=True)
class _Words:
    """`counted` follows a number. `weaker` and `both` take its place where some of the counted
    keys are of the weaker grade, or of both.
    """

    tone: Tone
    sentence: Callable[[Alike], str]
    counted: str
    more: Callable[[Alike], str] = lambda _: ""
    weaker: str = ""
    both: str = ""


class Fate(Enum):
    """How a key can fare, the worst first."""

    ESCAPED = _Words(
        Tone.BAD,
        _escaped,
        "no longer read-only",
        weaker="able to trade now",
        both="able to do more than read now",
    )
    GROWN = _Words(Tone.BAD, _grown, "can do even more than before")
    STILL = _Words(
        Tone.BAD,
        _still,
        "still not read-only",
        weaker="still able to trade",
        both="still able to do more than read",
    )
    GONE = _Words(Tone.WARN, _gone, "deleted at the exchange", _gone_more)
    REFUSED = _Words(Tone.WARN, _refused, "not accepted", _refused_more)
    LOOSENED = _Words(Tone.WARN, _loosened, "without the IP restriction of before")
    SILENT = _Words(Tone.QUIET, _silent, "could not be checked")
    RECOVERED = _Words(
        Tone.GOOD,
        _recovered,
        "read-only again",
        _proven_more,
        weaker="proven again to be unable to trade",
        both="proven again to be unable to trade",
    )
    FINE = _Words(
        Tone.GOOD,
        _fine,
        "read-only",
        _proven_more,
        weaker="unable to trade",
        both="unable to trade",
    )


def counted(fate: Fate, keys: Sequence[SavedKey]) -> str:
    """How many keys fared so, for the end of a sentence: "2 read-only"."""
    words = fate.value
    weaker, both = words.weaker or words.counted, words.both or words.counted
    return f"{len(keys)} {_by_grade(keys, full=words.counted, weaker=weaker, both=both)}"
