"""The pages, walked without scripts: from the account page to a key, and everything after."""

from dataclasses import replace

import pytest

from tests.practice.api_client import ApiClient, PrivateKey, private_pem, public_pem
from tests.practice.conftest import Clock
from tests.practice.form_client import FormClient, Page
from wizard.practice.account import PracticeAccount
from wizard.practice.behaviours import NameAgain
from wizard.practice.permission_boxes import PERMISSION_FIELDS, READ_ONLY, TICKED_IN_2018
from wizard.practice.practice_key import KeyKind, PracticeKey

STARS = "********"


def _ticked(page: Page, form: str) -> frozenset[str]:
    return PERMISSION_FIELDS.intersection(page.forms[form].fields)


def _never_again(account: PracticeAccount) -> None:
    account.behaviours = replace(account.behaviours, name_again=NameAgain.NEVER)


def test_the_documented_road(site: FormClient, account: PracticeAccount, api: ApiClient) -> None:
    assert site.open("/").path == "/login"
    assert site.submit("log-in").path == "/account"
    assert site.submit("enable-api").path == "/api-management"
    site.submit("create-key", name="Portfolio tracker")
    assert site.page.path.endswith("/two-factor")
    site.enter_code()
    assert site.page.path.endswith("/mail")
    assert account.all_keys() == ()
    site.open("/inbox")
    assert "Confirm Create" in site.page.html
    # Asked for the name again: from there it goes on as before.
    site.submit("confirm-create")
    assert site.page.path.endswith("/name-again")
    assert site.page.forms["name-again"].fields["name"] == "Portfolio tracker"
    assert account.all_keys() == ()
    site.submit("name-again", name="My tracker")
    site.enter_code()
    site.open("/inbox")
    assert site.page.html.count("Confirm Create") == 1  # the first mail has done its work
    page = site.submit("confirm-create")

    (key,) = account.all_keys()
    assert key.label == "My tracker"
    assert page.path == f"/keys/{key.reference}"
    assert page.text("api-key") == key.api_key
    assert page.text("secret") == key.verifier
    assert _ticked(page, "permissions") == TICKED_IN_2018 == key.permissions
    assert api.signed(key, "/api/v3/account").status == 200

    page = site.submit("permissions", without=("enableSpotAndMarginTrading",))
    assert page.text("notice") == "Saved. This key can only read."
    assert page.text("secret") == key.verifier  # saving is not leaving
    assert account.key(key.api_key).permissions == READ_ONLY

    page = site.open(page.path)
    assert page.text("secret") == STARS
    assert page.text("api-key") == key.api_key
    assert _ticked(page, "permissions") == READ_ONLY
    assert key.verifier not in page.html
    # Saving now shows nothing any more.
    assert site.submit("permissions").text("secret") == STARS


@pytest.mark.parametrize(
    ("wish", "asked"),
    [
        (NameAgain.NEVER, [False, False]),
        (NameAgain.FIRST_KEY, [True, False]),
        (NameAgain.EVERY_KEY, [True, True]),
    ],
)
def test_when_the_name_is_asked_again(
    site: FormClient, account: PracticeAccount, wish: NameAgain, asked: list[bool]
) -> None:
    account.behaviours = replace(account.behaviours, name_again=wish)
    site.log_in()
    seen = []
    for name in ("first", "second"):
        site.open("/api-management")
        site.submit("create-key", name=name)
        site.enter_code()
        site.open("/inbox")
        site.submit("confirm-create")
        seen.append("name-again" in site.page.forms)
        if seen[-1]:
            site.submit("name-again")
            site.enter_code()
            site.open("/inbox")
            site.submit("confirm-create")
        assert "api-key" in site.page.elements
    assert seen == asked
    assert [key.label for key in account.all_keys()] == ["first", "second"]


def test_two_factor_may_have_to_be_turned_on_first(
    site: FormClient, account: PracticeAccount
) -> None:
    _never_again(account)
    site.log_in()
    site.submit("turn-off-two-factor")
    assert account.two_factor_on is False
    site.submit("enable-api")
    site.submit("create-key", name="tracker")
    assert "two-factor" not in site.page.forms
    wrong = site.submit("turn-on-two-factor", code="12")
    assert (wrong.status, account.two_factor_on) == (422, False)
    site.enter_code("turn-on-two-factor")
    assert site.page.path.endswith("/two-factor")
    site.enter_code()
    site.open("/inbox")
    assert "api-key" in site.submit("confirm-create").elements


def test_two_factor_cannot_be_stepped_over(site: FormClient, account: PracticeAccount) -> None:
    site.log_in()
    site.submit("enable-api")
    site.submit("create-key", name="tracker")
    account.two_factor_on = False
    page = site.enter_code()
    assert page.status == 422
    assert "turn-on-two-factor" in page.forms
    assert site.open("/inbox").forms.keys() == {"log-out"}


@pytest.mark.parametrize("code", ["", "000", "abcdef", "１２３４５６"])
def test_a_wrong_code(site: FormClient, code: str) -> None:
    site.log_in()
    site.submit("enable-api")
    site.submit("create-key", name="tracker")
    page = site.submit("two-factor", code=code)
    assert page.status == 422
    assert "does not match" in page.text("problem")
    assert site.enter_code().path.endswith("/mail")


def test_a_code_that_is_too_old(site: FormClient, clock: Clock) -> None:
    site.log_in()
    site.submit("enable-api")
    site.submit("create-key", name="tracker")
    clock.now += 6 * 60_000
    assert site.enter_code().status == 422
    assert site.enter_code().status == 200


def test_a_mail_works_once(site: FormClient, account: PracticeAccount) -> None:
    _never_again(account)
    site.make_key("tracker")
    page = site.open("/inbox")
    assert "confirm-create" not in page.forms
    assert "This mail has done its work." in page.html
    page = site.post("/inbox/confirm", f"form_token={_token(page)}&mail=0".encode())
    assert page.text("notice") == "That mail is too old."
    assert len(account.all_keys()) == 1


def test_a_double_click_costs_nothing(site: FormClient, account: PracticeAccount) -> None:
    """The browser sends the form twice and shows only the second answer."""
    site.log_in()
    site.submit("enable-api")
    site.submit("create-key", name="tracker")
    inbox = site.page
    for asked_again in (True, False):
        twice = site.page
        site.enter_code()
        site.page = twice
        assert site.enter_code().path.endswith("/mail")
        inbox = site.open("/inbox")
        site.submit("confirm-create", follow=False)
        site.page = inbox
        site.submit("confirm-create")
        if asked_again:
            twice = site.page
            site.submit("name-again")
            site.page = twice
            site.submit("name-again")
    (key,) = account.all_keys()
    assert site.page.text("secret") == key.verifier
    # A third click much later leads to the key, but not to its secret.
    site.page = inbox
    page = site.submit("confirm-create")
    assert (page.path, page.text("secret")) == (f"/keys/{key.reference}", STARS)
    account.delete_every_key()
    site.page = inbox
    assert site.submit("confirm-create").path == "/api-management"


def test_two_wishes_at_once(site: FormClient, account: PracticeAccount) -> None:
    _never_again(account)
    site.log_in()
    for name in ("older", "newer"):
        site.open("/api-management")
        site.submit("create-key", name=name)
        site.enter_code()
    page = site.open("/inbox")
    older = next(form for form in page.forms if form.startswith("confirm-create-"))
    site.submit("confirm-create")
    site.page = page
    site.submit(older)
    assert [key.label for key in account.all_keys()] == ["newer", "older"]


def _token(page: Page) -> str:
    return page.forms["log-out"].fields["form_token"]


def test_each_step_only_in_its_turn(site: FormClient) -> None:
    site.log_in()
    site.submit("enable-api")
    site.submit("create-key", name="tracker")
    step = site.page.path.removesuffix("/two-factor")
    token = _token(site.page)
    for path in ("/mail", "/name-again"):
        assert site.open(step + path).path == step + "/two-factor"
    body = f"form_token={token}&name=other".encode()
    assert site.post(step + "/name-again", body).path == step + "/two-factor"
    assert site.open("/create/none/two-factor").path == "/api-management"
    assert "Start again" in site.page.text("notice")
    assert site.post("/create/none/two-factor/on", body).path == "/api-management"
    # The wish itself is still there.
    site.open(step + "/two-factor")
    assert site.enter_code().path == step + "/mail"


@pytest.mark.parametrize("name", ["", "   ", "x" * 51, "a\u200bb"])
def test_names_that_are_refused(site: FormClient, account: PracticeAccount, name: str) -> None:
    site.log_in()
    site.submit("enable-api")
    page = site.submit("create-key", name=name)
    assert page.status == 422
    assert page.elements["name"].attributes["aria-invalid"] == "true"
    assert account.keys_made == 0
    site.submit("create-key", name="good")
    site.enter_code()
    site.open("/inbox")
    site.submit("confirm-create")
    assert site.submit("name-again", name=name).status == 422
    assert site.submit("name-again").path.endswith("/two-factor")


@pytest.mark.parametrize(
    ("fixture", "kind"), [("ed25519_key", KeyKind.ED25519), ("rsa_key", KeyKind.RSA)]
)
def test_a_key_of_ones_own(
    fixture: str,
    kind: KeyKind,
    request: pytest.FixtureRequest,
    site: FormClient,
    account: PracticeAccount,
    api: ApiClient,
) -> None:
    private_key: PrivateKey = request.getfixturevalue(fixture)
    page = site.make_key("own", kind="self", public_key=public_pem(private_key))
    (key,) = account.all_keys()
    assert (key.kind, key.label) == (kind, "own")
    assert page.text("api-key") == key.api_key
    assert "secret" not in page.elements
    assert "There is no secret to show" in page.html
    assert api.signed(key, "/api/v3/account", private_key=private_key).status == 200


def test_a_pasted_private_key_is_refused_and_not_sent_back(
    site: FormClient, account: PracticeAccount, ed25519_key: PrivateKey
) -> None:
    site.log_in()
    site.submit("enable-api")
    pem = private_pem(ed25519_key)
    page = site.submit("create-key", name="own", kind="self", public_key=pem)
    assert page.status == 422
    assert "That is a private key" in page.text("problem")
    assert pem.splitlines()[1] not in page.html
    assert page.forms["create-key"].fields["name"] == "own"
    assert page.forms["create-key"].fields["kind"] == "self"
    assert account.keys_made == 0


def test_every_box_can_be_ticked_later(
    site: FormClient, account: PracticeAccount, api: ApiClient, reading_key: PracticeKey
) -> None:
    account.save_ip_list(reading_key.api_key, ["127.0.0.1"])
    site.log_in()
    page = site.open(f"/keys/{reading_key.reference}/edit")
    assert page.forms["edit-permissions"].names >= PERMISSION_FIELDS
    for field in sorted(PERMISSION_FIELDS - READ_ONLY):
        page = site.submit("edit-permissions", extra={field: "on"})
        assert _ticked(page, "edit-permissions") == {"enableReading", field}
        restrictions = api.signed(reading_key, "/sapi/v1/account/apiRestrictions").json()
        assert isinstance(restrictions, dict)
        assert restrictions[field] is True
        site.submit("edit-permissions", without=(field,))
    page = site.submit("edit-permissions", without=("enableReading",))
    assert page.text("notice") == "Saved. This key can do nothing."
    assert api.signed(reading_key, "/sapi/v1/account/apiRestrictions").status == 401


def test_withdrawals_need_an_ip_list(
    site: FormClient, account: PracticeAccount, reading_key: PracticeKey
) -> None:
    site.log_in()
    site.open(f"/keys/{reading_key.reference}/edit")
    page = site.submit("edit-permissions", enableWithdrawals="on")
    assert page.status == 422
    assert "needs a list of trusted IP addresses" in page.text("problem")
    assert "enableWithdrawals" in page.forms["edit-permissions"].fields  # the tick is kept
    assert account.key(reading_key.api_key).permissions == READ_ONLY
    site.submit("ip-list", ip_addresses="127.0.0.1")
    page = site.submit("edit-permissions", enableWithdrawals="on")
    assert "can do more than read: Enable Withdrawals" in page.text("notice")
    # And the list stays as long as they do.
    page = site.submit("ip-list", ip_addresses="")
    assert page.status == 422
    assert account.key(reading_key.api_key).ip_list == ("127.0.0.1",)


def test_a_mistake_at_the_first_look_does_not_cost_the_secret(
    site: FormClient, account: PracticeAccount
) -> None:
    secret = site.make_key("tracker").text("secret")
    page = site.submit("permissions", enableWithdrawals="on")
    assert (page.status, page.text("secret")) == (422, secret)
    page = site.submit("permissions", without=("enableWithdrawals", "enableSpotAndMarginTrading"))
    assert (page.status, page.text("secret")) == (200, secret)
    assert site.open(page.path).text("secret") == STARS


def test_an_old_page_cannot_bring_the_secret_back(site: FormClient) -> None:
    shown = site.make_key("tracker")
    site.open(shown.path)
    site.page = shown
    assert site.submit("permissions").text("secret") == STARS


def test_the_ip_list(
    site: FormClient, account: PracticeAccount, api: ApiClient, reading_key: PracticeKey
) -> None:
    site.log_in()
    site.open(f"/keys/{reading_key.reference}/edit")
    page = site.submit("ip-list", ip_addresses="203.0.113.7, 127.0.0.1\r\n2001:db8::1")
    assert page.forms["ip-list"].fields["ip_addresses"].split() == [
        "203.0.113.7",
        "127.0.0.1",
        "2001:db8::1",
    ]
    assert api.signed(reading_key, "/api/v3/account").status == 200
    site.submit("ip-list", ip_addresses="203.0.113.7")
    assert api.signed(reading_key, "/api/v3/account").status == 401
    page = site.submit("ip-list", ip_addresses="nonsense")
    assert page.status == 422
    assert page.forms["ip-list"].fields["ip_addresses"] == "nonsense"
    assert account.key(reading_key.api_key).ip_list == ("203.0.113.7",)
    site.submit("ip-list", ip_addresses=" ")
    assert api.signed(reading_key, "/api/v3/account").status == 200


def test_the_list_of_keys(
    site: FormClient, account: PracticeAccount, reading_key: PracticeKey
) -> None:
    trading_key = account.make_key("trades")
    site.log_in()
    page = site.open("/api-management")
    for key in (reading_key, trading_key):
        assert key.label in page.html
        assert key.api_key in page.html
        assert key.verifier not in page.html
        assert f"/keys/{key.reference}/edit" in page.html
    assert page.html.count("Enable Trading") == 1


def test_one_key_is_deleted(
    site: FormClient, account: PracticeAccount, api: ApiClient, reading_key: PracticeKey
) -> None:
    other = account.make_key("other")
    site.log_in()
    site.open(f"/keys/{reading_key.reference}/edit")
    page = site.submit("delete-key")
    assert (page.path, page.text("notice")) == ("/api-management", "The key “reads” is deleted.")
    assert account.all_keys() == (other,)
    assert api.signed(reading_key, "/sapi/v1/account/apiRestrictions").code == -2008
    for path in ("", "/edit"):
        page = site.open(f"/keys/{reading_key.reference}{path}")
        assert (page.path, page.text("notice")) == (
            "/api-management",
            "That key does not exist any more.",
        )


def test_every_key_is_deleted_as_on_3_july_2018(
    site: FormClient, account: PracticeAccount, api: ApiClient, reading_key: PracticeKey
) -> None:
    account.make_key("other")
    site.log_in()
    site.open("/api-management")
    page = site.submit("delete-every-key")
    assert page.text("notice").startswith("Keys deleted: 2.")
    assert account.all_keys() == ()
    assert api.signed(reading_key, "/sapi/v1/account/apiRestrictions").code == -2008


def test_log_out_and_back_to_the_wanted_page(site: FormClient, reading_key: PracticeKey) -> None:
    wanted = f"/keys/{reading_key.reference}/edit"
    assert site.open(wanted).path == "/login"
    assert site.submit("log-in").path == wanted
    assert site.open("/login").path == "/account"
    assert site.submit("log-out").path == "/login"
    assert site.open("/account").path == "/login"
