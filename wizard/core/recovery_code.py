"""The recovery code: 128 random bits as seven short groups, each with a check character.

Douglas Crockford's alphabet (crockford.com/base32.html, seen 2026-11): no I, L, O, U, so that a
code written by hand is read back right. Groups look like `7KQ2F`.
"""

from __future__ import annotations

import hashlib
import re
import secrets

from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret

GROUPS = 7
GROUP_LENGTH = 5

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_RANDOM_BYTES = 16
_DATA_LENGTH = GROUP_LENGTH - 1
_SUM_BITS = GROUPS * _DATA_LENGTH * 5 - 8 * _RANDOM_BYTES
_BETWEEN = re.compile(r"[\s\-‐‑‒–—_.,]+")
# x^5 + x^2 + 1 over GF(2): with weights x, x^2, x^3, x^4 no single wrong character and no two
# neighbours in each other's place fit the check character.
_POLYNOMIAL = 0b100101


def new_recovery_code() -> Secret:
    """A fresh code as it is shown, with hyphens between its groups."""
    number = int.from_bytes(secrets.token_bytes(_RANDOM_BYTES))
    return Secret(_written(number))


def in_groups(typed: str) -> str:
    """What was typed so far, in groups as a code is shown; nothing but separators is left out."""
    text = _plain(typed)
    starts = range(0, len(text), GROUP_LENGTH)
    return "-".join(text[start : start + GROUP_LENGTH] for start in starts)


def read_recovery_code(typed: str) -> Secret | Problem:
    """The code as it is shown, from what somebody typed: small letters, other separators and
    O, I, L for 0, 1, 1 are understood. A problem says which group is mistyped.
    """
    groups = _groups(_plain(typed))
    if isinstance(groups, Problem):
        return groups
    for position, group in enumerate(groups):
        if _check_character(position, group[:-1]) != group[-1]:
            return Problem(ProblemId.RECOVERY_CODE_GROUP, values={"group": str(position + 1)})
    bits = _number("".join(group[:-1] for group in groups))
    number = bits >> _SUM_BITS
    if _written(number) != "-".join(groups):
        return Problem(ProblemId.RECOVERY_CODE_SHAPE, "sum")
    return Secret("-".join(groups))


def _plain(typed: str) -> str:
    return "".join(_BETWEEN.split(typed.upper())).translate(_ALIKE)


def _groups(text: str) -> list[str] | Problem:
    strange = next((character for character in text if character not in _VALUES), None)
    if strange is not None:
        return Problem(ProblemId.RECOVERY_CODE_SHAPE, "character")
    if len(text) != GROUPS * GROUP_LENGTH:
        values = {"count": str(len(text)), "limit": str(GROUPS * GROUP_LENGTH)}
        return Problem(ProblemId.RECOVERY_CODE_LENGTH, values=values)
    return [text[start : start + GROUP_LENGTH] for start in range(0, len(text), GROUP_LENGTH)]


def _written(number: int) -> str:
    """Random bits, then as many bits of their SHA-256 as fill the last group."""
    digest = hashlib.sha256(number.to_bytes(_RANDOM_BYTES)).digest()
    bits = number << _SUM_BITS | int.from_bytes(digest[:2]) >> (16 - _SUM_BITS)
    length = GROUPS * _DATA_LENGTH
    text = "".join(_ALPHABET[bits >> 5 * (length - 1 - place) & 31] for place in range(length))
    parts = [text[start : start + _DATA_LENGTH] for start in range(0, length, _DATA_LENGTH)]
    return "-".join(part + _check_character(place, part) for place, part in enumerate(parts))


def _number(text: str) -> int:
    number = 0
    for character in text:
        number = number << 5 | _VALUES[character]
    return number


def _check_character(position: int, data: str) -> str:
    """It starts from the group's position: groups in each other's place do not fit."""
    total = position + 1
    for place, character in enumerate(data):
        total ^= _times_x(_VALUES[character], place + 1)
    return _ALPHABET[total]


def _times_x(value: int, times: int) -> int:
    for _ in range(times):
        value <<= 1
        if value & 0b100000:
            value ^= _POLYNOMIAL
    return value
