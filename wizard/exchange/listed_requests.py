"""The only requests that may ever leave this computer: questions, a clock, a test order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ListedRequest:
    """One request of the check. Only a signed one carries the API key."""

    method: str
    path: str
    signed: bool


PERMISSIONS = ListedRequest("GET", "/sapi/v1/account/apiRestrictions", signed=True)
# For a venue that reports no permissions: needs reading alone, and brings one trade at most.
LATEST_TRADE = ListedRequest("GET", "/api/v3/myTrades", signed=True)
LATEST_TRADE_OF: Mapping[str, str] = MappingProxyType({"symbol": "BTCUSDT", "limit": "1"})
# Validates an order and never sends it to the matching engine.
TEST_ORDER = ListedRequest("POST", "/api/v3/order/test", signed=True)
# Well formed, worth 20 USDT, far below the market and inside the price filter of autumn 2026.
ORDER: Mapping[str, str] = MappingProxyType(
    {
        "symbol": "BTCUSDT",
        "side": "BUY",
        "type": "LIMIT",
        "timeInForce": "GTC",
        "quantity": "0.001",
        "price": "20000",
    }
)
SERVER_TIME = ListedRequest("GET", "/api/v3/time", signed=False)
SYSTEM_STATUS = ListedRequest("GET", "/sapi/v1/system/status", signed=False)

LISTED: Mapping[tuple[str, str], ListedRequest] = MappingProxyType(
    {
        (listed.method, listed.path): listed
        for listed in (PERMISSIONS, LATEST_TRADE, TEST_ORDER, SERVER_TIME, SYSTEM_STATUS)
    }
)
