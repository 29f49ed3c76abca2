"""Texts that are certainly something else: addresses, codes, recovery words."""

from __future__ import annotations

import re

from wizard.core.paste_cleaning import Cleaned
from wizard.core.problems import Problem, ProblemId

# Longer texts are neither; the patterns below need not be quick on them.
_LONGEST = 300
_EMAIL = re.compile(r"[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+\.[a-z0-9.-]+")
_CODE = re.compile(r"[0-9]{3}[ -]?[0-9]{3}")
_ADDRESS = re.compile(r"(?:https?://|(?=www\.))([^\s/:?#@]*)\S*")
# Without its beginning, only one that looks like the exchange's is surely meant as an address.
_BARE_HOST = re.compile(r"((?:[^\s/:?#@.=]+\.)+[a-z]{2,10})(?:[/:?#].*)?")
_ENDINGS = frozenset(
    {"com", "net", "org", "info", "biz", "app", "site", "online", "vip", "pro", "top", "xyz"}
    | {"vision", "finance", "exchange", "support", "live", "shop", "club", "dev"}
)
# The exchange's own, as far as known on 2026-11-22; its sites in single countries are more.
_OWN = (
    "binance.com",
    "binance.us",
    "binance.vision",
    "binance.info",
    "binance.org",
    "binance.tr",
    "binance.th",
    "binance.bh",
    "binance.charity",
)
_COUNTRY = 2  # letters of a country's ending
_NAME = "binance"
# Signs that look like a letter, in small print.
_LOOKS_LIKE = str.maketrans(
    {"1": "i", "l": "i", "|": "i", "!": "i", "0": "o", "і": "i", "ι": "i", "а": "a", "α": "a"}
    | {"е": "e", "ε": "e", "с": "c", "ϲ": "c", "ո": "n", "п": "n", "η": "n", "ь": "b", "в": "b"}
)
_LONGEST_SHOWN = 40
_NUMBERING = re.compile(r"[0-9]{1,2}[.):]?")
_WORD = re.compile(r"[a-z]{3,8}")
_FEWEST_WORDS, _MOST_WORDS = 12, 24  # BIP 39


def certainly_else(page: Cleaned) -> Problem | None:
    """The problem with a text that is as a whole no key and never becomes one, if it is."""
    text = page.folded.strip()
    if _CODE.fullmatch(text):
        return Problem(ProblemId.PASTE_CODE)
    if _are_recovery_words(page.text):
        return Problem(ProblemId.PASTE_RECOVERY_WORDS)
    if len(text) > _LONGEST or any(c.isspace() for c in text):
        return None
    if _EMAIL.fullmatch(text):
        return Problem(ProblemId.PASTE_EMAIL)
    host = _host_in(text)
    return None if host is None else _about(host)


def _host_in(text: str) -> str | None:
    if address := _ADDRESS.fullmatch(text):
        return address[1]
    bare = _BARE_HOST.fullmatch(text)
    if bare is None:
        return None
    ending = bare[1].rpartition(".")[2]
    is_address = ending in _ENDINGS or len(ending) == _COUNTRY
    return bare[1] if is_address and (_is_own(bare[1]) or _looks_like_own(bare[1])) else None


def _about(host: str) -> Problem:
    if _is_own(host) or not _looks_like_own(host):
        return Problem(ProblemId.PASTE_ADDRESS)
    shown = "".join(c if c.isprintable() else "?" for c in host[:_LONGEST_SHOWN])
    return Problem(ProblemId.PASTE_FALSE_ADDRESS, values={"host": shown})


def _is_own(host: str) -> bool:
    return any(host == own or host.endswith("." + own) for own in _OWN)


def _looks_like_own(host: str) -> bool:
    return any(
        _NAME in part or _is_nearly(part.removeprefix("xn--"))
        for part in re.split(r"[.-]", host.replace("vv", "w").translate(_LOOKS_LIKE))
    )


def _is_nearly(part: str) -> bool:
    """Whether one letter more, less, other, or two in each other's place make the name."""
    if abs(len(part) - len(_NAME)) > 1:
        return False
    ahead = next((n for n, (a, b) in enumerate(zip(part, _NAME, strict=False)) if a != b), 0)
    rest, name = part[ahead:], _NAME[ahead:]
    return (
        rest[1:] in {name, name[1:]}
        or rest == name[1:]
        or (rest[:2] == name[1::-1] and rest[2:] == name[2:])
    )


def _are_recovery_words(text: str) -> bool:
    words = [word for word in text.lower().split() if not _NUMBERING.fullmatch(word)]
    return _FEWEST_WORDS <= len(words) <= _MOST_WORDS and all(map(_WORD.fullmatch, words))
