"""What the rules need to know of a venue: its name, its pages, what it can prove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class VenueId(StrEnum):
    """Which exchange site a key belongs to; the value is stored and printed as JSON."""

    BINANCE_COM = "binance.com"
    BINANCE_US = "binance.us"
    PRACTICE = "practice"
    PRACTICE_US = "practice-us"


class Grade(StrEnum):
    """How much of "read-only" a venue lets us prove; the value is stored and printed as JSON.

    FULL: the venue reports every permission. TRADING_ONLY: it reports none, so a refused test
    order proves that trading is off, and nothing proves that withdrawals are.
    """

    FULL = "full"
    TRADING_ONLY = "trading-only"


# Binance.US has no endpoint for a key's permissions: its documentation, autumn 2026.
_REPORT_NOTHING = frozenset({VenueId.BINANCE_US, VenueId.PRACTICE_US})
_PRACTICE = frozenset({VenueId.PRACTICE, VenueId.PRACTICE_US})


def grade_of(venue: VenueId) -> Grade:
    """The most that can be proven at this venue."""
    return Grade.TRADING_ONLY if venue in _REPORT_NOTHING else Grade.FULL


def alike(venue: VenueId) -> frozenset[VenueId]:
    """All venues that are as real, or as unreal, as this one."""
    return _PRACTICE if venue in _PRACTICE else frozenset(VenueId) - _PRACTICE


def takes_public_keys(venue: VenueId) -> bool:
    """Whether a key can be made there from a public key.

    Of Binance.US nobody here has seen it (autumn 2026), so nothing is promised about it.
    """
    return venue not in _REPORT_NOTHING


@dataclass(frozen=True, slots=True)
class Venue:
    """One venue. `pages` maps a step's link key to the https address a person may open."""

    id: VenueId
    name: str
    api_url: str
    pages: Mapping[str, str]

    @property
    def is_practice(self) -> bool:
        """Whether nothing here is real."""
        return self.id in _PRACTICE

    @property
    def grade(self) -> Grade:
        """The most that can be proven here."""
        return grade_of(self.id)
