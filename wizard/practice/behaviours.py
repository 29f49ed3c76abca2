"""How the practice exchange behaves where real exchanges differ or have a bad day.

The seam for rehearsing trouble: a frozen set of wishes, handed to the account, replaced as a whole.
"""

import json
from dataclasses import dataclass
from enum import StrEnum


class NameAgain(StrEnum):
    """When the site asks for the key's name a second time (step 6 of the guide)."""

    NEVER = "never"
    FIRST_KEY = "first-key"
    EVERY_KEY = "every-key"


@dataclass(frozen=True, slots=True)
class ApiTrouble:
    """One answer that every API call gets while the trouble lasts, whatever was asked."""

    http_status: int
    body: str
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Behaviours:
    """`trading_authority_days`: keys that may trade and have no IP list report, as keys did after
    the rule of 8 July 2021, when that permission ends, so many days after they were made.
    """

    name_again: NameAgain = NameAgain.FIRST_KEY
    maintenance: bool = False
    api_trouble: ApiTrouble | None = None
    trading_authority_days: int | None = None


def _error(code: int, msg: str) -> str:
    return json.dumps({"code": code, "msg": msg})


# Texts: errors.md of the exchange's documentation, July 2026; the last two as recorded by others.
TOO_MANY_REQUESTS = ApiTrouble(
    429,
    _error(
        -1003,
        "Too much request weight used; current limit is 6000 request weight per 1 MINUTE."
        " Please use WebSocket Streams for live updates to avoid polling the API.",
    ),
    headers=(("Retry-After", "30"),),
)
BANNED = ApiTrouble(
    418,
    _error(
        -1003,
        "Way too much request weight used; IP banned until 1530649080000."
        " Please use WebSocket Streams for live updates to avoid bans.",
    ),
    headers=(("Retry-After", "120"),),
)
SERVER_BUSY = ApiTrouble(
    503,
    _error(
        -1008,
        "Server is currently overloaded with other requests. Please try again in a few minutes.",
    ),
)
RESTRICTED_LOCATION = ApiTrouble(
    451,
    _error(
        0,
        "Service unavailable from a restricted location according to 'b. Eligibility' in"
        " https://www.binance.com/en/terms. Please contact customer service if you believe you"
        " received this message in error.",
    ),
)
FIREWALL = ApiTrouble(
    403,
    "<html><head><title>403 Forbidden</title></head>"
    "<body><center><h1>403 Forbidden</h1></center></body></html>",
    content_type="text/html",
)
