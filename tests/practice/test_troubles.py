"""Every trouble of the key, of answers and of closures, seen by a caller on a real socket."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.practice.api_client import Answer, ApiClient
from tests.practice.conftest import NOW
from wizard.practice.account import PracticeAccount
from wizard.practice.behaviours import Behaviours
from wizard.practice.permission_boxes import READING, TRADING, WITHDRAWALS
from wizard.practice.practice_key import PracticeKey
from wizard.practice.trouble_words import TROUBLE_WORDS
from wizard.practice.troubles import (
    Trouble,
    TroubleGroup,
    check_combination,
    exclude_each_other,
    group_of,
    switched_on,
)

RESTRICTIONS = "/sapi/v1/account/apiRestrictions"
ORDER = {
    "symbol": "BTCUSDT",
    "side": "BUY",
    "type": "LIMIT",
    "timeInForce": "GTC",
    "quantity": "0.001",
    "price": "30000",
}
HALF_AN_HOUR = 30 * 60_000


def make(account: PracticeAccount, *troubles: Trouble) -> None:
    account.behaviours = replace(account.behaviours, troubles=frozenset(troubles))


def _report(api: ApiClient, key: PracticeKey) -> dict[str, object]:
    answer = api.signed(key, RESTRICTIONS)
    assert answer.status == 200, answer
    report = answer.json()
    assert isinstance(report, dict)
    return report


def _test_order(api: ApiClient, key: PracticeKey) -> Answer:
    return api.signed(key, "/api/v3/order/test", ORDER, method="POST")


def test_every_trouble_has_a_group_and_words_of_its_own() -> None:
    assert set(TROUBLE_WORDS) == set(Trouble)
    assert {group_of(trouble) for trouble in Trouble} == set(TroubleGroup)
    assert len({words.title for words in TROUBLE_WORDS.values()}) == len(Trouble)
    for words in TROUBLE_WORDS.values():
        assert words.happens[0].isupper()
        assert words.happens.endswith(".")
        assert words.careful[0].islower()
        assert words.careful.endswith(".")


def test_what_goes_together() -> None:
    key = frozenset({Trouble.TRADING_ON, Trouble.IP_LIST, Trouble.CLOCK_AHEAD})
    check_combination(key | {Trouble.CUT_OFF})
    assert switched_on(key, Trouble.BAN) == key | {Trouble.BAN}
    assert switched_on(key | {Trouble.BAN}, Trouble.EMPTY) == key | {Trouble.EMPTY}
    assert switched_on(key, Trouble.CLOCK_JUMPS) == key - {Trouble.CLOCK_AHEAD} | {
        Trouble.CLOCK_JUMPS
    }
    assert switched_on(key, Trouble.IP_LIST) == key
    assert exclude_each_other(Trouble.SILENT, Trouble.BAN)
    with pytest.raises(ValueError, match="“ban” and “silent” do not go together"):
        Behaviours(troubles=frozenset({Trouble.SILENT, Trouble.BAN}))


def test_trading_is_on_for_every_key(
    api: ApiClient, account: PracticeAccount, reading_key: PracticeKey
) -> None:
    make(account, Trouble.TRADING_ON)
    assert _report(api, reading_key)[TRADING] is True
    assert _test_order(api, reading_key).body == b"{}"
    # The account itself is as it was: the boxes and the next quiet day.
    make(account)
    assert _report(api, reading_key)[TRADING] is False
    assert _test_order(api, reading_key).code == -2015


def test_reading_is_off(api: ApiClient, account: PracticeAccount, trading_key: PracticeKey) -> None:
    make(account, Trouble.READING_OFF)
    assert api.signed(trading_key, RESTRICTIONS).code == -2015
    assert _test_order(api, trading_key).status == 200


@pytest.mark.parametrize("kind", ["reading_key", "trading_key"])
def test_the_report_lies(
    api: ApiClient, account: PracticeAccount, kind: str, request: pytest.FixtureRequest
) -> None:
    key: PracticeKey = request.getfixturevalue(kind)
    account.behaviours = Behaviours(
        troubles=frozenset({Trouble.LYING_FLAGS}), trading_authority_days=30
    )
    report = _report(api, key)
    assert {name for name, value in report.items() if value is True} == {READING}
    assert "tradingAuthorityExpirationTime" not in report
    assert _test_order(api, key).body == b"{}"


@pytest.mark.parametrize(
    ("trouble", "name", "value"),
    [
        (Trouble.UNKNOWN_PERMISSION, "enableSomethingNew", True),
        (Trouble.UNKNOWN_PERMISSION_OFF, "enableSomethingElse", False),
        (Trouble.ANOTHER_KEY, "createTime", NOW - 24 * 60 * 60 * 1000),
        (Trouble.WRONG_TYPE, TRADING, "false"),
    ],
)
def test_one_field_of_the_report_is_off(
    api: ApiClient,
    account: PracticeAccount,
    reading_key: PracticeKey,
    trouble: Trouble,
    name: str,
    value: object,
) -> None:
    before = _report(api, reading_key)
    make(account, trouble)
    bent = _report(api, reading_key)
    assert bent == {**before, name: value} != before
    assert type(bent[name]) is type(value)


def test_a_field_is_missing(
    api: ApiClient, account: PracticeAccount, reading_key: PracticeKey
) -> None:
    before = _report(api, reading_key)
    make(account, Trouble.MISSING_FIELD)
    assert set(before) - set(_report(api, reading_key)) == {WITHDRAWALS}


@pytest.mark.parametrize("kind", ["reading_key", "trading_key"])
def test_the_same_field_twice(
    api: ApiClient, account: PracticeAccount, kind: str, request: pytest.FixtureRequest
) -> None:
    key: PracticeKey = request.getfixturevalue(kind)
    make(account, Trouble.DUPLICATE_NAMES)
    pairs = json.loads(api.signed(key, RESTRICTIONS).body, object_pairs_hook=list)
    assert [value for name, value in pairs if name == TRADING] == [True, False]
    assert api.get("/api/v3/time").json() == {"serverTime": NOW}


@pytest.mark.parametrize(
    ("trouble", "on_sapi", "on_api"),
    [
        (Trouble.UNKNOWN_KEY, (400, -2008), (401, -2015)),
        (Trouble.KEY_SHAPE, (401, -2014), (401, -2014)),
        (Trouble.WRONG_SIGNATURE, (400, -1022), (400, -1022)),
        (Trouble.IP_LIST, (401, -2015), (401, -2015)),
        (Trouble.IP_LIST_WITH_ADDRESS, (401, -2015), (401, -2015)),
        (Trouble.CLOCK_JUMPS, (400, -1021), (400, -1021)),
    ],
)
def test_the_key_is_refused(
    api: ApiClient,
    account: PracticeAccount,
    trading_key: PracticeKey,
    trouble: Trouble,
    on_sapi: tuple[int, int],
    on_api: tuple[int, int],
) -> None:
    make(account, trouble)
    for path, expected in ((RESTRICTIONS, on_sapi), ("/api/v3/account", on_api)):
        answer = api.signed(trading_key, path)
        assert (answer.status, answer.code) == expected
        assert (b"203.0.113.7" in answer.body) == (trouble is Trouble.IP_LIST_WITH_ADDRESS)
    assert (_test_order(api, trading_key).code) == on_api[1]
    assert api.get("/api/v3/time").json() == {"serverTime": NOW}
    # A key that really is not there is still told apart.
    account.delete_every_key()
    unknown = api.signed(trading_key, RESTRICTIONS).code
    assert unknown == (-2014 if trouble is Trouble.KEY_SHAPE else -2008)


@pytest.mark.parametrize(
    ("trouble", "off"), [(Trouble.CLOCK_AHEAD, HALF_AN_HOUR), (Trouble.CLOCK_BEHIND, -HALF_AN_HOUR)]
)
def test_a_clock_that_can_be_allowed_for(
    api: ApiClient, account: PracticeAccount, reading_key: PracticeKey, trouble: Trouble, off: int
) -> None:
    make(account, trouble)
    assert api.signed(reading_key, RESTRICTIONS).code == -1021
    assert api.get("/api/v3/time").json() == {"serverTime": NOW + off}
    api.now = NOW + off
    assert _report(api, reading_key)["createTime"] == NOW


def test_troubles_of_the_key_combine(
    api: ApiClient, account: PracticeAccount, reading_key: PracticeKey
) -> None:
    make(account, Trouble.TRADING_ON, Trouble.UNKNOWN_PERMISSION, Trouble.MISSING_FIELD)
    report = _report(api, reading_key)
    assert report[TRADING] is report["enableSomethingNew"] is True
    assert WITHDRAWALS not in report


REFUSALS: Mapping[Trouble, tuple[int, int | None, str | None]] = {
    Trouble.RATE_LIMIT: (429, -1003, "30"),
    Trouble.RATE_LIMIT_ZERO: (429, -1003, "0"),
    Trouble.BAN: (418, -1003, "120"),
    Trouble.MAINTENANCE: (503, 1, None),
    Trouble.OVERLOAD: (503, -1008, None),
    Trouble.COUNTRY: (451, 0, None),
    Trouble.FIREWALL_PAGE: (403, None, None),
}


@pytest.mark.parametrize("trouble", REFUSALS)
def test_the_exchange_is_closed_until_it_opens_again(
    api: ApiClient, account: PracticeAccount, reading_key: PracticeKey, trouble: Trouble
) -> None:
    make(account, trouble)
    status, code, retry_after = REFUSALS[trouble]
    for answer in (
        api.get("/api/v3/time"),
        api.signed(reading_key, RESTRICTIONS),
        _test_order(api, reading_key),
        api.get("/api/v3/nix"),
    ):
        assert (answer.status, answer.header("retry-after")) == (status, retry_after)
        if code is None:
            assert (answer.header("content-type") or "").startswith("text/html")
            assert b"403 Forbidden" in answer.body
        else:
            assert answer.code == code
    if trouble is Trouble.BAN:
        assert f"banned until {NOW + 120_000}." in api.get("/api/v3/time").body.decode()
    said = api.get("/sapi/v1/system/status")
    if trouble is Trouble.MAINTENANCE:
        assert (said.status, said.json()) == (200, {"status": 1, "msg": "system_maintenance"})
    else:
        assert said.status == status
    make(account)
    assert api.signed(reading_key, RESTRICTIONS).status == 200


@pytest.mark.parametrize(
    ("trouble", "status", "kind", "body"),
    [
        (Trouble.ERROR_IN_200, 200, "application/json", b'{"code": -1001'),
        (Trouble.EMPTY, 200, "application/json", b""),
        (Trouble.NO_CONTENT, 204, "", b""),
        (Trouble.NOT_JSON, 200, "application/json", b"{enableReading: yes"),
        (Trouble.NESTED_LISTS, 200, "application/json", b"[" * 200_000 + b"]" * 200_000),
        (Trouble.LOGIN_PAGE, 200, "text/html", b"<!doctype html>"),
        (Trouble.REDIRECT, 302, "", b""),
    ],
)
def test_every_answer_is_spoiled(
    api: ApiClient,
    account: PracticeAccount,
    reading_key: PracticeKey,
    trouble: Trouble,
    status: int,
    kind: str,
    body: bytes,
) -> None:
    make(account, trouble)
    for answer in (api.get("/api/v3/time"), api.signed(reading_key, RESTRICTIONS)):
        assert answer.status == status
        assert (answer.header("content-type") or "").startswith(kind)
        assert answer.body.startswith(body)
        assert len(answer.body) < len(body) + 200
        assert bool(body) or not answer.body
        if trouble is Trouble.NOT_JSON:
            with pytest.raises(ValueError, match="Expecting"):
                answer.json()


def test_the_redirect_leads_to_another_name_of_this_computer(
    api: ApiClient, account: PracticeAccount
) -> None:
    make(account, Trouble.REDIRECT)
    port = api._address.rpartition(":")[2]
    for name, other in (("127.0.0.1", "localhost"), ("localhost", "127.0.0.1")):
        answer = ApiClient(f"http://{name}:{port}", NOW).get("/api/v3/time")
        assert answer.header("location") == f"http://{other}:{port}/login"


def test_numbers_are_huge(
    api: ApiClient, account: PracticeAccount, reading_key: PracticeKey
) -> None:
    make(account, Trouble.HUGE_NUMBER)
    assert api.get("/api/v3/time").body == b'{"serverTime": ' + b"9" * 100_000 + b"}"
    report = api.signed(reading_key, RESTRICTIONS).body
    assert report.count(b"9" * 100_000) == 1
    assert b'"enableReading": true' in report
    with pytest.raises(ValueError, match="integer string conversion"):
        json.loads(report)
    assert api.get("/api/v3/nix").body == b"9" * 100_000
