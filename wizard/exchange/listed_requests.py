"""The only requests that may ever leave this computer: three questions, a clock, a test order."""

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
PING = ListedRequest("GET", "/api/v3/ping", signed=False)

LISTED: Mapping[tuple[str, str], ListedRequest] = MappingProxyType(
    {
        (listed.method, listed.path): listed
        for listed in (PERMISSIONS, TEST_ORDER, SERVER_TIME, SYSTEM_STATUS, PING)
    }
)
