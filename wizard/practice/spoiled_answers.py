"""Answers that arrive whole, but are not what they should be."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Final

from aiohttp import web

from wizard.practice.api_errors import ApiError
from wizard.practice.permission_boxes import TRADING
from wizard.practice.troubles import Trouble

DEPTH = 200_000  # lists inside each other
DIGITS = 100_000
_PLACE_OF_NUMBER = "#a number#"
_ERROR = ApiError(-1001, "Internal error; unable to process your request. Please try again.")
_LOGIN_PAGE = (
    "<!doctype html><html><head><title>Guest network</title></head><body><h1>Welcome</h1>"
    "<p>Log in to use the internet.</p></body></html>"
)
_NO_JSON = "{enableReading: yes, enableWithdrawals: no, createTime: NaN"
_Spoil = Callable[[web.BaseRequest, web.Response], web.Response]


def spoiled_answer(
    trouble: Trouble, request: web.BaseRequest, answer: web.Response
) -> web.Response:
    """The answer as this trouble leaves it; the very same when it does nothing to an answer."""
    spoil = _SPOILERS.get(trouble)
    return answer if spoil is None else spoil(request, answer)


def _json(text: str, status: int = HTTPStatus.OK) -> web.Response:
    return web.Response(status=status, text=text, content_type="application/json", charset="UTF-8")


def _error_in_200(_request: web.BaseRequest, _answer: web.Response) -> web.Response:
    return _json(json.dumps(_ERROR.body()))


def _empty(_request: web.BaseRequest, _answer: web.Response) -> web.Response:
    return _json("")


def _no_content(_request: web.BaseRequest, _answer: web.Response) -> web.Response:
    return web.Response(status=HTTPStatus.NO_CONTENT)


def _not_json(_request: web.BaseRequest, _answer: web.Response) -> web.Response:
    return _json(_NO_JSON)


def _nested_lists(_request: web.BaseRequest, _answer: web.Response) -> web.Response:
    return _json("[" * DEPTH + "]" * DEPTH)


def _login_page(_request: web.BaseRequest, _answer: web.Response) -> web.Response:
    return web.Response(text=_LOGIN_PAGE, content_type="text/html")


def _huge_number(_request: web.BaseRequest, answer: web.Response) -> web.Response:
    """Every number in the JSON object gets its digits; other answers become a number alone."""
    try:
        true_answer = json.loads(answer.text or "")
    except ValueError:
        true_answer = None
    if not isinstance(true_answer, Mapping):
        return _json("9" * DIGITS, answer.status)
    bent = {
        name: _PLACE_OF_NUMBER if type(value) is int else value
        for name, value in true_answer.items()
    }
    # Python itself refuses to write a number of so many digits.
    text = json.dumps(bent).replace(f'"{_PLACE_OF_NUMBER}"', "9" * DIGITS)
    return _json(text, answer.status)


def _trading_twice(_request: web.BaseRequest, answer: web.Response) -> web.Response:
    said_on, said_off = f'"{TRADING}":true', f'"{TRADING}":false'
    text = answer.text or ""
    if said_on not in text and said_off not in text:
        return answer
    return _json("{" + said_on + "," + text[1:].replace(said_on, said_off))


def _redirect(request: web.BaseRequest, _answer: web.Response) -> web.Response:
    """To the same computer by its other name, so that nothing leaves it even if followed."""
    other = "127.0.0.1" if request.host.startswith("localhost") else "localhost"
    port = request.get_extra_info("sockname")[1]
    location = f"http://{other}:{port}/login"
    return web.Response(status=HTTPStatus.FOUND, headers={"Location": location})


_SPOILERS: Final[Mapping[Trouble, _Spoil]] = {
    Trouble.DUPLICATE_NAMES: _trading_twice,
    Trouble.ERROR_IN_200: _error_in_200,
    Trouble.EMPTY: _empty,
    Trouble.NO_CONTENT: _no_content,
    Trouble.NOT_JSON: _not_json,
    Trouble.HUGE_NUMBER: _huge_number,
    Trouble.NESTED_LISTS: _nested_lists,
    Trouble.LOGIN_PAGE: _login_page,
    Trouble.REDIRECT: _redirect,
}
