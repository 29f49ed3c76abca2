"""The page “What could go wrong?”: switches that work without scripts, and a banner everywhere."""

import pytest

from tests.practice.api_client import FORM, ApiClient
from tests.practice.form_client import FormClient, Page
from tests.practice.test_troubles import make
from wizard.practice.account import PracticeAccount
from wizard.practice.practice_key import PracticeKey
from wizard.practice.trouble_words import TROUBLE_WORDS
from wizard.practice.troubles import Trouble, TroubleGroup

PAGES = ("/login", "/trouble")
PAGES_LOGGED_IN = ("/account", "/api-management", "/inbox", "/trouble")


@pytest.fixture
def troubles(site: FormClient) -> FormClient:
    site.log_in()
    site.open("/trouble")
    return site


def _on(account: PracticeAccount) -> set[Trouble]:
    return set(account.behaviours.troubles)


@pytest.mark.parametrize("trouble", Trouble)
def test_each_has_a_switch_that_works(
    troubles: FormClient, account: PracticeAccount, trouble: Trouble
) -> None:
    form = f"trouble-{trouble}"
    words = TROUBLE_WORDS[trouble]
    page = troubles.submit(form)
    assert _on(account) == {trouble}
    assert page.path == "/trouble"
    assert page.text("notice") == f"Switched on: {words.title}."
    assert page.text("trouble-on") == f"Trouble is on: {words.title}"
    assert page.text(f"title-{trouble}") == f"{words.title} On"
    assert page.text(form) == f"Switch off “{words.title}”"
    assert words.happens.replace("'", "&#39;") in page.html
    page = troubles.submit(form)
    assert _on(account) == set()
    assert page.text("notice") == f"Switched off: {words.title}."
    assert "trouble-on" not in page.elements
    assert page.text(form) == f"Switch on “{words.title}”"


def test_the_groups_in_their_order(troubles: FormClient) -> None:
    places = [troubles.page.html.index(f'-title">{group.value}</h2>') for group in TroubleGroup]
    assert places == sorted(places)
    assert sum(form.startswith("trouble-") for form in troubles.page.forms) == len(Trouble)


def test_a_switch_sent_twice_does_no_more_than_once(
    troubles: FormClient, account: PracticeAccount
) -> None:
    stale = troubles.page
    troubles.submit("trouble-ban")
    troubles.page = stale
    page = troubles.submit("trouble-ban")
    assert _on(account) == {Trouble.BAN}
    assert "notice" not in page.elements


def test_the_next_one_takes_its_place(troubles: FormClient, account: PracticeAccount) -> None:
    troubles.submit("trouble-trading-on")
    troubles.submit("trouble-silent")
    page = troubles.submit("trouble-ban")
    assert _on(account) == {Trouble.TRADING_ON, Trouble.BAN}
    assert page.text("notice") == "Switched on: Banned for a while. Switched off: Silence."
    assert page.text("trouble-on") == "Trouble is on: Trading is on, Banned for a while"


def test_the_page_is_in_the_navigation_and_on_the_account_page(site: FormClient) -> None:
    site.log_in()
    for path in PAGES_LOGGED_IN:
        links = [attributes["href"] for tag, attributes in site.open(path).tags if tag == "a"]
        assert "/trouble" in links, path
    site.open("/account")
    assert site.submit("what-could-go-wrong").path == "/trouble"


@pytest.mark.parametrize("trouble", Trouble)
def test_no_trouble_touches_the_pages(
    troubles: FormClient, account: PracticeAccount, reading_key: PracticeKey, trouble: Trouble
) -> None:
    def seen() -> list[str]:
        paths = ("/account", "/api-management", f"/keys/{reading_key.reference}/edit", "/inbox")
        return [_without_banner(troubles.open(path)) for path in paths]

    before = seen()
    make(account, trouble)
    assert seen() == before


def _without_banner(page: Page) -> str:
    assert page.status == 200
    head, banner, rest = page.html.partition('<section class="trouble-banner"')
    return head + (rest.partition("</section>\n")[2] if banner else rest)


def test_every_page_warns_and_can_end_it(site: FormClient, account: PracticeAccount) -> None:
    for logged_in, paths in ((False, PAGES), (True, PAGES_LOGGED_IN)):
        if logged_in:
            site.log_in()
        for path in paths:
            make(account, Trouble.SILENT)
            assert site.open(path).text("trouble-on") == "Trouble is on: Silence"
            page = site.submit("all-trouble-off")
            assert _on(account) == set()
            assert page.path == path
            assert page.text("notice").startswith("All trouble is off.")
            assert "all-trouble-off" not in page.forms


def test_a_page_that_does_not_exist_warns_as_well(
    site: FormClient, account: PracticeAccount
) -> None:
    make(account, Trouble.SILENT)
    page = site.open("/nix")
    assert page.text("trouble-on") == "Trouble is on: Silence"
    assert ("a", {"href": "/trouble"}) in page.tags


def test_after_a_form_that_was_refused_the_button_leads_somewhere(
    site: FormClient, account: PracticeAccount
) -> None:
    site.log_in()
    make(account, Trouble.BAN)
    site.open("/api-management")
    assert site.submit("create-key", name="").status == 422
    page = site.submit("all-trouble-off")
    assert (page.status, page.path) == (200, "/trouble")


@pytest.mark.parametrize("refused", [False, True])
def test_the_secret_stays_on_its_page(
    site: FormClient, account: PracticeAccount, refused: bool
) -> None:
    make(account, Trouble.BAN)
    secret = site.make_key("tracker").text("secret")
    if refused:
        assert site.submit("permissions", enableWithdrawals="on").status == 422
    page = site.submit("all-trouble-off")
    assert page.text("secret") == secret == account.all_keys()[0].verifier
    assert site.open(page.path).text("secret") == "********"


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "", "trouble"]
)
def test_the_way_back_never_leaves_the_site(troubles: FormClient, back: str) -> None:
    troubles.submit("trouble-ban")
    page = troubles.submit("all-trouble-off", back=back)
    assert page.path == "/account"


@pytest.mark.parametrize("path", ["/trouble/ban", "/trouble/off"])
def test_strangers_cannot_press_the_switches(
    api: ApiClient, account: PracticeAccount, path: str
) -> None:
    make(account, Trouble.EMPTY)
    body = b"switch=on&form_token=x"
    assert api.send("POST", path, body, {"Content-Type": FORM}).status == 403
    stranger = {"Content-Type": FORM, "Origin": "https://evil.example"}
    assert api.send("POST", path, body, stranger).status == 403
    assert _on(account) == {Trouble.EMPTY}


def test_a_trouble_nobody_knows(troubles: FormClient, account: PracticeAccount) -> None:
    token = troubles.page.forms["trouble-ban"].fields["form_token"]
    page = troubles.post("/trouble/nix", f"switch=on&form_token={token}".encode())
    assert page.status == 404
    assert _on(account) == set()


def test_the_third_of_july_is_here_too(
    troubles: FormClient, account: PracticeAccount, reading_key: PracticeKey
) -> None:
    page = troubles.submit("delete-every-key")
    assert account.all_keys() == ()
    assert page.path == "/api-management"
    assert page.text("notice").startswith("Keys deleted: 1.")
