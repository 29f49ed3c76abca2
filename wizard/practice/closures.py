"""The answers of an exchange that is closed to everybody, or to this computer.

Texts: errors.md of the exchange's documentation, July 2026; those of the country and of the
maintenance as recorded by others.
"""

import json
from http import HTTPStatus
from typing import Final

from aiohttp import web

from wizard.practice.api_errors import ApiError
from wizard.practice.troubles import Trouble

RETRY_AFTER = 30  # seconds
BANNED_FOR = 120  # seconds
_TEAPOT = 418
_STATUS_PATH = "/sapi/v1/system/status"
_TOO_MUCH = (
    "Too much request weight used; current limit is 6000 request weight per 1 MINUTE."
    " Please use WebSocket Streams for live updates to avoid polling the API."
)
_BANNED = (
    "Way too much request weight used; IP banned until {until}."
    " Please use WebSocket Streams for live updates to avoid bans."
)
_OVERLOADED = (
    "Server is currently overloaded with other requests. Please try again in a few minutes."
)
_COUNTRY = (
    "Service unavailable from a restricted location according to 'b. Eligibility' in"
    " https://www.binance.com/en/terms. Please contact customer service if you believe you"
    " received this message in error."
)
_FORBIDDEN = (
    "<html><head><title>403 Forbidden</title></head>"
    "<body><center><h1>403 Forbidden</h1></center></body></html>"
)


_REFUSALS: Final = {
    Trouble.RATE_LIMIT: (HTTPStatus.TOO_MANY_REQUESTS, ApiError(-1003, _TOO_MUCH), RETRY_AFTER),
    Trouble.RATE_LIMIT_ZERO: (HTTPStatus.TOO_MANY_REQUESTS, ApiError(-1003, _TOO_MUCH), 0),
    Trouble.MAINTENANCE: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        ApiError(1, "System is under maintenance."),
        None,
    ),
    Trouble.OVERLOAD: (HTTPStatus.SERVICE_UNAVAILABLE, ApiError(-1008, _OVERLOADED), None),
    Trouble.COUNTRY: (HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS, ApiError(0, _COUNTRY), None),
}


def closed_answer(trouble: Trouble, path: str, now: int) -> web.Response | None:
    """What a closed exchange says instead of an answer; None when this trouble is no closure.

    `now`: milliseconds since the epoch, by the exchange's clock.
    """
    if trouble is Trouble.MAINTENANCE and path == _STATUS_PATH:
        return web.json_response({"status": 1, "msg": "system_maintenance"})
    if trouble is Trouble.FIREWALL_PAGE:
        return web.Response(status=HTTPStatus.FORBIDDEN, text=_FORBIDDEN, content_type="text/html")
    if trouble is Trouble.BAN:
        banned = ApiError(-1003, _BANNED.format(until=now + BANNED_FOR * 1000))
        return _refusal(_TEAPOT, banned, BANNED_FOR)
    if trouble in _REFUSALS:
        return _refusal(*_REFUSALS[trouble])
    return None


def _refusal(status: int, error: ApiError, retry_after: int | None) -> web.Response:
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    text = json.dumps(error.body(), separators=(",", ":"))
    return web.Response(
        status=status, text=text, content_type="application/json", charset="UTF-8", headers=headers
    )
