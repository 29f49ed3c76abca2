"""The words for what was changed in a pasted text."""

from __future__ import annotations

from types import MappingProxyType

from wizard.core.paste_notes import Note

_WORDS = MappingProxyType(
    {
        Note.SPACES: "Spaces were taken away.",
        Note.QUOTES: "Quotation marks were taken away.",
        Note.LINE_ENDS: "Lines were joined again.",
        Note.INVISIBLE: "Characters that cannot be seen were taken away.",
        Note.FULL_WIDTH: "Wide letters were made plain ones.",
        Note.AROUND: "The text around it was left out.",
        Note.OTHER_LANGUAGE: (
            "The names on that page are not English. If your browser translated it, compare "
            "both lines with the original: a translation can change single letters."
        ),
        Note.TRANSLATED: (
            "Your browser seems to have translated that page, and a translation can change "
            "single letters. Choose “Show original” in the browser's translation menu and copy "
            "again. Do not reload the page: the secret would be hidden for good."
        ),
        Note.LOOKS_LIKE_TESTNET: (
            "This seems to come from the exchange's test site. A key from there does not work "
            "on the real one."
        ),
        Note.LOOKS_LIKE_BINANCE_US: (
            "This seems to come from Binance.US. Its keys work there and not on Binance.com."
        ),
        Note.LOOKS_LIKE_BINANCE_COM: (
            "This seems to come from Binance.com. Its keys work there and not on Binance.US."
        ),
        Note.LOOKS_LIKE_OTHER_EXCHANGE: (
            "The text names another exchange. A key from there does not work on Binance."
        ),
    }
)


def words_for(note: Note) -> str:
    """One or two whole sentences for the person who pasted."""
    return _WORDS[note]
