"""The first look at a pasted text: unusual letters made plain, invisible ones taken out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from wizard.core.paste_notes import Note

FAR_TOO_LONG = 20_000  # characters; a private key of 16384-bit RSA has 12,700

# Blanks that Unicode files under letters, marks and symbols.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_SELECTORS = range(0xFE00, 0xFE10)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrt\"'/\\\n]))")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "\n": "\n"}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`folded` is `text` in small letters without accents, character for character."""

    text: str = field(repr=False)
    folded: str = field(repr=False)
    notes: frozenset[Note]


def cleaned(text: str) -> Cleaned:
    """The beginning of `text` with one kind of letters and line ends, and nothing unseen in it.

    Full-width and joined letters become plain ones. A Cyrillic or Greek letter stays what it is,
    however much it looks like a Latin one.
    """
    notes: set[Note] = set()
    begun = _unescaped(_unescaped(text[:FAR_TOO_LONG]))
    # Cut twice: one character may become eighteen.
    normal = unicodedata.normalize("NFKC", begun)[:FAR_TOO_LONG]
    if normal != begun and any(_is_letter_in_disguise(c) for c in begun):
        notes.add(Note.FULL_WIDTH)
    visible = "".join(c for c in normal if not _is_unseen(c))
    if visible != normal:
        notes.add(Note.INVISIBLE)
    plain = visible.replace("\r\n", "\n").replace("\r", "\n")
    return Cleaned(plain, folded(plain), frozenset(notes))


def folded(text: str) -> str:
    """`text` in small letters without accents; every character stays one character."""
    return "".join(map(_folded_one, text))


def _folded_one(character: str) -> str:
    if character.isascii():
        return character.lower()
    if character in "’‘ʼ`´":
        return "'"
    parts = unicodedata.normalize("NFD", character)
    # Hangul comes apart too, but not into a letter and its accents.
    base = parts[0] if parts[1:] and unicodedata.combining(parts[1]) else character
    return "i" if base == "ı" else base.lower()[0]


def _is_letter_in_disguise(character: str) -> bool:
    if character.isascii():
        return False
    plain = unicodedata.normalize("NFKC", character)
    return plain.isascii() and plain.isalnum()


def _is_unseen(character: str) -> bool:
    if character.isascii() and character.isprintable():
        return False
    if character in _BLANK or ord(character) in _SELECTORS:
        return True
    return unicodedata.category(character) in {"Cf", "Cc"} and not character.isspace()


def _unescaped(text: str) -> str:
    """Line ends, quotes and letters that are spelled out, as JSON and .env files do."""
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(escape: re.Match[str]) -> str:
    code, letter = escape.groups()
    if code is not None:
        return chr(int(code, 16))
    return _ESCAPED.get(letter, letter)
