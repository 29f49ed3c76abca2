"""How much a host looks like the exchange's, to a person who reads in a hurry."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto

_NAME = "binance"
# A word of its own that is one letter away.
_OTHER_WORDS = frozenset({"finance"})
# What stands between a name and a country's ending, as in .co.uk.
_HALF_ENDINGS = frozenset({"co", "com", "net", "org", "ac", "gov", "edu"})
_HOLE = "?"
_MOST_HOLES = 3
# Signs that look like a letter, in small print; what Unicode takes apart by itself is left out.
_LOOKS_LIKE = str.maketrans(
    {"1": "i", "l": "i", "|": "i", "!": "i", "0": "o", "3": "e", "4": "a", "5": "s", "8": "b"}
    | {"6": "b", "@": "a", "$": "s", "9": "g"}
    | {"і": "i", "ı": "i", "ι": "i", "ӏ": "i", "ɩ": "i", "ɪ": "i", "ł": "i", "ǀ": "i"}
    | {"о": "o", "ο": "o", "օ": "o", "ø": "o", "а": "a", "α": "a", "ɑ": "a", "ᴀ": "a"}
    | {"е": "e", "є": "e", "ҽ": "e", "ε": "e", "ᴇ": "e", "с": "c", "ϲ": "c", "ᴄ": "c", "ƈ": "c"}
    | {"ո": "n", "п": "n", "η": "n", "ռ": "n", "ɴ": "n", "ŋ": "n", "ɲ": "n", "ƞ": "n"}
    | {"ь": "b", "в": "b", "ƅ": "b", "ɓ": "b", "ʙ": "b", "ß": "b", "β": "b", "ъ": "b"}
    | {"ѕ": "s", "υ": "u", "ս": "u", "м": "m", "т": "t", "ѵ": "v", "ν": "v", "ԝ": "w"}
)
_DOTS = str.maketrans(dict.fromkeys("。．｡․·", "."))


class Likeness(Enum):
    """Where in a host the exchange's name stands, if it does. The host is not the exchange's."""

    NONE = auto()
    OTHER_ENDING = auto()  # binance.example
    IN_FRONT = auto()  # binance.com.login.example
    WITHIN = auto()  # my-binance.example
    NEARLY = auto()  # blnance.com


def likeness(host: str) -> Likeness:
    """How `host`, which is not one of the exchange's, looks like it."""
    labels = [label for label in plain_letters(host).split(".") if label]
    if _NAME in labels:
        after = labels[len(labels) - labels[::-1].index(_NAME) :]
        is_ending = len(after) == 1 or (len(after) == 2 and after[0] in _HALF_ENDINGS)  # noqa: PLR2004
        return Likeness.OTHER_ENDING if is_ending else Likeness.IN_FRONT
    # Of a name in foreign letters, its plain ones are written in front.
    plain = [part[4:].rpartition("-")[0] for part in host.lower().split(".") if part[:4] == "xn--"]
    seen = [_seen(label) for label in (*labels, *plain)]
    if any(_NAME in part for part in labels):
        return Likeness.WITHIN
    if any(_looks_like(part) for part in seen):
        return Likeness.NEARLY
    return Likeness.NONE


def plain_letters(host: str) -> str:
    """`host` in small letters without accents, other dots as dots, `xn--` as what it stands for."""
    labels = [_decoded(label) for label in host.translate(_DOTS).split(".")]
    taken_apart = unicodedata.normalize("NFKD", ".".join(labels)).casefold()
    return "".join(c for c in taken_apart if not unicodedata.combining(c)).translate(_DOTS)


def _decoded(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label[4:]


def _seen(label: str) -> str:
    """As a hurried eye reads it; a hole where a letter is of no alphabet that it knows."""
    joined = label.replace("vv", "w").translate(_LOOKS_LIKE)
    return "".join(c if c.isascii() else _HOLE for c in joined)


def _looks_like(label: str) -> bool:
    parts = [label.replace("-", ""), *re.split(r"[-_]", label)]
    return any(_NAME in part or _is_nearly(part) for part in parts)


def _is_nearly(part: str) -> bool:
    """Whether one letter more, less, other, or two in each other's place make the name."""
    if part in _OTHER_WORDS or part.count(_HOLE) > _MOST_HOLES:
        return False
    return any(_fits(part, name) for name in _neighbours())


def _fits(part: str, name: str) -> bool:
    return len(part) == len(name) and all(
        _HOLE in (a, b) or a == b for a, b in zip(part, name, strict=True)
    )


def _neighbours() -> list[str]:
    """All that is one slip of the finger away; a hole stands for any letter."""
    places = range(len(_NAME))
    other = [_NAME[:n] + _HOLE + _NAME[n + 1 :] for n in places]
    less = [_NAME[:n] + _NAME[n + 1 :] for n in places]
    more = [_NAME[:n] + _HOLE + _NAME[n:] for n in range(len(_NAME) + 1)]
    turned = [_NAME[:n] + _NAME[n + 1] + _NAME[n] + _NAME[n + 2 :] for n in places[:-1]]
    return [_NAME, *other, *less, *more, *turned]
