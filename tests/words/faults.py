"""What is wrong with a translation, said so that a translator can mend it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tests.words.lupdate import Message

_BLANK = re.compile(r"(?<!\{)\{[^{}]*\}(?!\})|%n|<[^<>]*>|\(\*[^()]*\)")
_WRONG_MARKS = re.compile(r"\*\*|[\"'`]")
_WORD = re.compile(r"[A-Za-z]{4,}")


def faults(found: Sequence[Message], translated: Sequence[Message]) -> Iterator[str]:
    """Of a file with the messages `translated`, while `found` are in the sources."""
    there = {message.key: message for message in translated}
    for message in found:
        mine = there.get(message.key)
        if mine is None:
            yield f"not in the file yet: {_told(message)}"
        elif not mine.is_finished or not all(mine.forms) or not mine.forms:
            yield f"not translated yet: {_told(message)}"
        else:
            yield from _in_words(mine)
    for key in there.keys() - {message.key for message in found}:
        yield f"not said any more: {_told(there[key])}"


def _in_words(message: Message) -> Iterator[str]:
    wanted = _blanks(message.source)
    for place, form in enumerate(message.forms):
        got = _blanks(form)
        # The form for one may say “a” or “one” in place of the number.
        may_lack = Counter(["{count}"]) if message.counts and place == 0 else Counter[str]()
        if got - wanted or (wanted - got) - may_lack:
            yield f"other blanks than in English: {_told(message)} → {form}"
        if _edges(form) != _edges(message.source):
            yield f"spaces at the edges: {_told(message)} → {form!r}"
        if form.count("“") != form.count("”"):
            yield f"quotation marks that do not close: {_told(message)} → {form}"
        if _has_new(_WRONG_MARKS, message.source, form):
            yield f"marks that the English has not: {_told(message)} → {form}"
        if form == message.source and len(_WORD.findall(_NAMES.sub("", form))) > _SAME_WORDS:
            yield f"still English: {_told(message)}"


_NAMES = re.compile(r"\{[^{}]*\}|Read-Only Key Wizard|Binance")
_SAME_WORDS = 1  # “Exchange: {0}” is good Spanish


def _has_new(marks: re.Pattern[str], source: str, form: str) -> bool:
    return bool(set(marks.findall(form)) - set(marks.findall(source)))


def _blanks(text: str) -> Counter[str]:
    return Counter(_BLANK.findall(text))


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def _told(message: Message) -> str:
    return f"[{message.context}] {message.source}"
