"""The endpoints of the practice exchange's API, in one table.

Paths, permissions, parameters and weights: the exchange's documentation, July 2026 (REST API,
wallet, margin, futures). Beyond what a key check needs there is only what common clients ask for
in ordinary use: ccxt, python-binance and the exchange's own connectors, tried in Nov 2026.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wizard.practice import answers, orders
from wizard.practice.answers import Call
from wizard.practice.permission_boxes import READING, TRADING
from wizard.practice.practice_key import PracticeKey
from wizard.practice.site import PracticeSite


@dataclass(frozen=True, slots=True)
class PublicEndpoint:
    """Anybody may ask."""

    answer: Callable[[Call], object]
    parameters: frozenset[str] = frozenset()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class SignedEndpoint:
    """Only a key with `permission` may ask.

    `parameters` are its own, beside those of every signed call. With the parameter `heavy_with`
    set to true a call weighs `heavy_weight`.
    """

    answer: Callable[[Call, PracticeKey], object]
    permission: str = READING
    parameters: frozenset[str] = frozenset()
    mandatory: tuple[str, ...] = ()
    weight: int = 1
    heavy_with: str = ""
    heavy_weight: int = 1


Endpoint = PublicEndpoint | SignedEndpoint

_SYMBOLS = frozenset({"symbol", "symbols"})

Endpoints = Mapping[str, Mapping[str, Endpoint]]

ENDPOINTS: Endpoints = {
    "/api/v3/ping": {"GET": PublicEndpoint(answers.nothing)},
    "/api/v3/time": {"GET": PublicEndpoint(answers.server_time)},
    "/api/v3/exchangeInfo": {
        "GET": PublicEndpoint(
            answers.exchange_info,
            parameters=_SYMBOLS | {"permissions", "showPermissionSets", "symbolStatus"},
            weight=20,
        )
    },
    "/api/v3/ticker/price": {
        "GET": PublicEndpoint(answers.prices, parameters=_SYMBOLS | {"symbolStatus"}, weight=4)
    },
    "/api/v3/account": {
        "GET": SignedEndpoint(
            answers.account_information, parameters=frozenset({"omitZeroBalances"}), weight=20
        )
    },
    "/api/v3/openOrders": {
        "GET": SignedEndpoint(answers.nothing_yet, parameters=frozenset({"symbol"}), weight=80)
    },
    "/api/v3/myTrades": {
        "GET": SignedEndpoint(
            answers.nothing_yet,
            parameters=frozenset({"symbol", "orderId", "startTime", "endTime", "fromId", "limit"}),
            mandatory=("symbol",),
            weight=20,
        )
    },
    "/api/v3/order/test": {
        "POST": SignedEndpoint(
            answers.order_test,
            permission=TRADING,
            parameters=orders.PARAMETERS,
            mandatory=orders.MANDATORY,
            heavy_with="computeCommissionRates",
            heavy_weight=20,
        )
    },
    "/sapi/v1/system/status": {"GET": PublicEndpoint(answers.system_status)},
    "/sapi/v1/account/apiRestrictions": {"GET": SignedEndpoint(answers.api_restrictions)},
    "/sapi/v1/capital/config/getall": {"GET": SignedEndpoint(answers.coins, weight=10)},
    "/sapi/v1/margin/allPairs": {"GET": SignedEndpoint(answers.no_margin_pairs)},
    "/sapi/v1/margin/isolated/allPairs": {
        "GET": SignedEndpoint(answers.no_margin_pairs, weight=10)
    },
    # Clients that deal in futures too ask for these before anything else.
    "/fapi/v1/exchangeInfo": {"GET": PublicEndpoint(answers.no_contracts)},
    "/dapi/v1/exchangeInfo": {"GET": PublicEndpoint(answers.no_contracts)},
}

# Neither permissions nor margin nor contracts at Binance.US: its API documentation, Nov 2026.
_MISSING_IN_THE_US = frozenset(
    {
        "/sapi/v1/account/apiRestrictions",
        "/sapi/v1/margin/allPairs",
        "/sapi/v1/margin/isolated/allPairs",
        "/fapi/v1/exchangeInfo",
        "/dapi/v1/exchangeInfo",
    }
)


def endpoints_of(site: PracticeSite) -> Endpoints:
    """What a site of this kind answers."""
    match site:
        case PracticeSite.BINANCE_COM:
            return ENDPOINTS
        case PracticeSite.BINANCE_US:
            kept = ENDPOINTS.keys() - _MISSING_IN_THE_US
            return {path: ENDPOINTS[path] for path in kept}
