"""The rules for a piece of text: its signs, its sentences, the buttons that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

_ROOT = Path(__file__).resolve().parents[2]
_LONGEST = {"en": 18}
_LONGEST_ELSEWHERE = 22  # other languages need more words for the same
# Every host that a text may name; `.example` is reserved and belongs to nobody.
HOSTS = {
    *("binance.com", "www.binance.com", "accounts.binance.com", "Binance.com"),
    *("binance.us", "www.binance.us", "Binance.US", "127.0.0.1"),
    *("binance.com.login.example", "binance.us.login.example", "login.example"),
}
_HOST = re.compile(r"\b\w[\w-]*(?:\.\w[\w-]*)+")
_END = re.compile(r"(?<=[.?!:])[”*)`]*\s+|\n\n|\n- ")
_BUTTON = re.compile(r"\b(?:[Pp]ress|[Pp]ulsa|[Pp]ulsar) \*\*([^*]+)\*\*")
_LITERAL = re.compile(r'\btr\(\s*"((?:[^"\\]|\\.)*)"')


def sentences_of(text: str) -> list[str]:
    """The sentences of a Markdown text, without its headings."""
    lines = (line for line in text.split("\n") if not line.startswith("#"))
    parts = (part.strip().removeprefix("- ") for part in _END.split("\n".join(lines)))
    return [part for part in parts if part]


def too_long(text: str, language: str) -> Iterator[str]:
    """A fault for each sentence that a child would lose the thread in."""
    most = _LONGEST.get(language, _LONGEST_ELSEWHERE)
    for sentence in sentences_of(text):
        count = len(sentence.split())
        if count > most:
            yield f"this sentence has {count} words, and {most} are enough: {sentence}"


def unwell(text: str) -> Iterator[str]:
    """Faults of writing that need no understanding."""
    rules = [
        (re.search(r"[\"']", text), "quotation marks are “ ” and ’."),
        ("](" in text, "pages are opened by buttons alone: take the link out."),
        (re.search(r"<\w", text), "HTML is not shown: take it out."),
        (text.count("“") != text.count("”"), "a quotation mark “ or ” is missing."),
        (text.count("**") % 2, "a bold text has ** on one side only."),
        (text.count("`") % 2, "an address has ` on one side only."),
        ("  " in text or re.search(r"[ \t]$", text, re.MULTILINE), "there are spaces too many."),
        ("e.g." in text or "i.e." in text, "write “for example” and “that is”."),
    ]
    for is_broken, sentence in rules:
        if is_broken:
            yield f"{sentence} It begins: {text[:40].strip()}"
    for host in sorted(set(_HOST.findall(text)) - HOSTS):
        yield f"it names {host}, which is not on the list of hosts that a text may name."


def unknown_buttons(text: str, language: str) -> Iterator[str]:
    """A fault for each button that a text tells to press, and that the window does not have."""
    for name in _BUTTON.findall(text):
        if name not in _words_of_window(language):
            yield f"it says to press {name}, and no button of the window is called that."


def in_window(words: str, language: str) -> str:
    """What the window says for these English words."""
    return _translation(language).get(words, words)


@cache
def _words_of_window(language: str) -> frozenset[str]:
    english = {
        match.replace("&", "")
        for path in (_ROOT / "wizard/gui").rglob("*.py")
        for match in _LITERAL.findall(path.read_text(encoding="utf-8"))
    }
    if language == "en":
        return frozenset(english)
    return frozenset(_translation(language).get(word, word) for word in english)


@cache
def _translation(language: str) -> dict[str, str]:
    path = _ROOT / f"resources/translations/{language}.ts"
    if not path.is_file():
        return {}
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    pairs = (
        (message.findtext("source", ""), message.findtext("translation", ""))
        for message in root.iter("message")
    )
    return {source: words for source, words in pairs if words}
