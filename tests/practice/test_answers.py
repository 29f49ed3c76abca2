"""What the endpoints answer, with which weight, and to whom."""

import json
from dataclasses import replace

import pytest

from tests.practice.api_client import FORM, ApiClient, sign
from tests.practice.conftest import NOW, Clock
from wizard.practice.account import PracticeAccount
from wizard.practice.endpoints import ENDPOINTS, SignedEndpoint
from wizard.practice.permission_boxes import PERMISSION_FIELDS, TICKED_IN_2018
from wizard.practice.practice_key import PracticeKey

RESTRICTIONS = "/sapi/v1/account/apiRestrictions"
DOCUMENTED_FIELDS = {
    "ipRestrict",
    "createTime",
    "enableReading",
    "enableWithdrawals",
    "enableInternalTransfer",
    "enableMargin",
    "enableFutures",
    "permitsUniversalTransfer",
    "enableVanillaOptions",
    "enableFixApiTrade",
    "enableFixReadOnly",
    "enableSpotAndMarginTrading",
    "enablePortfolioMarginTrading",
}


def _restrictions(api: ApiClient, key: PracticeKey) -> dict[str, object]:
    answer = api.signed(key, RESTRICTIONS)
    assert answer.status == 200
    body = answer.json()
    assert isinstance(body, dict)
    return body


def test_the_public_ones(api: ApiClient) -> None:
    assert api.get("/api/v3/ping").body == b"{}"
    assert api.get("/api/v3/time").json() == {"serverTime": NOW}
    status = api.get("/sapi/v1/system/status")
    assert status.json() == {"status": 0, "msg": "normal"}
    assert status.header("content-type") == "application/json; charset=UTF-8"


def test_a_new_key_may_trade_as_in_july_2018(api: ApiClient, trading_key: PracticeKey) -> None:
    restrictions = _restrictions(api, trading_key)
    assert set(restrictions) == DOCUMENTED_FIELDS
    assert restrictions["createTime"] == trading_key.create_time == NOW
    assert restrictions["ipRestrict"] is False
    switched_on = {field for field in PERMISSION_FIELDS if restrictions[field] is True}
    assert switched_on == TICKED_IN_2018 == {"enableReading", "enableSpotAndMarginTrading"}


@pytest.mark.parametrize("field", sorted(PERMISSION_FIELDS))
def test_each_permission_is_reported_by_itself(
    api: ApiClient, account: PracticeAccount, reading_key: PracticeKey, field: str
) -> None:
    account.save_permissions(reading_key.api_key, {"enableReading", field})
    restrictions = _restrictions(api, reading_key)
    switched_on = {name for name in PERMISSION_FIELDS if restrictions[name] is True}
    assert switched_on == {"enableReading", field}
    switched_off = {name for name in PERMISSION_FIELDS if restrictions[name] is False}
    assert switched_on | switched_off == PERMISSION_FIELDS


def test_the_ip_list_is_reported(
    api: ApiClient, account: PracticeAccount, reading_key: PracticeKey
) -> None:
    account.save_ip_list(reading_key.api_key, ["127.0.0.1"])
    assert _restrictions(api, reading_key)["ipRestrict"] is True


def test_the_end_of_trading_is_reported_only_where_it_applies(
    api: ApiClient, account: PracticeAccount, trading_key: PracticeKey, reading_key: PracticeKey
) -> None:
    account.behaviours = replace(account.behaviours, trading_authority_days=30)
    expected = trading_key.create_time + 30 * 24 * 60 * 60 * 1000
    restrictions = _restrictions(api, trading_key)
    assert restrictions["tradingAuthorityExpirationTime"] == expected
    assert set(_restrictions(api, reading_key)) == DOCUMENTED_FIELDS
    account.save_ip_list(trading_key.api_key, ["127.0.0.1"])
    assert set(_restrictions(api, trading_key)) == DOCUMENTED_FIELDS


def test_the_account_says_the_same_to_every_key(
    api: ApiClient, reading_key: PracticeKey, trading_key: PracticeKey
) -> None:
    to_reader = api.signed(reading_key, "/api/v3/account").json()
    assert to_reader == api.signed(trading_key, "/api/v3/account").json()
    assert isinstance(to_reader, dict)
    assert (to_reader["canTrade"], to_reader["canWithdraw"]) == (True, True)
    some = api.signed(reading_key, "/api/v3/account", {"omitZeroBalances": "true"}).json()
    assert isinstance(some, dict)
    assert 0 < len(some["balances"]) < len(to_reader["balances"])


def test_exchange_info_lists_the_pairs_and_their_filters(api: ApiClient) -> None:
    symbols = api.get("/api/v3/exchangeInfo").json()
    assert isinstance(symbols, dict)
    assert {"BTCUSDT", "SYSBTC"} <= {pair["symbol"] for pair in symbols["symbols"]}
    for query, count in (
        ("symbol=BTCUSDT", 1),
        ("symbols=%5B%22BTCUSDT%22,%22ETHBTC%22%5D", 2),
        ("symbolStatus=HALT", 0),
        ("permissions=MARGIN", 0),
        ("permissions=SPOT&showPermissionSets=false", 4),
    ):
        body = api.get("/api/v3/exchangeInfo?" + query).json()
        assert isinstance(body, dict)
        assert len(body["symbols"]) == count, query


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("symbol=NOSUCHPAIR", -1121),
        ("symbol=", -1105),
        ("symbols=BTCUSDT", -1100),
        ("symbols=%5B%22NOSUCHPAIR%22%5D", -1121),
        ("symbol=BTCUSDT&symbols=%5B%22BTCUSDT%22%5D", -1128),
        ("foo=bar", -1104),
        ("a=1&b=2&c=3&d=4&e=5&f=6", -1101),
    ],
)
def test_exchange_info_refuses_what_it_does_not_know(api: ApiClient, query: str, code: int) -> None:
    answer = api.get("/api/v3/exchangeInfo?" + query)
    assert (answer.status, answer.code) == (400, code)


@pytest.mark.parametrize("family", ["fapi", "dapi"])
def test_there_are_no_contracts(api: ApiClient, family: str) -> None:
    body = api.get(f"/{family}/v1/exchangeInfo").json()
    assert isinstance(body, dict)
    assert body["symbols"] == []


def test_prices(api: ApiClient) -> None:
    one = api.get("/api/v3/ticker/price?symbol=BTCUSDT").json()
    assert one == {"symbol": "BTCUSDT", "price": "60000.00000000"}
    every = api.get("/api/v3/ticker/price").json()
    assert isinstance(every, list)
    assert one in every


def test_microseconds_on_demand(api: ApiClient) -> None:
    answer = api.get("/api/v3/time", **{"X-MBX-TIME-UNIT": "microsecond"})
    assert answer.json() == {"serverTime": NOW * 1000}
    assert api.get("/api/v3/time", **{"X-MBX-TIME-UNIT": "HOUR"}).code == -1194


@pytest.mark.parametrize(
    "path",
    [
        path
        for path, methods in ENDPOINTS.items()
        for endpoint in methods.values()
        if isinstance(endpoint, SignedEndpoint) and not endpoint.mandatory
    ],
)
def test_signed_endpoints_answer_a_reading_key_and_nobody_else(
    api: ApiClient, reading_key: PracticeKey, path: str
) -> None:
    assert api.signed(reading_key, path).status == 200
    assert api.get(path).status == 400


def test_trades_need_a_symbol(api: ApiClient, reading_key: PracticeKey) -> None:
    assert api.signed(reading_key, "/api/v3/myTrades").code == -1102
    assert api.signed(reading_key, "/api/v3/myTrades", {"symbol": "BTCUSDT"}).json() == []
    assert api.signed(reading_key, "/api/v3/myTrades", {"symbol": "NOPE"}).code == -1121


def test_public_calls_take_no_parameters_they_do_not_know(api: ApiClient) -> None:
    answer = api.get("/api/v3/time?a=1")
    assert answer.json() == {
        "code": -1101,
        "msg": "Too many parameters; expected '0' and received '1'.",
    }
    # The other family does not mind.
    assert api.get("/sapi/v1/system/status?a=1").status == 200


def test_weight_is_told_and_starts_again_each_minute(
    api: ApiClient, clock: Clock, reading_key: PracticeKey
) -> None:
    assert api.get("/api/v3/time").header("x-mbx-used-weight-1m") == "1"
    used = api.signed(reading_key, "/api/v3/account")
    assert used.header("x-mbx-used-weight-1m") == "21"
    assert used.header("x-mbx-used-weight") == "21"
    # A refused call costs weight as well.
    assert api.get("/api/v3/account").header("x-mbx-used-weight-1m") == "41"
    # On /sapi each endpoint has a count of its own.
    for expected in ("1", "2"):
        answer = api.signed(reading_key, RESTRICTIONS)
        assert answer.header("x-sapi-used-ip-weight-1m") == expected
        assert answer.header("x-mbx-used-weight-1m") is None
    assert api.get("/sapi/v1/system/status").header("x-sapi-used-ip-weight-1m") == "1"
    clock.now += 60_000
    assert api.get("/api/v3/time").header("x-mbx-used-weight-1m") == "1"


@pytest.mark.parametrize("path", ["/api/v3/nix", "/api/", "/sapi/v1/x", "/api/v3/account/"])
def test_unknown_paths(api: ApiClient, path: str) -> None:
    answer = api.get(path)
    assert answer.status == 404
    assert b"404 Not Found" in answer.body


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/api/v3/account", "GET"),
        ("GET", "/api/v3/order/test", "POST"),
        ("DELETE", "/sapi/v1/account/apiRestrictions", "GET"),
        ("OPTIONS", "/api/v3/time", "GET"),
        ("PATCH", "/api/v3/time", "GET"),
    ],
)
def test_wrong_methods(api: ApiClient, method: str, path: str, allowed: str) -> None:
    answer = api.send(method, path)
    assert (answer.status, answer.header("allow")) == (405, allowed)
    body = json.loads(answer.body)
    assert body == {"code": -1000, "msg": f"Request method '{method}' not supported"}


def test_the_body_of_a_get_holds_no_parameters(api: ApiClient, reading_key: PracticeKey) -> None:
    body = f"timestamp={NOW}".encode()
    body += b"&signature=" + sign(reading_key, body).encode()
    headers = {"X-MBX-APIKEY": reading_key.api_key, "Content-Type": FORM}
    assert api.send("GET", "/api/v3/account", body, headers).code == -1102


def test_a_body_of_another_kind_holds_no_parameters(
    api: ApiClient, trading_key: PracticeKey
) -> None:
    body = b"symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1"
    query = f"timestamp={NOW}"
    target = f"/api/v3/order/test?{query}&signature={sign(trading_key, query.encode() + body)}"
    headers = {"X-MBX-APIKEY": trading_key.api_key}
    for content_type, status in (
        (FORM, 200),
        (FORM + ";charset=utf-8", 200),
        ("application/json", 400),
        ("multipart/form-data; boundary=x", 400),
    ):
        answer = api.send("POST", target, body, {**headers, "Content-Type": content_type})
        assert answer.status == status, content_type
    assert api.send("POST", target, body, headers).status == 200
