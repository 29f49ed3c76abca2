"""What the rules need to know of a venue: its name, its pages, what it can prove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class VenueId(StrEnum):
    """Which exchange site a key belongs to; the value is stored and printed as JSON."""

    BINANCE_COM = "binance.com"
    PRACTICE = "practice"


class Grade(StrEnum):
    """How much of "read-only" a venue lets us prove."""

    FULL = "full"


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
        return self.id is VenueId.PRACTICE
