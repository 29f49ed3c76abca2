"""Whose page an address leads to: the exchange's, or one that only looks like it.

Pure: nothing is opened, and nobody is asked. Only what is certain is called genuine.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from wizard.core.web_address_likeness import Likeness, likeness, plain_letters
from wizard.core.web_address_pieces import pieces_of

# The two exchanges that keys belong to here, by the end of their hosts (design of autumn 2026).
SITES = {"binance.com": "Binance.com", "binance.us": "Binance.US"}


class Trick(StrEnum):
    """What is wrong with an address: why it is not the exchange's, or must not be trusted."""

    NOT_ENCRYPTED = "not-encrypted"
    NO_WEB_PAGE = "no-web-page"
    BEFORE_AT = "before-at"
    FOREIGN_LETTERS = "foreign-letters"
    NAME_IN_FRONT = "name-in-front"
    NAME_WITHIN = "name-within"
    NAME_BEHIND = "name-behind"
    MISSPELLED = "misspelled"
    OTHER_ENDING = "other-ending"
    NUMBERS = "numbers"
    PORT = "port"
    SHORTENED = "shortened"
    HIDDEN_SIGNS = "hidden-signs"
    ODD_SIGNS = "odd-signs"
    TWO_IN_ONE = "two-in-one"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True)
class Genuine:
    """The address is one of `site` ("Binance.com", "Binance.US"); `host` is what decides it."""

    site: str
    host: str


@dataclass(frozen=True, slots=True)
class OnlyLooksLikeIt:
    """Not to be trusted. `host`: what decides whose it is, fit to be shown; "" if unreadable."""

    host: str
    trick: Trick


@dataclass(frozen=True, slots=True)
class SomebodyElses:
    """An address that does not even look like the exchange's."""

    host: str


@dataclass(frozen=True, slots=True)
class ThisComputer:
    """The practice exchange lives here, and other programs may, too."""

    host: str


@dataclass(frozen=True, slots=True)
class Mail:
    """Where mail is sent to: it proves nothing of who sent one."""


@dataclass(frozen=True, slots=True)
class NoAddress:
    """Nothing that a browser would open, or more than one thing."""


Origin = Genuine | OnlyLooksLikeIt | SomebodyElses | ThisComputer | Mail | NoAddress

LONGEST = 2_000
_LONGEST_HOST = 100
_LONGEST_SHOWN = 60
_MOST_PIECES = 8
_AROUND = "\"'<>()[]“”„‘’«»"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(.*)", re.ASCII | re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(r"[^@/\\:?#]+@[^@/\\:?#]+")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})
# They lead on to wherever somebody wants; the best known, autumn 2026.
_SHORTENERS = frozenset(
    {"bit.ly", "t.co", "tinyurl.com", "is.gd", "v.gd", "cutt.ly", "rebrand.ly", "goo.gl", "ow.ly"}
    | {"s.id", "lnkd.in", "rb.gy", "t.ly", "shorturl.at", "buff.ly", "tiny.cc", "bl.ink", "qr.ae"}
)
_TRICKS = {
    Likeness.OTHER_ENDING: Trick.OTHER_ENDING,
    Likeness.IN_FRONT: Trick.NAME_IN_FRONT,
    Likeness.WITHIN: Trick.NAME_WITHIN,
    Likeness.NEARLY: Trick.MISSPELLED,
}


def origin_of(text: str) -> Origin:
    """Whose page the pasted or typed `text` leads to.

    Read as strictly as the most careful browser would, and what two browsers may read in two
    ways is never genuine.
    """
    address = text.strip().strip(_AROUND).strip()
    if not address or any(c.isspace() for c in address):
        return NoAddress()
    return _of_all_in_it(address, _of_one(address))


def _of_all_in_it(address: str, origin: Origin) -> Origin:
    """`origin` is what the text is as a whole; where it holds more than one, which is shown?"""
    match origin:
        case Genuine() | OnlyLooksLikeIt(trick=Trick.ODD_SIGNS | Trick.PORT):
            pieces = pieces_of(address)
        case _:
            return origin
    if pieces == (address,):
        return origin
    each = [_of_one(piece) for piece in pieces[:_MOST_PIECES]]
    if not isinstance(origin, Genuine):  # nothing worse than a link with its own name, or a comma
        is_harmless = len(pieces) <= _MOST_PIECES and all(isinstance(o, Genuine) for o in each)
        return NoAddress() if is_harmless else origin
    others = (o.host for o in each if isinstance(o, (OnlyLooksLikeIt, SomebodyElses)))
    other = next(others, None)
    return NoAddress() if other is None else OnlyLooksLikeIt(other, Trick.TWO_IN_ONE)


def _of_one(address: str) -> Origin:
    if (trick := _trick_in_signs(address)) is not None:
        return OnlyLooksLikeIt(_shown(address), trick)
    scheme, rest = _scheme_and_rest(address)
    if scheme is None:
        return _without_scheme(rest)
    if scheme not in {"https", "http"}:
        return OnlyLooksLikeIt(scheme + ":", Trick.NO_WEB_PAGE)
    if not rest.startswith("//") or rest.startswith("///"):
        return OnlyLooksLikeIt(_shown(rest.strip("/")), Trick.ODD_SIGNS)
    return _of_web_page(rest[2:], is_encrypted=scheme == "https")


def _trick_in_signs(address: str) -> Trick | None:
    if len(address) > LONGEST:
        return Trick.TOO_LONG
    if any(unicodedata.category(c)[0] in "CZ" for c in address):
        return Trick.HIDDEN_SIGNS
    return Trick.ODD_SIGNS if "\\" in address else None  # to browsers a "/"


def _scheme_and_rest(address: str) -> tuple[str | None, str]:
    match = _SCHEME.fullmatch(address)
    # "binance.com:443/path" has no scheme: what has a dot in front of a number is a host.
    if match is None or re.match(r"[0-9]+(?:[/?#]|$)", match[2]):
        return None, address
    if "." in match[1] and not match[2].startswith("//"):
        return None, address
    return match[1].lower(), match[2]


def _without_scheme(address: str) -> Origin:
    if address.startswith("//"):
        return OnlyLooksLikeIt(_shown(address.strip("/")), Trick.ODD_SIGNS)
    if _MAIL.fullmatch(address):
        return Mail()
    host = re.split(r"[/?#]", address, maxsplit=1)[0]
    if "." not in plain_letters(host).strip(".") and host.partition(":")[0] not in _LOOPBACK:
        return NoAddress()
    return _of_web_page(address, is_encrypted=True)


def _of_web_page(address: str, *, is_encrypted: bool) -> Origin:
    authority = re.split(r"[/?#]", address, maxsplit=1)[0]
    _, at, rest = authority.rpartition("@")
    host, colon, port = rest.partition(":")
    host = host.lower() if host.isascii() else host
    if not at and host in _LOOPBACK and (not port or port.isdecimal()):
        return ThisComputer(_shown(host))
    if (trick := _trick_in_form(host, rest, at)) is not None:
        return OnlyLooksLikeIt(_shown(rest if trick is Trick.NUMBERS else host), trick)
    site = next((s for s in SITES if host == s or host.endswith("." + s)), None)
    if site is None or not host.isascii() or "xn--" in host:
        return _of_another(host, behind=address[len(authority) :])
    if not colon and is_encrypted and not _ends_oddly(address, authority):
        return Genuine(SITES[site], _shown(host))
    if not is_encrypted:
        return OnlyLooksLikeIt(_shown(rest), Trick.NOT_ENCRYPTED)
    return OnlyLooksLikeIt(_shown(rest), Trick.PORT if colon else Trick.ODD_SIGNS)


def _ends_oddly(address: str, authority: str) -> bool:
    """Whether no "/" ends the host: programs differ in what else does."""
    return address != authority and not address.startswith(authority + "/")


def _trick_in_form(host: str, rest: str, at: str) -> Trick | None:
    """What is wrong before anybody asks whose the host is."""
    labels = host.split(".")
    if at:
        return Trick.BEFORE_AT
    if len(host) > _LONGEST_HOST:
        return Trick.TOO_LONG
    if rest.startswith("[") or all(map(_NUMBER.fullmatch, labels)):
        return Trick.NUMBERS
    if host.isascii() and not all(map(_LABEL.fullmatch, labels)):
        return Trick.ODD_SIGNS
    return None


def _of_another(host: str, behind: str) -> Origin:
    shown = _shown(host)
    like = likeness(host)
    if like is not Likeness.NONE:
        is_foreign = not host.isascii() or "xn--" in host
        return OnlyLooksLikeIt(shown, Trick.FOREIGN_LETTERS if is_foreign else _TRICKS[like])
    if host.removeprefix("www.") in _SHORTENERS:
        return OnlyLooksLikeIt(shown, Trick.SHORTENED)
    if "binance" in behind.lower():
        return OnlyLooksLikeIt(shown, Trick.NAME_BEHIND)
    return SomebodyElses(shown)


def _shown(text: str) -> str:
    """Fit for a screen: nothing invisible, nothing that turns the reading direction."""
    safe = "".join(c if c.isprintable() and unicodedata.category(c) != "Cf" else "?" for c in text)
    return safe if len(safe) <= _LONGEST_SHOWN else "…" + safe[-_LONGEST_SHOWN:]
