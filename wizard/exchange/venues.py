"""The venues the wizard knows: Binance.com, Binance.US, and the practice exchange here."""

from __future__ import annotations

import re
from types import MappingProxyType

from wizard.core.venue import Venue, VenueId
from wizard.core.venue_words import VENUE_NAMES

# Addresses of the API and of the pages: the exchange's documentation and site, autumn 2026.
BINANCE_COM = Venue(
    id=VenueId.BINANCE_COM,
    name=VENUE_NAMES[VenueId.BINANCE_COM],
    api_url="https://api.binance.com",
    pages=MappingProxyType(
        {
            "account": "https://www.binance.com/en/my/dashboard",
            "api-management": "https://www.binance.com/en/my/settings/api-management",
            "two-factor": "https://www.binance.com/en/my/security",
        }
    ),
)

BINANCE_US = Venue(
    id=VenueId.BINANCE_US,
    name=VENUE_NAMES[VenueId.BINANCE_US],
    api_url="https://api.binance.us",
    pages=MappingProxyType(
        {
            "account": "https://www.binance.us/",
            "api-management": "https://www.binance.us/settings/api-management",
            "two-factor": "https://www.binance.us/settings/security",
        }
    ),
)

LISTED_PAGES = frozenset({*BINANCE_COM.pages.values(), *BINANCE_US.pages.values()})
"""Every address on the internet that the program may have a browser open."""

_PRACTICE_PATHS = ("/account", "/api-management")
_LOOPBACK = re.compile(r"(http://127\.0\.0\.1:([1-9][0-9]{0,4}))/?", re.ASCII)
_HIGHEST_PORT = 65535


def loopback_venue(api_url: str, pages_url: str, venue_id: VenueId = VenueId.PRACTICE) -> Venue:
    """The practice exchange at these two addresses; `venue_id` is its kind.

    Raises ValueError with a sentence for anything but http://127.0.0.1:PORT, so that a practice
    key can never leave this computer.
    """
    pages = _loopback_origin(pages_url)
    return Venue(
        id=venue_id,
        name=VENUE_NAMES[venue_id],
        api_url=_loopback_origin(api_url),
        pages=MappingProxyType(
            {
                "account": pages + "/account",
                "api-management": pages + "/api-management",
                "two-factor": pages + "/account",
            }
        ),
    )


def may_be_opened(address: str) -> bool:
    """Whether a browser may be sent to `address`: the listed pages, and the practice exchange's."""
    if address in LISTED_PAGES:
        return True
    for path in _PRACTICE_PATHS:
        match = _LOOPBACK.fullmatch(address.removesuffix(path))
        if match is not None and address == match[1] + path:
            return int(match[2]) <= _HIGHEST_PORT
    return False


def _loopback_origin(url: str) -> str:
    match = _LOOPBACK.fullmatch(url)
    if match is None or int(match[2]) > _HIGHEST_PORT:
        raise ValueError(
            "The practice exchange lives on this computer only: "
            "its address has the form http://127.0.0.1:PORT."
        )
    return match[1]
