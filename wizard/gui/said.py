"""Finds English words on a screen that speaks another language. For the tour and its tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wizard.core.wording import dictionary
from wizard.gui.catalogue import Catalogue

_BLANK = re.compile(r"\{[^{}]*\}|<[^<>]*>")


def is_said(words: str, shown: str) -> bool:
    """Whether `shown` holds the English `words`, or what stands for them in the language spoken.

    In another language a whole message counts, since nobody can tell which part of it says them.
    """
    spoken = dictionary()
    if words in shown:
        return True
    if not isinstance(spoken, Catalogue):
        return False
    if any(_is_in(text, shown) for text in _translations(words, spoken)):
        return True
    # “Reading: on” is made of two messages.
    label, colon, value = words.partition(": ")
    return bool(colon) and is_said(label, shown) and is_said(value, shown)


def _translations(words: str, spoken: Catalogue) -> Iterator[str]:
    for text, forms in spoken.forms():
        if words in text:
            yield from forms


def _is_in(translation: str, shown: str) -> bool:
    """Whether `shown` has all that stands between the blanks, one after the other."""
    place = 0
    for part in _BLANK.split(translation):
        place = shown.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True
