"""The pages around the account: logging in, the account itself, its second factor."""

from aiohttp import web

from wizard.practice.page_visit import Visit

_ACCOUNT = "/account"


def home(visit: Visit) -> web.Response:
    """`/` leads to the account."""
    return visit.go(_ACCOUNT)


def show_login(visit: Visit) -> web.Response:
    """The log-in form; somebody who is logged in already goes on."""
    wanted = own_path(visit.request.query.get("next", ""))
    if visit.session.logged_in:
        return visit.go(wanted)
    return visit.page("login.html", wanted=wanted)


def log_in(visit: Visit) -> web.Response:
    """There is one person here and no password: a real one must never be typed."""
    visit.site.sessions.renew(visit.session)
    visit.session.logged_in = True
    return visit.go(own_path(visit.field("next")))


def log_out(visit: Visit) -> web.Response:
    """Back to the log-in form."""
    visit.site.sessions.forget(visit.session)
    return visit.go("/login")


def show_account(visit: Visit) -> web.Response:
    """Step 1: the account, with the box “API”."""
    return visit.page("account.html", key_count=len(visit.site.account.all_keys()))


def turn_off_two_factor(visit: Visit) -> web.Response:
    """So that a person can rehearse turning it on."""
    visit.site.account.two_factor_on = False
    return visit.go(_ACCOUNT, "Two-factor authentication is off now.")


def own_path(text: str) -> str:
    """The path if it lies on this site, else the account page: nothing else is followed."""
    is_own = text.startswith("/") and not text.startswith("//") and "\\" not in text
    return text if is_own and text.isprintable() and text.isascii() else _ACCOUNT
