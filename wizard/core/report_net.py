"""The last net under a report: takes out whatever looks private, though none belongs there.

It knows nothing of the report. What it catches got past the fields of `core/report.py`, so it
counts, and the report says how often.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote

REMOVED = "[removed]"
_SHORTEST_NAME = 3  # a user called “k” would be found in every word

# 32 is below every key, secret, signature and vault value that the wizard knows.
_KEY = re.compile(r"(?:[A-Za-z0-9+/_=-]|%[0-9A-Fa-f]{2}){32,}")
_MAIL = re.compile(r"[^\s@<>()\[\]]+@[^\s@<>()\[\]]+")
_IPV4 = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9]|\.[0-9])")
_PERHAPS_IPV6 = re.compile(r"[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*")

# Common names of accounts and computers that are words of every report: finding them in their
# own place would tell what is meant to be hidden.
_EVERYDAY = frozenset(
    {"answer", "binance", "check", "clock", "com", "darwin", "debian", "default", "desktop"}
    | {"exchange", "fedora", "gnome", "kde", "key", "keychain", "keys", "linux", "local"}
    | {"localhost", "macos", "none", "open", "practice", "problem", "program", "proxy", "python"}
    | {"read-only", "report", "root", "saved", "storage", "system", "test", "ubuntu", "user"}
    | {"vault", "wayland", "window", "windows", "wizard", "x11"}
)


@dataclass(frozen=True, slots=True)
class Traces:
    """What would tell whose computer this is: the home folder, and names of user and computer."""

    home: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strained:
    """The text without what was caught, and how many things that were."""

    text: str
    removed: int


def strain(text: str, traces: Traces) -> Strained:
    """Take out the home folder, names, addresses of people and computers, and long runs."""
    removed = 0

    def take(pattern: re.Pattern[str], text: str, instead: str = REMOVED) -> str:
        nonlocal removed
        text, times = pattern.subn(lambda _: instead, text)
        removed += times
        return text

    def take_ipv6(found: re.Match[str]) -> str:
        nonlocal removed
        if not _is_ipv6(found[0]):
            return found[0]
        removed += 1
        return REMOVED

    for home in _spellings(traces.home):
        text = take(re.compile(re.escape(home), re.IGNORECASE), text, "~")
    text = take(_MAIL, text)
    text = _PERHAPS_IPV6.sub(take_ipv6, text)
    text = take(_IPV4, text)
    text = take(_KEY, text)
    for name in sorted(set(traces.names), key=len, reverse=True):
        if len(name) >= _SHORTEST_NAME and name.casefold() not in _EVERYDAY:
            alone = rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])"
            text = take(re.compile(alone, re.IGNORECASE), text)
    return Strained(text, removed)


def _spellings(home: str) -> list[str]:
    """The home folder as paths, addresses and JSON write it; the longest first."""
    if len(home.strip("/\\")) < _SHORTEST_NAME:
        return []
    backslashes = home.replace("\\", "\\\\")
    slashes = home.replace("\\", "/")
    every = {home, backslashes, slashes, quote(home), quote(slashes)}
    return sorted(every, key=len, reverse=True)


def _is_ipv6(text: str) -> bool:
    text = text.rstrip(".")
    # A colon before or after it belongs to the sentence, two belong to the address.
    text = text.removeprefix(":") if text.startswith(":::") or text[:2] != "::" else text
    text = text if text.endswith("::") else text.removesuffix(":")
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return text != "::"
