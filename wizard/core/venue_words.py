"""What the venues are called: on labels, and in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wizard.core.venue import VenueId
from wizard.core.wording import QT_TR_NOOP, tr

VENUE_NAMES: Mapping[VenueId, str] = MappingProxyType(
    {
        VenueId.BINANCE_COM: "Binance.com",
        VenueId.BINANCE_US: "Binance.US",
        VenueId.PRACTICE: QT_TR_NOOP("Practice exchange"),
        VenueId.PRACTICE_US: QT_TR_NOOP("Practice (Binance.US kind)"),
    }
)
"""For labels and tables, in English."""

SPOKEN: Mapping[VenueId, str] = MappingProxyType(
    {
        VenueId.BINANCE_COM: "Binance.com",
        VenueId.BINANCE_US: "Binance.US",
        VenueId.PRACTICE: QT_TR_NOOP("The practice exchange"),
        VenueId.PRACTICE_US: QT_TR_NOOP("The practice exchange"),
    }
)
"""At the beginning of a sentence, in English."""


def venue_name(venue: VenueId) -> str:
    """For labels and tables, in the language that is spoken."""
    return tr(VENUE_NAMES[venue])


def spoken(venue: VenueId) -> str:
    """At the beginning of a sentence, in the language that is spoken."""
    return tr(SPOKEN[venue])
