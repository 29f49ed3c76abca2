"""The practice exchange's web pages: who may see what, and which address leads where.

The pages work without scripts. A program walks them like a browser: keep the cookie, follow
redirects, send each form with all its fields (one of them, `form_token`, is hidden).

| page                         | forms by id: fields                                           |
|------------------------------|---------------------------------------------------------------|
| `/` → `/account` → `/login`  | `log-in`: email (filled in)                                   |
| `/account`                   | `enable-api`; `turn-off-two-factor`                           |
| `/api-management`            | `create-key`: name, kind (`system` or `self`), public_key;    |
|                              | `delete-every-key`; links `Edit restrictions`                 |
| `/create/…/two-factor`       | `two-factor`: code; with 2FA off `turn-on-two-factor`: code.  |
|                              | `#two-factor-code` shows the code to type                     |
| `/create/…/mail`             | link `#to-inbox`                                              |
| `/inbox`                     | `confirm-create` in the newest mail that waits                |
| `/create/…/name-again`       | `name-again`: name; then it goes on with the code             |
| `/keys/…`                    | `#api-key`, `#secret`, and `permissions`: a tick box for each |
|                              | permission, named and identified by its field in the API      |
| `/keys/…/edit`               | `edit-permissions`: the same boxes; `ip-list`: ip_addresses;  |
|                              | `delete-key`                                                  |
| `/trouble`                   | `trouble-NAME` for each trouble of troubles.py: switch (`on`  |
|                              | or `off`, filled in); `delete-every-key`                      |
| every page, with trouble on  | `all-trouble-off`; `#trouble-on` names what is on             |

With the account's behaviours as they are, the first key is asked for its name again, and the
second factor is on. On every page: `#notice` says what just happened, `#problem` what went wrong
(HTTP 422). After one look `#secret` holds only stars; saving from the page that shows it does not
count as a second look.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hmac import compare_digest
from http import HTTPStatus
from urllib.parse import quote

from aiohttp import hdrs, web

from wizard.practice import account_pages, creation_pages, key_pages, trouble_pages
from wizard.practice.account import PracticeAccount
from wizard.practice.key_desk import KeyDesk
from wizard.practice.page_visit import Site, Visit, read_form
from wizard.practice.sessions import Sessions
from wizard.resource_files import resource

Answer = Callable[[Visit], web.Response]

_FORM = "application/x-www-form-urlencoded"
_STATIC = {"/practice.css": "text/css", "/copy.js": "text/javascript"}


@dataclass(frozen=True, slots=True)
class _Page:
    method: str
    path: str
    answer: Answer
    needs_login: bool = True


_PAGES = (
    _Page("GET", "/", account_pages.home, needs_login=False),
    _Page("GET", "/login", account_pages.show_login, needs_login=False),
    _Page("POST", "/login", account_pages.log_in, needs_login=False),
    _Page("POST", "/logout", account_pages.log_out),
    _Page("GET", "/account", account_pages.show_account),
    _Page("POST", "/account/two-factor/off", account_pages.turn_off_two_factor),
    _Page("GET", "/api-management", key_pages.show_keys),
    _Page("POST", "/api-management/delete-every-key", key_pages.delete_every_key),
    _Page("GET", "/trouble", trouble_pages.show_troubles, needs_login=False),
    _Page("POST", "/trouble/off", trouble_pages.switch_all_off, needs_login=False),
    _Page("POST", "/trouble/{name}", trouble_pages.switch_trouble, needs_login=False),
    _Page("POST", "/create", creation_pages.create_key),
    _Page("GET", "/create/{reference}/two-factor", creation_pages.show_two_factor),
    _Page("POST", "/create/{reference}/two-factor", creation_pages.enter_code),
    _Page("POST", "/create/{reference}/two-factor/on", creation_pages.turn_on_two_factor),
    _Page("GET", "/create/{reference}/mail", creation_pages.show_mail_sent),
    _Page("GET", "/create/{reference}/name-again", creation_pages.show_name_again),
    _Page("POST", "/create/{reference}/name-again", creation_pages.name_again),
    _Page("GET", "/inbox", creation_pages.show_inbox),
    _Page("POST", "/inbox/confirm", creation_pages.confirm),
    _Page("GET", "/keys/{reference}", key_pages.show_key),
    _Page("POST", "/keys/{reference}", key_pages.save_permissions),
    _Page("GET", "/keys/{reference}/edit", key_pages.show_edit),
    _Page("POST", "/keys/{reference}/edit", key_pages.edit_permissions),
    _Page("POST", "/keys/{reference}/ip-list", key_pages.save_ip_list),
    _Page("POST", "/keys/{reference}/delete", key_pages.delete_key),
)


class WebPages:
    """The pages of one practice exchange."""

    def __init__(self, account: PracticeAccount) -> None:
        self._site = Site(account, KeyDesk(account), Sessions())

    def routes(self) -> list[web.RouteDef]:
        """Every address of the pages."""
        routes = [web.route(page.method, page.path, self._handler(page)) for page in _PAGES]
        return routes + [web.get(path, _show_file) for path in _STATIC]

    def _handler(self, page: _Page) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            return await self._handle(page, request)

        return handle

    async def _handle(self, page: _Page, request: web.Request) -> web.Response:
        # A browser sends cookies to every port of a host; two practice exchanges must not mix.
        cookie = f"practice_session_{request.get_extra_info('sockname')[1]}"
        token = request.cookies.get(cookie, "")
        session = self._site.sessions.find(token) or self._site.sessions.new()
        visit = Visit(self._site, request, session, {})
        if page.needs_login and not session.logged_in:
            response = visit.go("/login?next=" + quote(_return_path(request)))
        elif page.method == "GET":
            response = page.answer(visit)
        else:
            response = await _answer_form(page, visit)
        if session.token != token:
            response.set_cookie(cookie, session.token, httponly=True, samesite="Lax", path="/")
        return response


async def _answer_form(page: _Page, visit: Visit) -> web.Response:
    """Only forms of these very pages are taken: right origin, right token."""
    request = visit.request
    if request.content_type != _FORM:
        raise web.HTTPUnsupportedMediaType
    try:
        form = read_form(await request.read())
    except ValueError:
        raise web.HTTPBadRequest from None
    origin = request.headers.get(hdrs.ORIGIN, "")
    if origin and origin != f"http://{request.host}":
        raise web.HTTPForbidden
    visit = Visit(visit.site, request, visit.session, form)
    if not compare_digest(visit.field("form_token").encode(), visit.session.form_token.encode()):
        return visit.page(
            "did_not_work.html",
            problem="This form is no longer fresh. Open the page again and send it once more.",
            status=HTTPStatus.FORBIDDEN,
        )
    return page.answer(visit)


def _return_path(request: web.Request) -> str:
    return request.path if request.method == "GET" else "/account"


async def _show_file(request: web.Request) -> web.Response:
    text = resource("practice", request.path.lstrip("/")).read_text(encoding="utf-8")
    return web.Response(text=text, content_type=_STATIC[request.path])
