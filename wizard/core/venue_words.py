"""What the venues are called: on labels, and in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wizard.core.venue import VenueId

VENUE_NAMES: Mapping[VenueId, str] = MappingProxyType(
    {
        VenueId.BINANCE_COM: "Binance.com",
        VenueId.BINANCE_US: "Binance.US",
        VenueId.PRACTICE: "Practice exchange",
        VenueId.PRACTICE_US: "Practice (Binance.US kind)",
    }
)
"""For labels and tables."""

SPOKEN: Mapping[VenueId, str] = MappingProxyType(
    {
        VenueId.BINANCE_COM: "Binance.com",
        VenueId.BINANCE_US: "Binance.US",
        VenueId.PRACTICE: "The practice exchange",
        VenueId.PRACTICE_US: "The practice exchange",
    }
)
"""At the beginning of a sentence."""
