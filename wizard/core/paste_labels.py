"""Finds the names of the two values in a text: “API Key”, “Clave secreta”, `apiSecret` …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from wizard.core.paste_cleaning import folded
from wizard.core.paste_languages import ENGLISH, NAMES


class Role(Enum):
    """Which of the two values a name stands for."""

    API_KEY = "api-key"
    SECRET = "secret"  # noqa: S105 (no password)


@dataclass(frozen=True, slots=True)
class Label:
    """One name at `start` to `end` of a text. `is_mistaken`: only a machine translates so."""

    start: int
    end: int
    role: Role
    language: str
    is_mistaken: bool = False


# Names that programs use and that are too short to be looked for inside of words.
_SHORT = {
    "api": Role.API_KEY,
    "key": Role.API_KEY,
    "pubkey": Role.API_KEY,
    "privkey": Role.SECRET,
}
_SHORT_NAME = re.compile(
    r"(?<![a-z0-9])(?:key|pubkey|privkey|api(?=[\"']?\s{0,3}[:=]))(?![a-z0-9])"
)


def _table() -> Iterator[tuple[str, tuple[Role, str, bool]]]:
    for language, names in NAMES.items():
        for listed, role, is_mistaken in (
            (names.api_key, Role.API_KEY, False),
            (names.secret, Role.SECRET, False),
            (names.mistaken_api_key, Role.API_KEY, True),
            (names.mistaken_secret, Role.SECRET, True),
        ):
            for name in listed.split(","):
                if words := folded(name).split():
                    yield "".join(words), (role, language, is_mistaken)


# Languages that share a name: the first one listed counts.
_MEANING = dict(reversed(list(_table())))


def _pattern() -> re.Pattern[str]:
    names = {
        tuple(folded(name).split())
        for row in NAMES.values()
        for listed in (row.api_key, row.secret, row.mistaken_api_key, row.mistaken_secret)
        for name in listed.split(",")
        if name.strip()
    }
    longest_first = sorted(names, key=lambda words: len("".join(words)), reverse=True)
    between = r"[\s_.\-]{0,3}"
    return re.compile("|".join(between.join(map(re.escape, words)) for words in longest_first))


# A plain choice between fixed texts: nothing in it can be tried twice for one place.
_NAME = _pattern()
_BETWEEN = re.compile(r"[\s_.\-]")


def labels_in(folded_text: str) -> tuple[Label, ...]:
    """All names in a text that was folded before, from its beginning to its end."""
    found = [_label(match) for match in _NAME.finditer(folded_text)]
    taken = {place for label in found for place in range(label.start, label.end)}
    found += [
        Label(*match.span(), _SHORT[match.group()], ENGLISH)
        for match in _SHORT_NAME.finditer(folded_text)
        if match.start() not in taken
    ]
    return tuple(sorted(found, key=lambda label: label.start))


def _label(match: re.Match[str]) -> Label:
    role, language, is_mistaken = _MEANING[_BETWEEN.sub("", match.group())]
    return Label(*match.span(), role, language, is_mistaken)
