"""Which exchange the practice exchange plays: the two kinds differ in what they can prove."""

from enum import StrEnum


class PracticeSite(StrEnum):
    """Binance.US has no endpoint that reports a key's permissions (its API pages, Nov 2026)."""

    BINANCE_COM = "binance.com"
    BINANCE_US = "binance.us"
