"""Finds the texts of 64 letters and digits, whole or broken into pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from wizard.core.paste_notes import Note

LENGTH = 64
_RUN = re.compile(r"[A-Za-z0-9]+")
# What may stand between two pieces: blanks, the hyphen of a group, the “>” of a quoted mail.
_JOINT = frozenset(" \t\n\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029->")
# Two or three pieces of this size cannot all be words; anything else must be groups of one size
# that fill a line or stand alone, or a word beside a cut key would make it whole.
_NO_WORD = 8
_FEW = 3
# Buttons beside the values, in the site's languages. They end a broken value.
_BUTTONS = frozenset(
    {"copy", "copied", "copiar", "copier", "kopieren", "kopiuj", "copia", "kopyala", "hide"}
    | {"show", "edit", "delete", "save", "key", "api", "secret", "label", "name"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """One text of 64 letters and digits at `start` to `end`; `notes`: how it was put together."""

    start: int
    end: int
    value: str = field(repr=False)
    notes: frozenset[Note] = frozenset()


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    text: str = field(repr=False)
    breaks_line: bool = False
    """Whether a line ended before it."""


def whole_tokens_in(plain: str) -> tuple[Token, ...]:
    """Runs of exactly 64 letters and digits; one of 128 is two that were pasted end to end."""
    found = []
    for match in _RUN.finditer(plain):
        start, end = match.span()
        if end - start in {LENGTH, 2 * LENGTH}:
            found += [
                Token(place, place + LENGTH, plain[place : place + LENGTH])
                for place in range(start, end, LENGTH)
            ]
    return tuple(found)


def broken_tokens_in(plain: str, taken: Iterable[tuple[int, int]]) -> tuple[Token, ...]:
    """Texts of 64 in pieces, with nothing but blanks between them, outside the places `taken`.

    A piece is looked at a few times only, however long the text is.
    """
    found: list[Token] = []
    for segment in _segments(plain, taken):
        found += _made_up_of(segment, 1) or _in_lines_of(segment)
    return tuple(found)


def _segments(plain: str, taken: Iterable[tuple[int, int]]) -> Iterator[list[_Piece]]:
    covered = bytearray(len(plain))
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    segment: list[_Piece] = []
    last = 0
    for match in _RUN.finditer(plain):
        start, end = match.span()
        between = plain[last:start]
        joins = all(c in _JOINT or c.isspace() for c in between)
        if segment and not joins:
            yield segment
            segment = []
        last = end
        if any(covered[start:end]) or match.group().lower() in _BUTTONS:
            if segment:
                yield segment
            segment = []
        else:
            segment.append(_Piece(start, end, match.group(), "\n" in between))
    if segment:
        yield segment


def _large_pieces(segment: list[_Piece]) -> list[Token]:
    found: list[Token] = []
    first = 0
    while first < len(segment):
        pieces = _filling(segment, first, _FEW)
        if pieces is not None and are_one_text([piece.text for piece in pieces]):
            found.append(_joined(pieces))
            first += len(pieces)
        else:
            first += 1
    return found


def are_one_text(pieces: Sequence[str]) -> bool:
    """Whether these look like one text in pieces, and not like words."""
    sizes = [len(piece) for piece in pieces]
    return len(sizes) == 1 or _are_large(sizes) or _are_equal(sizes)


def _are_large(sizes: Sequence[int]) -> bool:
    return len(sizes) <= _FEW and min(sizes) >= _NO_WORD


def _are_equal(sizes: Sequence[int]) -> bool:
    """Groups of one size, and perhaps a rest."""
    return (
        len(sizes) > _FEW and all(size == sizes[0] for size in sizes[:-1]) and sizes[-1] <= sizes[0]
    )


def _in_lines_of(segment: list[_Piece]) -> list[Token]:
    """Lines that are small groups and nothing else; in the others, values in a few large pieces.

    Large pieces may be two halves of different values, side by side in one line.
    """
    found: list[Token] = []
    others: list[_Piece] = []
    for line in _lines(segment):
        whole = _made_up_of(line, _FEW + 1)
        if whole:
            found += _large_pieces(others) + whole
            others = []
        else:
            others += line
    return found + _large_pieces(others)


def _made_up_of(pieces: list[_Piece], least: int) -> list[Token]:
    """The values that these are and nothing else, each of `least` pieces or more."""
    if sum(len(piece.text) for piece in pieces) not in {LENGTH, 2 * LENGTH}:
        return []
    found: list[Token] = []
    first = 0
    while first < len(pieces):
        filling = _filling(pieces, first)
        if filling is None or len(filling) < least:
            return []
        if not are_one_text([piece.text for piece in filling]):
            return []
        found.append(_joined(filling))
        first += len(filling)
    return found


def _lines(segment: list[_Piece]) -> Iterator[list[_Piece]]:
    starts = [0, *(n for n, piece in enumerate(segment) if n and piece.breaks_line), len(segment)]
    return (segment[start:end] for start, end in pairwise(starts))


def _filling(segment: list[_Piece], first: int, most: int = LENGTH) -> list[_Piece] | None:
    """The pieces from `first` on, `most` of them or less, that have 64 characters together."""
    length = 0
    for place in range(first, min(first + most, len(segment))):
        length += len(segment[place].text)
        if length == LENGTH:
            return segment[first : place + 1]
        if length > LENGTH:
            return None
    return None


def _joined(pieces: list[_Piece]) -> Token:
    inside = pieces[1:]
    notes = {Note.LINE_ENDS if piece.breaks_line else Note.SPACES for piece in inside}
    value = "".join(piece.text for piece in pieces)
    return Token(pieces[0].start, pieces[-1].end, value, frozenset(notes))
