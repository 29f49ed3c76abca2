"""What a text gives away beside the values: what was around them, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wizard.core.paste_cleaning import Cleaned
from wizard.core.paste_labels import Label
from wizard.core.paste_languages import ENGLISH
from wizard.core.paste_notes import Note
from wizard.core.paste_tokens import Token
from wizard.core.private_key import Block

_QUOTES = frozenset("\"'`“”„‘’‚«»‹›「」『』")
# What a browser's translation leaves in a page that is copied with its marks.
_TRANSLATOR = ("vertical-align: inherit", "translate.goog", "translated-ltr", "translated-rtl")
# Binance's test sites and its site in the USA; exchange-facts 6, autumn 2026.
_SITES = (
    (Note.LOOKS_LIKE_TESTNET, re.compile(r"testnet|demo[.-](?:api\.)?binance|binance[_ .-]demo")),
    (Note.LOOKS_LIKE_BINANCE_US, re.compile(r"binance[_ .]?us(?![a-z])")),
    (Note.LOOKS_LIKE_BINANCE_COM, re.compile(r"(?<!demo\.)binance\.com(?![a-z])")),
)
_OTHERS = re.compile(r"(?<![a-z])(kraken|coinbase|bybit|okx|okex|kucoin|bitget|bitfinex|gate\.io)")
_PROPER = {"okx": "OKX", "okex": "OKX", "kucoin": "KuCoin", "gate.io": "Gate.io"}
_FORMS = (
    ("Coinbase", re.compile(r"organizations/[0-9a-f-]{8,40}/apikeys/")),
    ("OKX", re.compile(r"(?<![0-9a-f-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f-])")),
    ("Kraken", re.compile(r"(?<![a-z0-9+/])[a-z0-9+/]{86}==")),
)


def hints_in(
    rest: Cleaned, blocks: Sequence[Block], labels: Sequence[Label], tokens: Sequence[Token]
) -> tuple[Note, ...]:
    """All notes about a text, in the order of `Note`."""
    notes = set(rest.notes).union(*(token.notes for token in tokens))
    if blocks or tokens:
        notes |= _around(rest.text, labels, tokens)
    if any(label.is_mistaken for label in labels) or any(t in rest.folded for t in _TRANSLATOR):
        notes.add(Note.TRANSLATED)
    elif any(label.language != ENGLISH for label in labels):
        notes.add(Note.OTHER_LANGUAGE)
    notes |= {note for note, site in _SITES if site.search(rest.folded)}
    if _OTHERS.search(rest.folded) and "binance" not in rest.folded:
        notes.add(Note.LOOKS_LIKE_OTHER_EXCHANGE)
    return tuple(note for note in Note if note in notes)


def other_exchange(folded_text: str) -> str | None:
    """The name of another exchange whose key this seems to be; None when nothing says so."""
    by_form = next((name for name, form in _FORMS if form.search(folded_text)), None)
    named = _OTHERS.search(folded_text)
    if named is not None:
        return _PROPER.get(named[1], named[1].capitalize())
    return by_form


def _around(text: str, labels: Sequence[Label], tokens: Sequence[Token]) -> set[Note]:
    """What had to be taken away around the values."""
    pieces: list[str] = []
    last = 0
    for token in tokens:
        pieces.append(text[last : token.start])
        last = token.end
    pieces.append(text[last:])
    outside = "".join(pieces)
    left = {c for c in outside if not c.isspace()}
    notes = set()
    if labels or left - _QUOTES:
        notes.add(Note.AROUND)
    elif left:
        notes.add(Note.QUOTES)
    elif " " in outside.strip("\n") and len(tokens) == 1:
        notes.add(Note.SPACES)
    return notes
