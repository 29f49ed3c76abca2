"""What was changed in a pasted text on the way in, and what its reader should know of it."""

from __future__ import annotations

from enum import StrEnum


class Note(StrEnum):
    """One thing that was changed, or one thing to know; its words are in paste_words.py."""

    SPACES = "spaces"
    QUOTES = "quotes"
    LINE_ENDS = "line-ends"
    INVISIBLE = "invisible"
    FULL_WIDTH = "full-width"
    AROUND = "around"
    OTHER_LANGUAGE = "other-language"
    TRANSLATED = "translated"
    LOOKS_LIKE_TESTNET = "looks-like-testnet"
    LOOKS_LIKE_BINANCE_US = "looks-like-binance-us"
    LOOKS_LIKE_BINANCE_COM = "looks-like-binance-com"
    LOOKS_LIKE_OTHER_EXCHANGE = "looks-like-other-exchange"
