"""A practice exchange of the Binance.US kind: what is missing there, and what its boxes say."""

import dataclasses
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from tests.practice.api_client import ApiClient, PrivateKey, public_pem
from tests.practice.conftest import NOW, Clock
from tests.practice.form_client import FormClient
from tests.practice.test_troubles import ORDER, make
from wizard.practice.account import PracticeAccount
from wizard.practice.endpoints import ENDPOINTS, endpoints_of
from wizard.practice.permission_boxes import READ_ONLY, READING, TRADING, WITHDRAWALS
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer
from wizard.practice.site import PracticeSite
from wizard.practice.troubles import Trouble, troubles_of

SIGNED_READ = {"symbol": "BTCUSDT", "limit": "1"}


@pytest.fixture
def account(clock: Clock) -> PracticeAccount:
    return PracticeAccount(clock=clock, site=PracticeSite.BINANCE_US)


@pytest.fixture
def server(account: PracticeAccount) -> Iterator[PracticeServer]:
    with PracticeServer(account=account) as server:
        yield server


def _read(api: ApiClient, key: PracticeKey) -> tuple[int, int]:
    answer = api.signed(key, "/api/v3/myTrades", SIGNED_READ)
    return answer.status, 0 if answer.status == 200 else answer.code


def test_the_usual_kind_is_the_default() -> None:
    assert PracticeAccount().site is PracticeSite.BINANCE_COM
    assert endpoints_of(PracticeSite.BINANCE_COM) == ENDPOINTS


def test_there_is_no_report_on_permissions(api: ApiClient, reading_key: PracticeKey) -> None:
    for path in ("/sapi/v1/account/apiRestrictions", "/sapi/v1/nix"):
        answer = api.signed(reading_key, path)
        assert answer.status == 404
        assert b"404 Not Found" in answer.body


def test_what_is_there(api: ApiClient, reading_key: PracticeKey, trading_key: PracticeKey) -> None:
    assert api.get("/api/v3/ping").body == b"{}"
    assert api.get("/api/v3/time").json() == {"serverTime": NOW}
    assert api.get("/sapi/v1/system/status").json() == {"status": 0, "msg": "normal"}
    for key, order_status in ((reading_key, 401), (trading_key, 200)):
        assert api.signed(key, "/api/v3/account").status == 200
        assert api.signed(key, "/api/v3/myTrades", SIGNED_READ).body == b"[]"
        answer = api.signed(key, "/api/v3/order/test", ORDER, method="POST")
        assert answer.status == order_status


def test_its_page_offers_no_choice_of_the_kind(
    site: FormClient, account: PracticeAccount, ed25519_key: PrivateKey
) -> None:
    site.log_in()
    page = site.submit("enable-api")
    assert "public-key" not in page.elements
    assert "kind-self" not in page.elements
    form = {"name": "own", "kind": "self", "public_key": public_pem(ed25519_key)}
    fields = urlencode({**page.forms["create-key"].fields, **form})
    page = site.post("/create", fields.encode())
    assert page.status == 422
    assert "This site makes keys itself" in page.text("problem")
    assert account.keys_made == 0
    assert "secret" in site.make_key("usual").elements


def test_how_the_signed_read_is_refused(
    api: ApiClient, account: PracticeAccount, reading_key: PracticeKey
) -> None:
    assert _read(api, dataclasses.replace(reading_key, api_key="A1b2" * 16)) == (401, -2015)
    assert _read(api, dataclasses.replace(reading_key, api_key="short")) == (401, -2014)
    assert _read(api, dataclasses.replace(reading_key, verifier="wrong")) == (400, -1022)
    api.now -= 60_000
    assert _read(api, reading_key) == (400, -1021)
    api.now += 60_000
    account.save_permissions(reading_key.api_key, set())
    assert _read(api, reading_key) == (401, -2015)


@pytest.mark.parametrize(
    ("limit", "code"),
    [("0", -1130), ("1001", -1130), ("-1", -1100), ("one", -1100), ("", -1105), ("1000", 0)],
)
def test_how_many_trades_may_be_asked_for(
    api: ApiClient, reading_key: PracticeKey, limit: str, code: int
) -> None:
    answer = api.signed(reading_key, "/api/v3/myTrades", {**SIGNED_READ, "limit": limit})
    assert (answer.code if code else answer.json()) == (code or [])


def test_its_pages_say_what_it_is_and_show_its_boxes(
    site: FormClient, account: PracticeAccount
) -> None:
    page = site.make_key("tracker")
    assert "</span>Practice exchange (Binance.US kind)</span>" in page.html
    assert "· Practice exchange (Binance.US kind) (rehearsal)</title>" in page.html
    boxes = [
        attributes["id"] for tag, attributes in page.tags if attributes.get("type") == "checkbox"
    ]
    assert boxes == [READING, TRADING, WITHDRAWALS]
    assert "Today" not in page.html
    assert "today’s site" not in page.html
    for label in ("Enable Reading", "Enable Spot Trading", "Enable Withdrawals"):
        assert f">{label}</label>" in page.html
    assert account.all_keys()[0].permissions == {READING, TRADING}
    page = site.submit("permissions")
    assert page.text("notice") == "Saved. This key can do more than read: Enable Spot Trading."
    site.submit("permissions", without=(TRADING,))
    assert account.all_keys()[0].permissions == READ_ONLY
    assert "Binance.US" in site.open("/nix").html


def test_permissions_without_a_box_cannot_be_had(account: PracticeAccount) -> None:
    with pytest.raises(ValueError, match="No such permission: enableFutures"):
        account.make_key("x", permissions={READING, "enableFutures"})


def test_only_troubles_that_make_sense(site: FormClient) -> None:
    page = site.open("/trouble")
    shown = {form.removeprefix("trouble-") for form in page.forms if form.startswith("trouble-")}
    assert shown == set(troubles_of(PracticeSite.BINANCE_US))
    assert set(Trouble) - shown == {
        Trouble.LYING_FLAGS,
        Trouble.UNKNOWN_PERMISSION,
        Trouble.UNKNOWN_PERMISSION_OFF,
        Trouble.ANOTHER_KEY,
        Trouble.WRONG_TYPE,
        Trouble.MISSING_FIELD,
        Trouble.DUPLICATE_NAMES,
    }
    token = page.forms["trouble-ban"].fields["form_token"]
    assert site.post("/trouble/wrong-type", f"switch=on&form_token={token}".encode()).status == 404


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        (Trouble.READING_OFF, (401, -2015)),
        (Trouble.UNKNOWN_KEY, (401, -2015)),
        (Trouble.IP_LIST_WITH_ADDRESS, (401, -2015)),
        (Trouble.KEY_SHAPE, (401, -2014)),
        (Trouble.WRONG_SIGNATURE, (400, -1022)),
        (Trouble.CLOCK_AHEAD, (400, -1021)),
        (Trouble.CLOCK_JUMPS, (400, -1021)),
        (Trouble.RATE_LIMIT, (429, -1003)),
        (Trouble.MAINTENANCE, (503, 1)),
        (Trouble.TRADING_ON, (200, 0)),
    ],
)
def test_troubles_work_here_too(
    api: ApiClient,
    account: PracticeAccount,
    reading_key: PracticeKey,
    trouble: Trouble,
    expected: tuple[int, int],
) -> None:
    make(account, trouble)
    assert _read(api, reading_key) == expected
    answer = api.signed(reading_key, "/api/v3/order/test", ORDER, method="POST")
    if trouble is Trouble.TRADING_ON:
        assert answer.body == b"{}"
    elif trouble is not Trouble.READING_OFF:
        assert (answer.status, answer.code) == expected
