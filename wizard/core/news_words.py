"""The sentences of the news: how keys can fare in a round of verifying, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import takewhile
from typing import assert_never

from wizard.core.grade_words import less_proven
from wizard.core.saved_key import HISTORY_LIMIT, PastCheck, SavedKey, VerdictWord
from wizard.core.status import GRAVEST_FIRST, Power, Tone, power_of
from wizard.core.time_words import clock_time
from wizard.core.venue import Grade
from wizard.core.venue_words import spoken
from wizard.core.wording import tr

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

    def filled(self, text: str) -> str:
        """`text` with what it may say of them: their number, the first one's name, their site."""
        return text.format(count=self.count, name=self.keys[0].name, exchange=self._exchange())

    def _exchange(self) -> str:
        if len({key.venue for key in self.keys}) > 1:
            return tr("The exchange")
        return spoken(self.keys[0].venue)


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
    count = keys.count
    text = by_grade(
        keys.keys,
        full=tr(
            "{count} keys are no longer read-only. {powers}.",
            "",
            count,
            one="{count} key is no longer read-only. {powers}.",
        ),
        weaker=tr(
            "{count} keys can trade now. {powers}.",
            "",
            count,
            one="{count} key can trade now. {powers}.",
        ),
        both=tr(
            "{count} keys can do more than read now. {powers}.",
            "",
            count,
            one="{count} key can do more than read now. {powers}.",
        ),
    )
    return text.format(count=count, powers=_powers(keys))


def _grown(keys: Alike) -> str:
    text = tr(
        "{count} keys can do even more than before. {powers}.",
        "",
        keys.count,
        one="{count} key can do even more than before. {powers}.",
    )
    return text.format(count=keys.count, powers=_powers(keys))


def _still(keys: Alike) -> str:
    count = keys.count
    text = by_grade(
        keys.keys,
        full=tr(
            "{count} keys are still not read-only. {powers}.",
            "",
            count,
            one="{count} key is still not read-only. {powers}.",
        ),
        weaker=tr(
            "{count} keys still can trade. {powers}.",
            "",
            count,
            one="{count} key still can trade. {powers}.",
        ),
        both=tr(
            "{count} keys still can do more than read. {powers}.",
            "",
            count,
            one="{count} key still can do more than read. {powers}.",
        ),
    )
    return text.format(count=count, powers=_powers(keys))


def by_grade(keys: Sequence[SavedKey], *, full: str, weaker: str, both: str) -> str:
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
            can = _power(power_of(proof.switched_on)).format(name=key.name)
            if start is not None:
                when = clock_time(start, keys.now)
                can = tr("{key_can} (noticed {when})").format(key_can=can, when=when)
            words.append(can)
    more = keys.count - _NAMED
    if more > 0:
        words.append(tr("and {count} more", "", more).format(count=more))
    return "; ".join(words)


def _power(power: Power) -> str:
    match power:
        case Power.WITHDRAW:
            return tr("“{name}” can withdraw")
        case Power.TRADE:
            return tr("“{name}” can trade")
        case Power.MORE:
            return tr("“{name}” can do more")
        case _:
            assert_never(power)


def _gone(keys: Alike) -> str:
    if keys.is_all:
        text = tr("{exchange} no longer knows any of your {count} keys.", "", keys.count)
    elif keys.count == 1:
        text = tr("{exchange} no longer knows “{name}”.")
    else:
        text = tr("{exchange} no longer knows {count} of your keys.", "", keys.count)
    return keys.filled(text)


def _gone_more(keys: Alike) -> str:
    return tr(
        "Exchanges do that at times: on 3 July 2018 Binance deleted every key there was. "
        "Nothing is lost but the keys: create new ones, from step 1.",
        "",
        keys.count,
        one="Exchanges do that at times: on 3 July 2018 Binance deleted every key there was. "
        "Nothing is lost but the key: create a new one, from step 1.",
    )


def _refused(keys: Alike) -> str:
    if keys.count == 1:
        return keys.filled(tr("{exchange} does not accept “{name}” any more."))
    return keys.filled(tr("{exchange} does not accept {count} keys any more.", "", keys.count))


def _refused_more(keys: Alike) -> str:
    return tr(
        "Choose one of them below to see why, and what to do.",
        "",
        keys.count,
        one="Choose it below to see why, and what to do.",
    )


def _loosened(keys: Alike) -> str:
    count = keys.count
    if _is_full(keys.keys):
        one = tr("“{name}” has lost its IP restriction, and can still only read.")
        several = tr(
            "{count} keys have lost their IP restriction, and can still only read.", "", count
        )
    else:
        one = tr("“{name}” has lost its IP restriction, and still cannot trade.")
        several = tr(
            "{count} keys have lost their IP restriction, and still cannot trade.", "", count
        )
    return keys.filled(one if count == 1 else several)


def _silent(keys: Alike) -> str:
    count = keys.count
    if keys.is_all:
        text = tr(
            "None of your {count} keys could be checked; nothing is known to have changed.",
            "",
            count,
        )
    elif count == 1:
        text = tr("“{name}” could not be checked; nothing is known to have changed.")
    else:
        text = tr("{count} keys could not be checked; nothing is known to have changed.", "", count)
    return keys.filled(text)


def _recovered(keys: Alike) -> str:
    count = keys.count
    if _is_full(keys.keys):
        one = tr("“{name}” is read-only again.")
        several = tr("{count} keys are read-only again.", "", count)
    else:
        # “Cannot trade again” would read as: never again.
        one = tr("It is proven again that “{name}” cannot trade.")
        several = tr("It is proven again that {count} keys cannot trade.", "", count)
    return keys.filled(one if count == 1 else several)


def _fine(keys: Alike) -> str:
    """No more than the weakest of the proofs."""
    count = keys.count
    if _is_full(keys.keys):
        one = tr("“{name}” is read-only.")
        several = tr("{count} keys are read-only.", "", count)
        every = tr("All {count} keys are read-only.", "", count)
    else:
        one = tr("“{name}” cannot trade.")
        several = tr("{count} keys cannot trade.", "", count)
        every = tr("{count} keys verified: none of them can trade.", "", count)
    if keys.is_all:
        return keys.filled(every)
    return keys.filled(one if count == 1 else several)


def _is_full(keys: Sequence[SavedKey]) -> bool:
    return all(key.grade is Grade.FULL for key in keys)


def _proven_more(keys: Alike) -> str:
    return less_proven(keys.keys)


@dataclass(frozen=True, slots=True)
class _Words:
    tone: Tone
    sentence: Callable[[Alike], str]
    more: Callable[[Alike], str] = lambda _: ""


class Fate(Enum):
    """How a key can fare, the worst first."""

    ESCAPED = _Words(Tone.BAD, _escaped)
    GROWN = _Words(Tone.BAD, _grown)
    STILL = _Words(Tone.BAD, _still)
    GONE = _Words(Tone.WARN, _gone, _gone_more)
    REFUSED = _Words(Tone.WARN, _refused, _refused_more)
    LOOSENED = _Words(Tone.WARN, _loosened, _proven_more)
    SILENT = _Words(Tone.QUIET, _silent)
    RECOVERED = _Words(Tone.GOOD, _recovered, _proven_more)
    FINE = _Words(Tone.GOOD, _fine, _proven_more)
