"""The one way from an English text of ours to the language of the person who reads it.

Texts stay in English in the code and are looked up when they are shown. `pyside6-lupdate` finds
them by the names `tr` and `QT_TR_NOOP`, and only with a literal right behind; so never an f-string
and never a name in there, but whole sentences with blanks: `tr("“{name}” is saved.").format(…)`.

The window sets a language (`wizard/gui/languages.py`); nobody else does. So the command line stays
English, on purpose: scripts and those who help rely on its words. Reports for support, logs and
messages of exceptions stay English in the window, too (`in_english`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Protocol

ENGLISH: Final = "en"
"""The language of the sources."""


class Dictionary(Protocol):
    """The words of one language."""

    def find(
        self, text: str, comment: str = "", count: int | None = None, context: str = ""
    ) -> str | None:
        """The translation, with its blanks; None when there is none.

        `comment` tells two uses of one English text apart; `count` chooses the form for a number.
        """


class _Spoken:
    """What the whole process speaks: every thread shows its words in the same window."""

    language: str = ENGLISH
    dictionary: Dictionary | None = None


_for_support: ContextVar[bool] = ContextVar("for_support", default=False)


def speak(language: str, dictionary: Dictionary | None) -> None:
    """From now on `tr` gives the words of `language` ("es"); None for the English ones."""
    _Spoken.language, _Spoken.dictionary = language, dictionary


def language() -> str:
    """The code of the language that is spoken now: "en", "es"."""
    return ENGLISH if _for_support.get() else _Spoken.language


def dictionary() -> Dictionary | None:
    """The words that are spoken now; None for the English ones."""
    return None if _for_support.get() else _Spoken.dictionary


@contextmanager
def in_english() -> Iterator[None]:
    """Within it `tr` gives English, in this thread: for what goes to support."""
    token = _for_support.set(True)
    try:
        yield
    finally:
        _for_support.reset(token)


def tr(text: str, comment: str = "", count: int | None = None, /, *, one: str = "") -> str:
    """`text` in the language that is spoken now, with its blanks unfilled.

    `comment` tells translators which of two meanings is meant; "" when there is one.
    With `count` the text is the English plural, and `one` is said for 1; translations have as many
    forms as their language: `tr("{count} keys", "", n, one="{count} key").format(count=n)`.
    """
    spoken = _Spoken.dictionary
    if spoken is not None and not _for_support.get():
        found = spoken.find(text, comment, count)
        if found is not None:
            return found
    return one if count == 1 and one else text


def QT_TR_NOOP(text: str, comment: str = "", /) -> str:  # noqa: N802, ARG001 (lupdate knows this name)
    """Marks a text of a table for translation, and gives it back; whoever shows it calls `tr`."""
    return text
