"""Every row of the error table, and the order in which the exchange looks."""

import pytest

from tests.practice.api_client import ApiClient, sign
from tests.practice.conftest import NOW, Clock
from wizard.practice.account import PracticeAccount
from wizard.practice.permission_boxes import PERMISSION_FIELDS, READ_ONLY, READING
from wizard.practice.practice_key import PracticeKey, new_text

ACCOUNT = "/api/v3/account"
RESTRICTIONS = "/sapi/v1/account/apiRestrictions"
ORDER_TEST = "/api/v3/order/test"
KEY_REJECTED = (401, -2015, "Invalid API-key, IP, or permissions for action.")
TOO_OLD = (400, -1021, "Timestamp for this request is outside of the recvWindow.")
TOO_EARLY = (400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.")
WRONG_SIGNATURE = (400, -1022, "Signature for this request is not valid.")
ORDER = {
    "symbol": "BTCUSDT",
    "side": "BUY",
    "type": "LIMIT",
    "timeInForce": "GTC",
    "quantity": "0.001",
    "price": "20000",
}


def _call(
    api: ApiClient,
    path: str,
    query: str,
    key: PracticeKey | None = None,
    *,
    api_key: str | None = None,
    method: str = "GET",
) -> tuple[int, int, str]:
    """Status, code and text of a refusal; the query is signed if a key is given."""
    target = f"{path}?{query}" + (f"&signature={sign(key, query.encode())}" if key else "")
    if api_key is None and key is not None:
        api_key = key.api_key
    answer = api.send(method, target, headers={"X-MBX-APIKEY": api_key} if api_key else {})
    body = answer.json()
    assert isinstance(body, dict)
    return answer.status, body.get("code", 0), body.get("msg", "")


def _mandatory(name: str) -> tuple[int, int, str]:
    text = f"Mandatory parameter '{name}' was not sent, was empty/null, or malformed."
    return 400, -1102, text


@pytest.mark.parametrize("path", [ACCOUNT, RESTRICTIONS])
def test_parameters_come_first(api: ApiClient, path: str) -> None:
    assert _call(api, path, "") == _mandatory("signature")
    assert _call(api, path, f"timestamp={NOW}") == _mandatory("signature")
    assert _call(api, path, f"timestamp={NOW}&signature=") == _mandatory("signature")
    assert _call(api, path, "signature=ab") == _mandatory("timestamp")
    assert _call(api, path, "signature=ab&timestamp=") == _mandatory("timestamp")


def test_mandatory_parameters_of_an_order_come_first(api: ApiClient) -> None:
    query = f"signature=ab&timestamp={NOW}"
    for name in ("symbol", "side", "type"):
        assert _call(api, ORDER_TEST, query, method="POST") == _mandatory(name)
        query += f"&{name}={ORDER[name]}"
    assert _call(api, ORDER_TEST, query, method="POST")[1] == -2014


@pytest.mark.parametrize(
    ("parameter", "code", "says"),
    [
        ("timestamp=12.5", -1100, "'timestamp'; legal range is '^[0-9]{1,20}$'."),
        ("timestamp=-1", -1100, "'timestamp'"),
        ("timestamp=１２３", -1100, "'timestamp'"),
        (f"timestamp={'9' * 21}", -1100, "'timestamp'"),
        (f"timestamp={NOW}&recvWindow=fast", -1100, "'recvWindow'"),
        (f"timestamp={NOW}&recvWindow=1.2345", -1100, "'recvWindow'"),
        (f"timestamp={NOW}&recvWindow=", -1105, "Parameter 'recvWindow' was empty."),
        (f"timestamp={NOW}&recvWindow=60000.001", -1131, "'recvWindow' must be less than 60000."),
        (f"timestamp={NOW}&timestamp={NOW}", -1101, "Duplicate values for parameter 'timestamp'."),
    ],
)
def test_malformed_times(api: ApiClient, parameter: str, code: int, says: str) -> None:
    parameter = parameter.replace("１２３", "%EF%BC%91")
    status, got, text = _call(api, ACCOUNT, parameter + "&signature=ab")
    assert (status, got) == (400, code)
    assert says in text


@pytest.mark.parametrize("path", [ACCOUNT, RESTRICTIONS])
@pytest.mark.parametrize(
    "api_key", [None, "", "short", "x" * 63, "x" * 65, "x" * 63 + "-", "x" * 63 + " "]
)
def test_then_the_shape_of_the_key(api: ApiClient, path: str, api_key: str | None) -> None:
    answer = _call(api, path, f"timestamp={NOW}&signature=ab", api_key=api_key)
    assert answer == (401, -2014, "API-key format invalid.")


def test_then_whether_anybody_has_it(api: ApiClient) -> None:
    query = f"timestamp={NOW}&signature=ab"
    assert _call(api, ACCOUNT, query, api_key=new_text()) == KEY_REJECTED
    unknown_id = (400, -2008, "Invalid Api-Key ID.")
    assert _call(api, RESTRICTIONS, query, api_key=new_text()) == unknown_id


@pytest.mark.parametrize("path", [ACCOUNT, RESTRICTIONS])
def test_and_whether_it_may_come_from_here(
    api: ApiClient, account: PracticeAccount, reading_key: PracticeKey, path: str
) -> None:
    query = f"timestamp={NOW}"
    account.save_ip_list(reading_key.api_key, ["203.0.113.7"])
    assert _call(api, path, query, reading_key) == KEY_REJECTED
    assert _call(api, path, f"{query}&signature=ab", api_key=reading_key.api_key) == KEY_REJECTED
    account.save_ip_list(reading_key.api_key, ["203.0.113.7", "127.0.0.1"])
    assert api.signed(reading_key, path).status == 200


@pytest.mark.parametrize("path", [ACCOUNT, RESTRICTIONS])
def test_then_the_signature(api: ApiClient, reading_key: PracticeKey, path: str) -> None:
    query = "timestamp=1&signature=" + "0" * 64
    assert _call(api, path, query, api_key=reading_key.api_key) == WRONG_SIGNATURE


@pytest.mark.parametrize(
    ("offset", "window", "answer"),
    [
        (999, None, None),
        (1000, None, TOO_EARLY),
        (-5000, None, None),
        (-5001, None, TOO_OLD),
        (-60_000, "60000", None),
        (-60_001, "60000", TOO_OLD),
        (-6_001, "6000.346", TOO_OLD),
        (-6_000, "6000.346", None),
        (-1, "0", TOO_OLD),
        (0, "0", None),
    ],
)
@pytest.mark.parametrize("path", [ACCOUNT, RESTRICTIONS])
def test_then_the_time(
    api: ApiClient,
    reading_key: PracticeKey,
    path: str,
    offset: int,
    window: str | None,
    answer: tuple[int, int, str] | None,
) -> None:
    query = f"timestamp={NOW + offset}" + (f"&recvWindow={window}" if window else "")
    got = _call(api, path, query, reading_key)
    assert got == answer if answer else got[0] == 200


def test_times_may_come_in_microseconds(api: ApiClient, reading_key: PracticeKey) -> None:
    at_the_edge = NOW * 1000 + 999_999
    assert _call(api, ACCOUNT, f"timestamp={at_the_edge}", reading_key)[0] == 200
    assert _call(api, ACCOUNT, f"timestamp={at_the_edge + 1}", reading_key) == TOO_EARLY
    too_old = NOW * 1000 - 5_000_001
    assert _call(api, ACCOUNT, f"timestamp={too_old}", reading_key) == TOO_OLD


@pytest.mark.parametrize("path", [ACCOUNT, RESTRICTIONS])
def test_then_reading(api: ApiClient, account: PracticeAccount, path: str) -> None:
    key = account.make_key("blind", permissions=PERMISSION_FIELDS - {READING})
    assert _call(api, path, f"timestamp={NOW}", key) == KEY_REJECTED
    account.save_permissions(key.api_key, READ_ONLY)
    assert api.signed(key, path).status == 200


def test_then_trading_before_anything_about_the_order(
    api: ApiClient, reading_key: PracticeKey, account: PracticeAccount
) -> None:
    query = f"symbol=NOSUCHPAIR&side=UP&type=MAGIC&foo=bar&timestamp={NOW}"
    assert _call(api, ORDER_TEST, query, reading_key, method="POST") == KEY_REJECTED
    account.save_permissions(reading_key.api_key, {"enableSpotAndMarginTrading"})
    assert _call(api, ORDER_TEST, query, reading_key, method="POST")[1] == -1104


def test_the_whole_order_of_checks(api: ApiClient, account: PracticeAccount, clock: Clock) -> None:
    """One call with everything wrong, mended from the front: each check speaks in its turn."""
    key = account.make_key("all wrong", permissions=())
    account.save_ip_list(key.api_key, ["203.0.113.7"])
    clock.now += 60_000
    heard = []

    def listen(query: str, api_key: str) -> None:
        heard.append(_call(api, ORDER_TEST, query, api_key=api_key, method="POST")[1])

    order = "side=UP&type=LIMIT&recvWindow=5000"
    listen(f"{order}&timestamp={NOW}&signature=ab", "malformed")  # the symbol is missing
    order = "symbol=NOSUCHPAIR&" + order
    wrong = f"{order}&timestamp={NOW}&signature=ab"
    listen(wrong, "malformed")
    listen(wrong, new_text())
    listen(wrong, key.api_key)  # not from this address
    account.save_ip_list(key.api_key, [])
    listen(wrong, key.api_key)
    signed = f"{order}&timestamp={NOW}"
    listen(f"{signed}&signature={sign(key, signed.encode())}", key.api_key)
    clock.now = NOW
    listen(f"{signed}&signature={sign(key, signed.encode())}", key.api_key)
    account.save_permissions(key.api_key, {"enableSpotAndMarginTrading"})
    listen(f"{signed}&signature={sign(key, signed.encode())}", key.api_key)
    assert heard == [-1102, -2014, -2015, -2015, -1022, -1021, -2015, -1117]


def test_a_deleted_key_is_unknown(
    api: ApiClient, account: PracticeAccount, reading_key: PracticeKey
) -> None:
    assert account.delete_every_key() == 1
    assert api.signed(reading_key, RESTRICTIONS).code == -2008
    assert api.signed(reading_key, ACCOUNT).code == -2015
