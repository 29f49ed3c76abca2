"""What every request passes first: only this computer's own names, and never a bare error.

Another web page must not reach the practice exchange through a name of its own (DNS rebinding), so
the Host header has to name this computer.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Middleware

from wizard.practice.account import PracticeAccount
from wizard.practice.page_visit import about_site, render
from wizard.practice.rest_api import is_api_path

# Seconds. The exchange itself gives up after ten; here nothing takes even one, unless a caller
# promises more than it sends.
PATIENCE = 5.0

_HOSTS = ("127.0.0.1", "localhost")
_SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with it a browser sends "Origin: null" with its own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
_SENTENCES = {
    HTTPStatus.NOT_FOUND: "There is no such page on the practice exchange.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This page cannot be used in that way.",
    HTTPStatus.REQUEST_TIMEOUT: "The rest of that request did not arrive. Send it once more.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "That was too much at once. Send less.",
    HTTPStatus.MISDIRECTED_REQUEST: (
        "The practice exchange answers only under the name 127.0.0.1 or localhost."
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "The practice exchange met something it did not expect. Nothing real is affected."
        " Go back and try once more."
    ),
}
_log = logging.getLogger("wizard.practice")


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def front_door(account: PracticeAccount) -> Middleware:
    """Turns strangers away, adds the security headers, and gives every failure a plain answer."""

    @web.middleware
    async def let_in(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await _let_in(account, request, handler)

    return let_in


async def _let_in(
    account: PracticeAccount, request: web.Request, handler: Handler
) -> web.StreamResponse:
    response: web.StreamResponse
    try:
        if not names_this_computer(request.headers.get("Host", "")):
            response = _plain(account, request, HTTPStatus.MISDIRECTED_REQUEST)
        else:
            async with asyncio.timeout(PATIENCE):
                response = await handler(request)
    except TimeoutError:
        response = _plain(account, request, HTTPStatus.REQUEST_TIMEOUT)
    except web.RequestPayloadError:
        response = _plain(account, request, HTTPStatus.BAD_REQUEST)
    except web.HTTPException as error:
        response = _plain(account, request, HTTPStatus(error.status))
        if "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
    except Exception:  # noqa: BLE001 - whatever it is, nobody gets a traceback
        _log.exception("a request failed")
        response = _plain(account, request, HTTPStatus.INTERNAL_SERVER_ERROR)
    response.headers.update(_SECURITY_HEADERS)
    return response


def names_this_computer(host: str) -> bool:
    """Whether a Host header (with or without a port) stands for this computer."""
    return host.rpartition(":")[0] in _HOSTS or host in _HOSTS


def _plain(account: PracticeAccount, request: web.Request, status: HTTPStatus) -> web.Response:
    if is_api_path(request.path):
        body = json.dumps({"code": -1000, "msg": status.phrase}, separators=(",", ":"))
        return web.Response(status=status, text=body, content_type="application/json")
    problem = _SENTENCES.get(status, "The practice exchange cannot read that request.")
    text = render("did_not_work.html", problem=problem, **about_site(account))
    return web.Response(status=status, text=text, content_type="text/html")
