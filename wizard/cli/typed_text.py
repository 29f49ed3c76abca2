"""What was typed at a terminal as text: letter for letter, or not at all.

A letter that is only guessed would let other letters open the vault.
"""

from __future__ import annotations

import codecs

from wizard.core.problems import Problem, ProblemError, ProblemId


def decoded(untrusted: bytes, encoding: str) -> str:
    """The text, in the terminal's encoding. Raises ProblemError: TYPED_UNREADABLE.

    Bytes that are UTF-8, though the terminal is set to something else, are refused, too: each
    accent would become two other letters here, but not in the window.
    """
    try:
        text = untrusted.decode(encoding)
    except UnicodeDecodeError:
        raise _unreadable(f"not {encoding}") from None
    if not untrusted.isascii() and not _is_utf_8(encoding) and _reads_as_utf_8(untrusted):
        raise _unreadable(f"UTF-8, not {encoding}")
    return whole(text)


def whole(text: str) -> str:
    """The same text, its surrogate pairs joined (a console of Windows gives halves).

    Raises ProblemError: TYPED_UNREADABLE, where a half is alone or a NUL is in it.
    """
    try:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        raise _unreadable("half a character") from None
    if "\0" in text:
        raise _unreadable("NUL")
    return text


def _is_utf_8(encoding: str) -> bool:
    return codecs.lookup(encoding).name == "utf-8"


def _reads_as_utf_8(untrusted: bytes) -> bool:
    try:
        untrusted.decode()
    except UnicodeDecodeError:
        return False
    return True


def _unreadable(why: str) -> ProblemError:
    return ProblemError(Problem(ProblemId.TYPED_UNREADABLE, why))
