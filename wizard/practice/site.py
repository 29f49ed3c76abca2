"""Which exchange the practice exchange plays: the two kinds differ in what they can prove."""

from enum import StrEnum


class PracticeSite(StrEnum):
    """Binance.US has no endpoint that reports a key's permissions (its API pages, Nov 2026).

    Nor do they speak of public keys, so a site of that kind takes none here.
    """

    BINANCE_COM = "binance.com"
    BINANCE_US = "binance.us"

    @property
    def takes_public_keys(self) -> bool:
        """Whether a person may bring a pair of their own."""
        return self is PracticeSite.BINANCE_COM
