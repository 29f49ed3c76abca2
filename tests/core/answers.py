"""An honest answer about a key, as recorded; tests bend it."""

from __future__ import annotations

import json

# The table of exchange-facts 1, written down a second time on purpose.
REQUIRED_OFF = (
    "enableSpotAndMarginTrading",
    "enableWithdrawals",
    "enableInternalTransfer",
    "permitsUniversalTransfer",
    "enableMargin",
    "enableFutures",
    "enableVanillaOptions",
)
NEWER_OFF = ("enablePortfolioMarginTrading", "enableFixApiTrade")
HARMLESS = ("ipRestrict", "enableFixReadOnly")
BOOLEANS = ("enableReading", *REQUIRED_OFF, *NEWER_OFF, *HARMLESS)

CREATED_MS = 1_698_645_219_000

READ_ONLY: dict[str, object] = {
    **dict.fromkeys(BOOLEANS, False),
    "enableReading": True,
    "createTime": CREATED_MS,
}


def body(**changes: object) -> bytes:
    """The read-only answer with some fields changed."""
    return json.dumps({**READ_ONLY, **changes}).encode()


def body_without(*names: str) -> bytes:
    """The read-only answer with some fields missing."""
    return json.dumps({k: v for k, v in READ_ONLY.items() if k not in names}).encode()
