"""What other sites, strange names and clumsy programs can do to the pages: nothing."""

import pytest

from tests.practice.api_client import FORM, ApiClient
from tests.practice.form_client import FormClient
from wizard.practice.account import PracticeAccount
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer
from wizard.practice.sessions import Sessions

PAGES = (
    "/",
    "/login",
    "/account",
    "/api-management",
    "/inbox",
    "/trouble",
    "/practice.css",
    "/nix",
)


@pytest.fixture
def logged_in(site: FormClient) -> FormClient:
    site.log_in()
    return site


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_safety_headers(api: ApiClient, path: str) -> None:
    answer = api.get(path)
    assert answer.header("cache-control") == "no-store"
    assert answer.header("x-content-type-options") == "nosniff"
    policy = answer.header("content-security-policy") or ""
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_the_cookie_is_for_this_site_and_port_alone(api: ApiClient, server: PracticeServer) -> None:
    cookie = api.get("/login").header("set-cookie") or ""
    port = server.addresses.pages_url.rpartition(":")[2]
    assert cookie.startswith(f"practice_session_{port}=")
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}


def test_two_practice_exchanges_in_one_browser_do_not_mix(site: FormClient) -> None:
    site.log_in()
    with PracticeServer() as other:
        neighbour = FormClient(other.addresses.pages_url)
        neighbour.cookies = site.cookies
        neighbour.log_in()
        assert site.open("/account").path == "/account"
        assert neighbour.open("/account").path == "/account"


def test_logging_in_changes_the_cookie(site: FormClient) -> None:
    site.open("/login")
    before = dict(site.cookies)
    site.submit("log-in")
    assert site.cookies != before
    site.cookies = before
    assert site.open("/account").path == "/login"


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1"]
)
def test_forms_from_other_origins_are_refused(
    logged_in: FormClient, account: PracticeAccount, reading_key: PracticeKey, origin: str
) -> None:
    page = logged_in.open("/api-management")
    token = page.forms["delete-every-key"].fields["form_token"]
    body = f"form_token={token}".encode()
    page = logged_in.post("/api-management/delete-every-key", body, Origin=origin)
    assert page.status == 403
    assert account.all_keys() == (reading_key,)


@pytest.mark.parametrize("body", [b"", b"form_token=", b"form_token=guess", b"form_token=%C3%A9"])
def test_forms_without_their_token_are_refused(
    logged_in: FormClient, account: PracticeAccount, reading_key: PracticeKey, body: bytes
) -> None:
    page = logged_in.post("/api-management/delete-every-key", body)
    assert page.status == 403
    assert "no longer fresh" in page.text("problem")
    assert account.all_keys() == (reading_key,)


def test_the_token_of_another_visitor_does_not_help(
    logged_in: FormClient, server: PracticeServer, account: PracticeAccount
) -> None:
    account.make_key("stays")
    other = FormClient(server.addresses.pages_url)
    token = other.log_in().forms["log-out"].fields["form_token"]
    body = f"form_token={token}".encode()
    assert logged_in.post("/api-management/delete-every-key", body).status == 403
    assert len(account.all_keys()) == 1


def test_nothing_works_before_logging_in(
    site: FormClient, account: PracticeAccount, reading_key: PracticeKey
) -> None:
    for path in ("/account", "/api-management", "/inbox", f"/keys/{reading_key.reference}"):
        assert site.open(path).path == "/login"
    token = site.page.forms["log-in"].fields["form_token"]
    for path in ("/api-management/delete-every-key", f"/keys/{reading_key.reference}/delete"):
        assert site.post(path, f"form_token={token}".encode()).path == "/login"
    assert account.all_keys() == (reading_key,)


@pytest.mark.parametrize(
    "wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "x", "", "/a\r\nX: y"]
)
def test_logging_in_leads_nowhere_else(site: FormClient, wanted: str) -> None:
    site.open("/login")
    assert site.submit("log-in", next=wanted).path == "/account"


def test_markup_in_a_name_stays_text(logged_in: FormClient, account: PracticeAccount) -> None:
    name = "<script>alert(1)</script>\"'&amp;"
    logged_in.make_key(name)
    assert account.all_keys()[0].label == name
    reference = account.all_keys()[0].reference
    for path in ("/api-management", "/inbox", f"/keys/{reference}", f"/keys/{reference}/edit"):
        page = logged_in.open(path)
        assert "<script>alert" not in page.html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.html


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/json", b"{}", 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("text/plain", b"form_token=1", 415),
        (FORM, b"name=\xff", 400),
        (FORM, b"name=%ff", 400),
        (FORM, b"&".join(b"a%d=1" % n for n in range(300)), 400),
    ],
)
def test_bodies_that_are_no_form(
    logged_in: FormClient, content_type: str, body: bytes, status: int
) -> None:
    page = logged_in.post("/create", body, **{"Content-Type": content_type})
    assert page.status == status
    assert page.text("problem").endswith(".")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/create"), ("DELETE", "/account"), ("PUT", "/login")]
)
def test_wrong_methods(api: ApiClient, method: str, path: str) -> None:
    answer = api.send(method, path)
    assert answer.status == 405
    assert answer.header("allow")
    assert "cannot be used in that way" in answer.body.decode()


def test_visitors_without_end_neither_fill_the_memory_nor_log_anybody_out(
    api: ApiClient, site: FormClient
) -> None:
    site.log_in()
    for _ in range(300):
        api.get("/login")
    assert site.open("/account").path == "/account"


def test_only_so_many_sessions_are_remembered() -> None:
    sessions = Sessions()
    strangers = [sessions.new() for _ in range(300)]
    known = [one for one in strangers if sessions.find(one.token) is one]
    assert known == strangers[-200:]
    for one in known:
        one.logged_in = True
    newest = sessions.new()
    assert sessions.find(newest.token) is newest
    assert sessions.find(known[0].token) is None, "with nobody else to forget, the oldest goes"


def test_wishes_without_end_do_not_either(logged_in: FormClient, account: PracticeAccount) -> None:
    logged_in.submit("enable-api")
    logged_in.submit("create-key", name="first")
    first = logged_in.page.path
    for number in range(210):
        logged_in.open("/api-management")
        logged_in.submit("create-key", name=f"key {number}")
        logged_in.enter_code()
    assert logged_in.open("/inbox").html.count("<article") <= 200
    assert logged_in.open(first).path == "/api-management"
    assert account.keys_made == 0
