"""The content of a test order: what passes, and the documented complaint about what does not."""

import pytest

from tests.practice.api_client import ApiClient
from wizard.practice.practice_key import PracticeKey

PATH = "/api/v3/order/test"
LIMIT = {
    "symbol": "BTCUSDT",
    "side": "BUY",
    "type": "LIMIT",
    "timeInForce": "GTC",
    "quantity": "0.001",
    "price": "20000",
}
MARKET = {"symbol": "BTCUSDT", "side": "SELL", "type": "MARKET", "quantity": "0.001"}
MAKER = {"symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT_MAKER", "quantity": "1", "price": "9"}
STOP = {**MARKET, "type": "STOP_LOSS", "stopPrice": "50000"}
STOP_LIMIT = {**LIMIT, "type": "STOP_LOSS_LIMIT", "stopPrice": "21000"}


def _without(order: dict[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in order.items() if name not in names}


@pytest.mark.parametrize(
    "order",
    [
        LIMIT,
        MARKET,
        MAKER,
        STOP,
        STOP_LIMIT,
        {**STOP, "type": "TAKE_PROFIT"},
        {**STOP_LIMIT, "type": "TAKE_PROFIT_LIMIT"},
        {**_without(MARKET, "quantity"), "quoteOrderQty": "10"},
        {**LIMIT, "price": "20000.010000000"},
        {**LIMIT, "quantity": "0.01", "icebergQty": "0.001"},
        {**LIMIT, "newClientOrderId": "my-order_1", "newOrderRespType": "FULL"},
        {**LIMIT, "selfTradePreventionMode": "NONE", "strategyType": "1000000", "strategyId": "1"},
        {**LIMIT, "computeCommissionRates": "false"},
        {**LIMIT, "symbol": "SYSBTC", "price": "0.00003", "quantity": "100"},
    ],
    ids=lambda order: "-".join((order["type"], *sorted(set(order) - set(LIMIT)))),
)
def test_orders_that_pass(api: ApiClient, trading_key: PracticeKey, order: dict[str, str]) -> None:
    answer = api.signed(trading_key, PATH, order, method="POST")
    assert (answer.status, answer.body) == (200, b"{}")


def test_commission_rates_on_demand(api: ApiClient, trading_key: PracticeKey) -> None:
    before = int(api.get("/api/v3/ping").header("x-mbx-used-weight-1m") or 0)
    order = {**LIMIT, "computeCommissionRates": "true"}
    answer = api.signed(trading_key, PATH, order, method="POST")
    body = answer.json()
    assert isinstance(body, dict)
    assert set(body) == {
        "standardCommissionForOrder",
        "specialCommissionForOrder",
        "taxCommissionForOrder",
        "discount",
    }
    assert answer.header("x-mbx-used-weight-1m") == str(before + 20)


ILLEGAL = "Illegal characters found in parameter '{}'; legal range is '"
NOT_SENT = "Mandatory parameter '{}' was not sent, was empty/null, or malformed."


@pytest.mark.parametrize(
    ("order", "code", "says"),
    [
        ({**LIMIT, "foo": "1"}, -1104, "read '8' parameter(s) but was sent '9'."),
        (
            {**_without(LIMIT, "timeInForce"), "timeInforce": "GTC"},
            -1104,
            "Not all sent parameters were read; read '7' parameter(s) but was sent '8'.",
        ),
        ({**LIMIT, "price": ""}, -1105, "Parameter 'price' was empty."),
        ({**LIMIT, "symbol": ""}, -1105, "Parameter 'symbol' was empty."),
        ({**LIMIT, "symbol": "btcusdt"}, -1100, ILLEGAL.format("symbol")),
        ({**LIMIT, "symbol": "BTC/USDT"}, -1100, ILLEGAL.format("symbol")),
        ({**LIMIT, "price": "1e3"}, -1100, r"legal range is '^([0-9]{1,20})(\.[0-9]{1,20})?$'."),
        ({**LIMIT, "price": "-1"}, -1100, ILLEGAL.format("price")),
        ({**LIMIT, "quantity": ".5"}, -1100, ILLEGAL.format("quantity")),
        ({**LIMIT, "newClientOrderId": "no spaces"}, -1100, ILLEGAL.format("newClientOrderId")),
        ({**LIMIT, "strategyId": "x"}, -1100, ILLEGAL.format("strategyId")),
        ({**LIMIT, "side": "UP"}, -1117, "Invalid side."),
        ({**LIMIT, "type": "MAGIC"}, -1116, "Invalid orderType."),
        ({**LIMIT, "timeInForce": "SOON"}, -1115, "Invalid timeInForce."),
        ({**LIMIT, "newOrderRespType": "ALL"}, -1130, "Data sent for parameter"),
        ({**LIMIT, "computeCommissionRates": "maybe"}, -1130, "'computeCommissionRates'"),
        ({**LIMIT, "strategyType": "999999"}, -1134, "less than 1000000"),
        ({**LIMIT, "symbol": "NOSUCHPAIR"}, -1121, "Invalid symbol."),
        (_without(LIMIT, "timeInForce"), -1102, NOT_SENT.format("timeInForce")),
        (_without(LIMIT, "quantity"), -1102, NOT_SENT.format("quantity")),
        (_without(LIMIT, "price"), -1102, NOT_SENT.format("price")),
        (
            _without(MARKET, "quantity"),
            -1102,
            "Param 'quantity' or 'quoteOrderQty' must be sent, but both were empty/null!",
        ),
        (_without(STOP, "stopPrice"), -1102, "Param 'stopPrice' or 'trailingDelta'"),
        (
            {**MARKET, "timeInForce": "GTC"},
            -1106,
            "Parameter 'timeInForce' sent when not required.",
        ),
        ({**MARKET, "price": "1"}, -1106, "Parameter 'price' sent when not required."),
        ({**MAKER, "timeInForce": "GTC"}, -1106, "'timeInForce'"),
        ({**LIMIT, "stopPrice": "1"}, -1106, "'stopPrice'"),
        ({**MARKET, "quoteOrderQty": "10"}, -1128, "Combination of optional parameters invalid."),
        ({**LIMIT, "timeInForce": "IOC", "icebergQty": "0.001"}, -1014, "Unsupported"),
        ({**STOP, "trailingDelta": "100"}, -1013, "Trailing stop orders are not supported"),
        ({**LIMIT, "pegPriceType": "PRIMARY_PEG"}, -1013, "Pegged orders are not supported"),
        ({**LIMIT, "price": "1.000000001"}, -1111, "Parameter 'price' has too much precision."),
        (
            {**LIMIT, "quantity": "1.000000001"},
            -1111,
            "Parameter 'quantity' has too much precision.",
        ),
        ({**LIMIT, "quantity": "0"}, -1013, "Invalid quantity."),
        ({**LIMIT, "price": "0.00"}, -1013, "Invalid price."),
        ({**LIMIT, "price": "20000.001"}, -1013, "Filter failure: PRICE_FILTER"),
        ({**LIMIT, "price": "1000000.01"}, -1013, "Filter failure: PRICE_FILTER"),
        ({**LIMIT, "price": "9" * 20}, -1013, "Filter failure: PRICE_FILTER"),
        ({**STOP_LIMIT, "stopPrice": "1.001"}, -1013, "Filter failure: PRICE_FILTER"),
        ({**LIMIT, "quantity": "0.000001"}, -1013, "Filter failure: LOT_SIZE"),
        ({**LIMIT, "quantity": "9001"}, -1013, "Filter failure: LOT_SIZE"),
        ({**MARKET, "quantity": "9" * 20}, -1013, "Filter failure: MARKET_LOT_SIZE"),
        ({**LIMIT, "quantity": "1", "icebergQty": "0.01"}, -1013, "ICEBERG_PARTS"),
        ({**LIMIT, "icebergQty": "0.002"}, -1013, "IcebergQty exceeds QTY."),
        ({**LIMIT, "price": "4999.99"}, -1013, "Filter failure: NOTIONAL"),
        ({**LIMIT, "quantity": "9000"}, -1013, "Filter failure: NOTIONAL"),
        ({**MARKET, "quantity": "0.00001"}, -1013, "Filter failure: NOTIONAL"),
        ({**LIMIT, **{f"extra{n}": "1" for n in range(30)}}, -1101, "Too many parameters;"),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_orders_that_do_not_pass(
    api: ApiClient, trading_key: PracticeKey, order: dict[str, str], code: int, says: str
) -> None:
    answer = api.signed(trading_key, PATH, order, method="POST")
    assert (answer.status, answer.code) == (400, code)
    body = answer.json()
    assert isinstance(body, dict)
    assert says in body["msg"]


@pytest.mark.parametrize("order", [LIMIT, {**LIMIT, "symbol": "NOSUCHPAIR"}])
def test_no_order_passes_without_the_permission_to_trade(
    api: ApiClient, reading_key: PracticeKey, order: dict[str, str]
) -> None:
    answer = api.signed(reading_key, PATH, order, method="POST")
    assert (answer.status, answer.code) == (401, -2015)
