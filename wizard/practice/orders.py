"""Validates an order as `POST /api/v3/order/test` does. No order is ever kept or carried out.

Facts: "New order" in the exchange's REST documentation and its filters.md, July 2026.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wizard.practice import api_errors
from wizard.practice.api_parameters import check_legal, read_boolean
from wizard.practice.markets import ICEBERG_PARTS, MARKETS, PRECISION, Market, money

MANDATORY = ("symbol", "side", "type")
PARAMETERS = frozenset(
    {
        *MANDATORY,
        "computeCommissionRates",
        "icebergQty",
        "newClientOrderId",
        "newOrderRespType",
        "pegOffsetType",
        "pegOffsetValue",
        "pegPriceType",
        "price",
        "quantity",
        "quoteOrderQty",
        "selfTradePreventionMode",
        "stopPrice",
        "strategyId",
        "strategyType",
        "timeInForce",
        "trailingDelta",
    }
)

_SIDES = ("BUY", "SELL")
_TIMES_IN_FORCE = ("GTC", "IOC", "FOK")
_MIN_STRATEGY_TYPE = 1_000_000
_AMOUNTS = ("quantity", "quoteOrderQty", "icebergQty", "price", "stopPrice")


@dataclass(frozen=True, slots=True)
class _TypeRules:
    """Which parameters an order type must have, and which it may have as well."""

    must: tuple[str, ...]
    may: tuple[str, ...] = ()


_STOP = ("stopPrice", "trailingDelta")
_STOP_MARKET = _TypeRules(must=("quantity",), may=_STOP)
_STOP_LIMIT = _TypeRules(must=("timeInForce", "quantity", "price"), may=(*_STOP, "icebergQty"))
_RULES = {
    "LIMIT": _TypeRules(must=("timeInForce", "quantity", "price"), may=("icebergQty",)),
    "LIMIT_MAKER": _TypeRules(must=("quantity", "price"), may=("icebergQty",)),
    "MARKET": _TypeRules(must=(), may=("quantity", "quoteOrderQty")),
    "STOP_LOSS": _STOP_MARKET,
    "TAKE_PROFIT": _STOP_MARKET,
    "STOP_LOSS_LIMIT": _STOP_LIMIT,
    "TAKE_PROFIT_LIMIT": _STOP_LIMIT,
}
# Which of these an order carries depends on its type.
_BY_TYPE = ("timeInForce", "quantity", "quoteOrderQty", "price", "stopPrice", "icebergQty")


def try_order(values: Mapping[str, str]) -> dict[str, object]:
    """The answer to a test order that passes. Raises ApiError with what is wrong with it."""
    check_legal(values)
    market = _check_words(values)
    _check_composition(values)
    amounts = {name: Decimal(values[name]) for name in _AMOUNTS if name in values}
    _check_amounts(amounts)
    _check_filters(market, amounts, is_market_order=values["type"] == "MARKET")
    if read_boolean(values, "computeCommissionRates"):
        return _commission_rates()
    return {}


def _check_words(values: Mapping[str, str]) -> Market:
    if values["side"] not in _SIDES:
        raise api_errors.invalid_side()
    if values["type"] not in _RULES:
        raise api_errors.invalid_order_type()
    if values.get("timeInForce", "GTC") not in _TIMES_IN_FORCE:
        raise api_errors.invalid_time_in_force()
    for name, allowed in (
        ("newOrderRespType", ("ACK", "RESULT", "FULL")),
        ("selfTradePreventionMode", ("NONE",)),
    ):
        if values.get(name, allowed[0]) not in allowed:
            raise api_errors.not_valid(name)
    if int(values.get("strategyType", _MIN_STRATEGY_TYPE)) < _MIN_STRATEGY_TYPE:
        raise api_errors.strategy_type_too_small()
    if values["symbol"] not in MARKETS:
        raise api_errors.invalid_symbol()
    return MARKETS[values["symbol"]]


def _check_composition(values: Mapping[str, str]) -> None:
    rules = _RULES[values["type"]]
    for name in rules.must:
        if name not in values:
            raise api_errors.missing_parameter(name)
    for name in _BY_TYPE:
        if name in values and name not in rules.must and name not in rules.may:
            raise api_errors.parameter_not_required(name)
    if "quoteOrderQty" in rules.may:
        _check_either(values, "quantity", "quoteOrderQty")
        if "quantity" in values and "quoteOrderQty" in values:
            raise api_errors.bad_combination()
    if "stopPrice" in rules.may:
        _check_either(values, *_STOP)
    _check_extras(values)


def _check_either(values: Mapping[str, str], name: str, other: str) -> None:
    if name not in values and other not in values:
        raise api_errors.missing_either(name, other)


def _check_extras(values: Mapping[str, str]) -> None:
    if "icebergQty" in values and values.get("timeInForce", "GTC") != "GTC":
        raise api_errors.unsupported_combination()
    if "trailingDelta" in values:
        raise api_errors.invalid_message("Trailing stop orders are not supported for this symbol.")
    if any(name.startswith("peg") for name in values):
        raise api_errors.invalid_message("Pegged orders are not supported for this symbol.")


def _check_amounts(amounts: Mapping[str, Decimal]) -> None:
    for name, amount in amounts.items():
        if _decimal_places(amount) > PRECISION:
            raise api_errors.too_precise(name)
    for name, amount in amounts.items():
        if not amount:
            raise api_errors.invalid_message(
                f"Invalid {'price' if name.endswith('rice') else 'quantity'}."
            )


def _check_filters(
    market: Market, amounts: Mapping[str, Decimal], *, is_market_order: bool
) -> None:
    for name in ("price", "stopPrice"):
        if name in amounts and not _fits(amounts[name], market.tick_size, market.max_price):
            raise api_errors.filter_failure("PRICE_FILTER")
    for name in ("quantity", "icebergQty"):
        if name in amounts and not _fits(amounts[name], market.step_size, market.max_quantity):
            raise api_errors.filter_failure("MARKET_LOT_SIZE" if is_market_order else "LOT_SIZE")
    price = amounts.get("price", amounts.get("stopPrice", market.price))
    quantity = amounts.get("quantity", Decimal(0))
    iceberg = amounts.get("icebergQty", quantity)
    if quantity > iceberg * ICEBERG_PARTS:
        raise api_errors.filter_failure("ICEBERG_PARTS")
    if iceberg > quantity:
        raise api_errors.invalid_message("IcebergQty exceeds QTY.")
    notional = amounts.get("quoteOrderQty", price * quantity)
    too_much = notional > market.max_notional and not is_market_order
    if notional < market.min_notional or too_much:
        raise api_errors.filter_failure("NOTIONAL")


def _fits(amount: Decimal, step: Decimal, most: Decimal) -> bool:
    # No amount is zero, and the least of each filter is one step: the steps say enough.
    return amount <= most and not amount % step


def _decimal_places(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _commission_rates() -> dict[str, object]:
    nothing = {"maker": money(Decimal(0)), "taker": money(Decimal(0))}
    standard = {"maker": money(Decimal("0.001")), "taker": money(Decimal("0.001"))}
    return {
        "standardCommissionForOrder": standard,
        "specialCommissionForOrder": nothing,
        "taxCommissionForOrder": nothing,
        "discount": {
            "enabledForAccount": False,
            "enabledForSymbol": False,
            "discountAsset": "BNB",
            "discount": money(Decimal("0.25")),
        },
    }
