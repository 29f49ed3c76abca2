"""What can be traded on the practice exchange, and what the practice account owns: all made up.

Shapes: the exchange's REST documentation (exchangeInfo, account, capital/config/getall), July 2026.
"""

from dataclasses import dataclass
from decimal import Decimal

ORDER_TYPES = (
    "LIMIT",
    "LIMIT_MAKER",
    "MARKET",
    "STOP_LOSS",
    "STOP_LOSS_LIMIT",
    "TAKE_PROFIT",
    "TAKE_PROFIT_LIMIT",
)
PRECISION = 8  # decimal places of every asset
ICEBERG_PARTS = 10


@dataclass(frozen=True, slots=True)
class Market:
    """One trading pair with its filters. `price` is the one it always has, in the quote asset."""

    base: str
    quote: str
    price: Decimal
    tick_size: Decimal
    max_price: Decimal
    step_size: Decimal
    max_quantity: Decimal
    min_notional: Decimal
    max_notional: Decimal = Decimal(9_000_000)

    @property
    def symbol(self) -> str:
        """The pair's name in the API, for example BTCUSDT."""
        return self.base + self.quote


MARKETS = {
    market.symbol: market
    for market in (
        Market(
            base="BTC",
            quote="USDT",
            price=Decimal(60_000),
            tick_size=Decimal("0.01"),
            max_price=Decimal(1_000_000),
            step_size=Decimal("0.00001"),
            max_quantity=Decimal(9_000),
            min_notional=Decimal(5),
        ),
        Market(
            base="ETH",
            quote="USDT",
            price=Decimal(3_000),
            tick_size=Decimal("0.01"),
            max_price=Decimal(1_000_000),
            step_size=Decimal("0.0001"),
            max_quantity=Decimal(9_000),
            min_notional=Decimal(5),
        ),
        Market(
            base="ETH",
            quote="BTC",
            price=Decimal("0.05"),
            tick_size=Decimal("0.00001"),
            max_price=Decimal(922_327),
            step_size=Decimal("0.0001"),
            max_quantity=Decimal(100_000),
            min_notional=Decimal("0.0001"),
        ),
        # The coin that stolen keys were made to buy and sell on 3 July 2018.
        Market(
            base="SYS",
            quote="BTC",
            price=Decimal("0.00004"),
            tick_size=Decimal("0.00000001"),
            max_price=Decimal(1_000),
            step_size=Decimal(1),
            max_quantity=Decimal(90_000_000),
            min_notional=Decimal("0.0001"),
        ),
    )
}

_COIN_NAMES = {"BTC": "Bitcoin", "ETH": "Ethereum", "SYS": "Syscoin", "USDT": "TetherUS"}
_OWNED = {"BTC": Decimal("0.25"), "ETH": Decimal("1.5"), "USDT": Decimal(1_200)}


def money(amount: Decimal) -> str:
    """An amount as the API writes it: eight decimal places."""
    return f"{amount:.{PRECISION}f}"


def balances(*, omit_zero: bool) -> list[dict[str, object]]:
    """What the practice account owns."""
    return [
        {"asset": coin, "free": money(_OWNED.get(coin, Decimal(0))), "locked": money(Decimal(0))}
        for coin in _COIN_NAMES
        if not omit_zero or coin in _OWNED
    ]


def describe_market(market: Market) -> dict[str, object]:
    """One entry of `symbols` in exchangeInfo."""
    return {
        "symbol": market.symbol,
        "status": "TRADING",
        "baseAsset": market.base,
        "baseAssetPrecision": PRECISION,
        "quoteAsset": market.quote,
        "quotePrecision": PRECISION,
        "quoteAssetPrecision": PRECISION,
        "baseCommissionPrecision": PRECISION,
        "quoteCommissionPrecision": PRECISION,
        "orderTypes": list(ORDER_TYPES),
        "icebergAllowed": True,
        "ocoAllowed": False,
        "otoAllowed": False,
        "opoAllowed": False,
        "quoteOrderQtyMarketAllowed": True,
        "allowTrailingStop": False,
        "cancelReplaceAllowed": False,
        "amendAllowed": False,
        "pegInstructionsAllowed": False,
        "isSpotTradingAllowed": True,
        "isMarginTradingAllowed": False,
        "filters": _describe_filters(market),
        "permissions": [],
        "permissionSets": [["SPOT"]],
        "defaultSelfTradePreventionMode": "NONE",
        "allowedSelfTradePreventionModes": ["NONE"],
    }


def describe_coins() -> list[dict[str, object]]:
    """The answer of capital/config/getall: coins that can be neither deposited nor withdrawn."""
    nothing = "0"
    return [
        {
            "coin": coin,
            "depositAllEnable": False,
            "withdrawAllEnable": False,
            "name": name,
            "free": money(_OWNED.get(coin, Decimal(0))),
            "locked": nothing,
            "freeze": nothing,
            "withdrawing": nothing,
            "ipoing": nothing,
            "ipoable": nothing,
            "storage": nothing,
            "isLegalMoney": False,
            "trading": True,
            "networkList": [],
        }
        for coin, name in _COIN_NAMES.items()
    ]


def _describe_filters(market: Market) -> list[dict[str, object]]:
    lot = {
        "minQty": money(market.step_size),
        "maxQty": money(market.max_quantity),
        "stepSize": money(market.step_size),
    }
    return [
        {
            "filterType": "PRICE_FILTER",
            "minPrice": money(market.tick_size),
            "maxPrice": money(market.max_price),
            "tickSize": money(market.tick_size),
        },
        {"filterType": "LOT_SIZE", **lot},
        {"filterType": "ICEBERG_PARTS", "limit": ICEBERG_PARTS},
        {"filterType": "MARKET_LOT_SIZE", **lot},
        {
            "filterType": "NOTIONAL",
            "minNotional": money(market.min_notional),
            "applyMinToMarket": True,
            "maxNotional": money(market.max_notional),
            "applyMaxToMarket": False,
            "avgPriceMins": 5,
        },
    ]
