"""The words for what was changed in a pasted text."""

from __future__ import annotations

from types import MappingProxyType

from wizard.core.paste_notes import Note
from wizard.core.wording import QT_TR_NOOP, tr

_WORDS = MappingProxyType(
    {
        Note.SPACES: QT_TR_NOOP("Spaces were taken away."),
        Note.QUOTES: QT_TR_NOOP("Quotation marks were taken away."),
        Note.LINE_ENDS: QT_TR_NOOP("Lines were joined again."),
        Note.INVISIBLE: QT_TR_NOOP("Characters that cannot be seen were taken away."),
        Note.FULL_WIDTH: QT_TR_NOOP("Wide letters were made plain ones."),
        Note.AROUND: QT_TR_NOOP("The text around it was left out."),
        Note.OTHER_LANGUAGE: QT_TR_NOOP(
            "The names on that page are not English. If your browser translated it, compare "
            "both lines with the original: a translation can change single letters."
        ),
        Note.TRANSLATED: QT_TR_NOOP(
            "Your browser seems to have translated that page, and a translation can change "
            "single letters. Choose “Show original” in the browser's translation menu and copy "
            "again. Do not reload the page: the secret would be hidden for good."
        ),
        Note.LOOKS_LIKE_TESTNET: QT_TR_NOOP(
            "This seems to come from the exchange's test site. A key from there does not work "
            "on the real one."
        ),
        Note.LOOKS_LIKE_BINANCE_US: QT_TR_NOOP(
            "This seems to come from Binance.US. Its keys work there and not on Binance.com."
        ),
        Note.LOOKS_LIKE_BINANCE_COM: QT_TR_NOOP(
            "This seems to come from Binance.com. Its keys work there and not on Binance.US."
        ),
        Note.LOOKS_LIKE_OTHER_EXCHANGE: QT_TR_NOOP(
            "The text names another exchange. A key from there does not work on Binance."
        ),
    }
)


def words_for(note: Note) -> str:
    """One or two whole sentences for the person who pasted."""
    return tr(_WORDS[note])
