"""How many of the others fared how, after the worst of the news."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from wizard.core.news_words import Fate, by_grade
from wizard.core.saved_key import SavedKey
from wizard.core.wording import tr


def counted(fate: Fate, keys: Sequence[SavedKey]) -> str:
    """How many keys fared so, for the end of a sentence: "2 read-only"."""
    return _words(fate, keys, len(keys)).format(count=len(keys))


def _words(fate: Fate, keys: Sequence[SavedKey], count: int) -> str:
    match fate:
        case Fate.ESCAPED | Fate.GROWN | Fate.STILL:
            return _in_danger(fate, keys, count)
        case Fate.GONE:
            return tr("{count} deleted at the exchange", "", count)
        case Fate.REFUSED:
            return tr("{count} not accepted", "", count)
        case Fate.LOOSENED:
            return tr("{count} without the IP restriction of before", "", count)
        case Fate.SILENT:
            return tr("{count} could not be checked", "", count)
        case Fate.RECOVERED | Fate.FINE:
            return _safe(fate, keys, count)
        case _:
            assert_never(fate)


def _safe(fate: Fate, keys: Sequence[SavedKey], count: int) -> str:
    if fate is Fate.RECOVERED:
        full = tr("{count} read-only again", "", count)
        weaker = tr("{count} proven again to be unable to trade", "", count)
    else:
        full = tr("{count} read-only", "", count)
        weaker = tr("{count} unable to trade", "", count)
    return by_grade(keys, full=full, weaker=weaker, both=weaker)


def _in_danger(fate: Fate, keys: Sequence[SavedKey], count: int) -> str:
    if fate is Fate.GROWN:
        return tr("{count} can do even more than before", "", count)
    if fate is Fate.STILL:
        return by_grade(
            keys,
            full=tr("{count} still not read-only", "", count),
            weaker=tr("{count} still able to trade", "", count),
            both=tr("{count} still able to do more than read", "", count),
        )
    return by_grade(
        keys,
        full=tr("{count} no longer read-only", "", count),
        weaker=tr("{count} able to trade now", "", count),
        both=tr("{count} able to do more than read now", "", count),
    )
