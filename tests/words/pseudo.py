"""A language that nobody speaks, made from the texts of a `.ts` file: ⟦Ţèxţ··⟧.

Every piece of our words stands between marks; what is filled into a blank stands outside of them.
So whatever is left on a screen without the marks never came to a translator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.words.lupdate import Message
from wizard.gui.catalogue import Catalogue

CODE = "zu"  # one of those that have two plural forms, like English; nobody translates it here
_OPEN, _CLOSE = "⟦", "⟧"
_KEPT = re.compile(r"(\{\{|\}\}|\{[^{}]*\}|<[^<>]*>|%n|\(\*[^()]*\))")
_LETTERS = str.maketrans("AEIOUaeiouNCnc", "ÀËÎÕÛàëîõûÑÇñç")
_LONGER_BY = 0.4
_MARKED = re.compile(f"{_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE}")
_LETTER = re.compile(r"[^\W\d_]")


def disguised(text: str) -> str:
    """`text` in the pseudo-language: strange letters, two fifths longer, between marks."""
    parts = _KEPT.split(text)
    return "".join(part if place % 2 else _piece(part) for place, part in enumerate(parts))


def _piece(text: str) -> str:
    words = text.strip()
    if not _LETTER.search(words):
        return text
    longer = words.translate(_LETTERS) + "·" * round(len(words) * _LONGER_BY)
    return text.replace(words, f"{_OPEN}{longer}{_CLOSE}", 1)


def catalogue(messages: Iterable[Message]) -> Catalogue:
    """Only what a translator has been given is in it."""
    made = Catalogue(CODE)
    for message in messages:
        forms = (disguised(message.source),) * (2 if message.counts else 1)
        made.add(message.context, message.source, message.comment, forms)
    return made


def unmarked(text: str, allowed: re.Pattern[str]) -> str:
    """The words of `text` that are in no marks, and not `allowed`; "" when all is well."""
    rest = _MARKED.sub(" ", re.sub(r"<[^<>]*>|&\w+;", " ", text))
    rest = allowed.sub(" ", rest)
    return " ".join(rest.split()) if _LETTER.search(rest) else ""
