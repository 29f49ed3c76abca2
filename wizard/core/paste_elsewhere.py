"""Texts that are certainly something else: addresses, codes, recovery words."""

from __future__ import annotations

import re

from wizard.core.paste_cleaning import Cleaned
from wizard.core.problems import Problem, ProblemId
from wizard.core.web_address import OnlyLooksLikeIt, Trick, origin_of
from wizard.core.web_address_likeness import Likeness, likeness
from wizard.core.web_address_words import words_of

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
# What shows that an address is made to look like one of the exchange's, also half typed.
_LIKENESSES = frozenset(
    {Trick.FOREIGN_LETTERS, Trick.NAME_IN_FRONT, Trick.NAME_WITHIN, Trick.MISSPELLED}
    | {Trick.OTHER_ENDING, Trick.BEFORE_AT}
)
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
    return _about(text) if _is_address(text) else None


def _is_address(text: str) -> bool:
    if _ADDRESS.fullmatch(text):
        return True
    bare = _BARE_HOST.fullmatch(text)
    if bare is None:
        return False
    ending = bare[1].rpartition(".")[2]
    is_ending = ending in _ENDINGS or len(ending) == _COUNTRY
    return is_ending and (_is_own(bare[1]) or likeness(bare[1]) is not Likeness.NONE)


def _about(text: str) -> Problem:
    origin = origin_of(text)
    match origin:
        case OnlyLooksLikeIt(host, trick) if host and trick in _LIKENESSES and not _is_own(host):
            values = {"host": host, "why": words_of(origin).why}
            return Problem(ProblemId.PASTE_FALSE_ADDRESS, values=values)
        case _:
            return Problem(ProblemId.PASTE_ADDRESS)


def _is_own(host: str) -> bool:
    return any(host == own or host.endswith("." + own) for own in _OWN)


def _are_recovery_words(text: str) -> bool:
    words = [word for word in text.lower().split() if not _NUMBERING.fullmatch(word)]
    return _FEWEST_WORDS <= len(words) <= _MOST_WORDS and all(map(_WORD.fullmatch, words))
