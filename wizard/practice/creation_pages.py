"""The pages on the way to a key: steps 3 to 6 of the guide."""

from collections.abc import Callable
from functools import wraps

from aiohttp import web

from wizard.practice.account import LabelRefusedError
from wizard.practice.key_desk import KeyRequest, RequestGoneError, Stage, WrongCodeError
from wizard.practice.key_pages import key_page, keys_page
from wizard.practice.page_visit import Visit
from wizard.practice.signatures import PublicKeyRefusedError

_WRONG_CODE = "That code does not match. Type the six digits that the practice authenticator shows."
_NO_PUBLIC_KEYS = "This site makes keys itself. Choose a name only, and no public key."
_GONE = "That key is no longer being made. Start again with its name."


def _for_request(answer: Callable[[Visit], web.Response]) -> Callable[[Visit], web.Response]:
    """A page about a wish for a key; when it waits for something else, that page instead."""

    @wraps(answer)
    def find(visit: Visit) -> web.Response:
        try:
            return answer(visit)
        except RequestGoneError:
            return _where_it_stands(visit, visit.reference())

    return find


def create_key(visit: Visit) -> web.Response:
    """Step 3: a name, and who makes the key."""
    public_key = visit.field("public_key") if visit.field("kind") == "self" else None
    if public_key is not None and not visit.site.account.site.takes_public_keys:
        return keys_page(visit, problem=_NO_PUBLIC_KEYS)
    try:
        request = visit.site.desk.ask(visit.field("name"), public_key)
    except LabelRefusedError as refusal:
        return keys_page(visit, problem=str(refusal), problem_field="name")
    except PublicKeyRefusedError as refusal:
        return keys_page(visit, problem=str(refusal), problem_field="public-key")
    return _next_page(visit, request)


@_for_request
def show_two_factor(visit: Visit) -> web.Response:
    """Step 4: the code; with two-factor authentication off, that comes first."""
    return _two_factor_page(visit)


@_for_request
def turn_on_two_factor(visit: Visit) -> web.Response:
    """Step 4, for somebody who had no second factor."""
    try:
        visit.site.desk.check_code(visit.field("code"))
    except WrongCodeError:
        return _two_factor_page(visit, _WRONG_CODE)
    visit.site.account.two_factor_on = True
    path = f"/create/{visit.reference()}/two-factor"
    return visit.go(path, "Two-factor authentication is on. Now go on with your key.")


@_for_request
def enter_code(visit: Visit) -> web.Response:
    """Step 4: the code was typed."""
    if not visit.site.account.two_factor_on:
        return _two_factor_page(visit, "Turn on two-factor authentication first.")
    try:
        request = visit.site.desk.enter_code(visit.reference(), visit.field("code"))
    except WrongCodeError:
        return _two_factor_page(visit, _WRONG_CODE)
    return _next_page(visit, request)


@_for_request
def show_mail_sent(visit: Visit) -> web.Response:
    """Step 5: a mail is waiting."""
    request = visit.site.desk.waiting(visit.reference(), Stage.MAIL)
    return visit.page("mail_sent.html", request=request)


def show_inbox(visit: Visit) -> web.Response:
    """The practice inbox."""
    desk = visit.site.desk
    return visit.page("inbox.html", mails=[(mail, desk.is_waiting(mail)) for mail in desk.mails()])


def confirm(visit: Visit) -> web.Response:
    """Step 5: “Confirm Create”."""
    desk = visit.site.desk
    try:
        mail = desk.mail(visit.field("mail"))
    except RequestGoneError:
        return visit.go("/inbox", "That mail is too old.")
    try:
        outcome = desk.confirm(mail.reference)
    except RequestGoneError:
        return _where_it_stands(visit, mail.request)
    if isinstance(outcome, KeyRequest):
        return _next_page(visit, outcome)
    visit.session.show_secret_next(outcome.reference)
    return visit.go(key_page(outcome))


@_for_request
def show_name_again(visit: Visit) -> web.Response:
    """Step 6: the site asks for the name once more."""
    return _name_again_page(visit)


@_for_request
def name_again(visit: Visit) -> web.Response:
    """Step 6: the name was given again; on with step 4."""
    try:
        request = visit.site.desk.name_again(visit.reference(), visit.field("name"))
    except LabelRefusedError as refusal:
        return _name_again_page(visit, str(refusal))
    return _next_page(visit, request)


def _name_again_page(visit: Visit, problem: str = "") -> web.Response:
    request = visit.site.desk.waiting(visit.reference(), Stage.NAME_AGAIN)
    return visit.page("name_again.html", problem=problem, request=request)


def _two_factor_page(visit: Visit, problem: str = "") -> web.Response:
    request = visit.site.desk.waiting(visit.reference(), Stage.TWO_FACTOR)
    return visit.page("two_factor.html", problem=problem, request=request)


def _next_page(visit: Visit, request: KeyRequest) -> web.Response:
    return visit.go(f"/create/{request.reference}/{request.stage}")


def _where_it_stands(visit: Visit, reference: str) -> web.Response:
    """A second click, or “Back”: on with the page where the wish is now."""
    try:
        standing = visit.site.desk.standing(reference)
    except RequestGoneError:
        return visit.go("/api-management", _GONE)
    if isinstance(standing, KeyRequest):
        return _next_page(visit, standing)
    return visit.go(key_page(standing))
