"""One request to the web pages: its session, its form, and the ways to answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wizard.practice.account import PracticeAccount
from wizard.practice.key_desk import KeyDesk
from wizard.practice.permission_boxes import boxes_of
from wizard.practice.sessions import Session, Sessions
from wizard.practice.site import PracticeSite
from wizard.practice.trouble_words import TROUBLE_WORDS
from wizard.practice.troubles import Trouble
from wizard.practice.two_factor import code_at
from wizard.resource_files import resource

_MOST_FIELDS = 200
_SITE_NAMES: Final = {
    PracticeSite.BINANCE_COM: "Practice exchange",
    PracticeSite.BINANCE_US: "Practice exchange (Binance.US kind)",
}


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages are about."""

    account: PracticeAccount
    desk: KeyDesk
    sessions: Sessions


@dataclass(frozen=True, slots=True)
class Visit:
    """One request. `form` is empty unless one was sent."""

    site: Site
    request: web.Request
    session: Session
    form: Mapping[str, str]

    def field(self, name: str) -> str:
        """What the form holds under this name; nothing when it has no such field."""
        return self.form.get(name, "")

    def reference(self) -> str:
        """The part of the page's address that names a key or a wish for one."""
        return self.request.match_info["reference"]

    def page(
        self,
        template: str,
        *,
        problem: str = "",
        status: HTTPStatus | None = None,
        **context: object,
    ) -> web.Response:
        """A page. With a problem its status is 422 unless another is given."""
        account = self.site.account
        path = self.request.path
        may_come_back = self.request.method == "GET" or context.get("ticket")
        text = render(
            template,
            **about_site(account),
            here=path if may_come_back else "/trouble",
            problem=problem,
            session=self.session,
            notice=self.session.take_notice(),
            path=path,
            account=account,
            boxes=boxes_of(account.site),
            waiting_mails=sum(map(self.site.desk.is_waiting, self.site.desk.mails())),
            two_factor_code=code_at(account.two_factor_seed, account.now()),
            **context,
        )
        if status is None:
            status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
        return web.Response(status=status, text=text, content_type="text/html")

    def go(self, path: str, notice: str = "") -> web.Response:
        """Send the browser to another page, with a sentence about what just happened."""
        self.session.notice = notice
        return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": path})


def about_site(account: PracticeAccount) -> dict[str, object]:
    """What every page says of the practice exchange itself, even one for nobody in particular."""
    on = account.behaviours.troubles
    return {
        "site_name": _SITE_NAMES[account.site],
        "troubles_on": [TROUBLE_WORDS[trouble].title for trouble in Trouble if trouble in on],
    }


def render(template: str, **context: object) -> str:
    """One template with its blanks filled in and everything escaped."""
    return _templates().get_template(template).render(context)


def read_form(body: bytes) -> dict[str, str]:
    """The fields of a form that came as application/x-www-form-urlencoded.

    Raises ValueError for text that is not UTF-8 and for absurdly many fields.
    """
    text = body.decode("ascii")  # a browser percent-encodes everything else
    pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    return dict(pairs)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(resource("practice")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
