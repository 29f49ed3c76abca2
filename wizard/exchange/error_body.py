"""What an error answer of the exchange says: its code, and the few words worth reading."""

from __future__ import annotations

import ipaddress
import re

from wizard.core.strict_json import JsonRejectedError, read_object
from wizard.exchange.replies import Failure, Reply

_LONGEST_MESSAGE = 500
# Seen on several of the exchange's interfaces: "…, request ip: 203.0.113.7".
_ADDRESS_SEEN = re.compile(r"request ip:? {0,3}([0-9A-Fa-f.:]+)")
_BANNED_UNTIL = re.compile(r"banned until ([0-9]{13})(?![0-9])")


def error_code(reply: Reply) -> int | None:
    """The exchange's own error code, if the reply is an error answer that carries one."""
    if isinstance(reply, Failure) or reply.status < 400:  # noqa: PLR2004 (HTTP: 4xx, 5xx)
        return None
    try:
        code = read_object(reply.body).get("code")
    except JsonRejectedError:
        return None
    return code if type(code) is int else None  # a bool is no code


def address_seen(reply: Reply) -> str | None:
    """The internet address that the exchange says it was asked from; None if it does not say."""
    found = _ADDRESS_SEEN.search(_message(reply))
    try:
        return None if found is None else str(ipaddress.ip_address(found[1].rstrip(".:")))
    except ValueError:
        return None


def banned_until_ms(reply: Reply) -> int | None:
    """Until when an address is banned, milliseconds since the epoch; None if it does not say."""
    found = _BANNED_UNTIL.search(_message(reply))
    return None if found is None else int(found[1])


def _message(reply: Reply) -> str:
    """Its words. Never shown: whoever answers may put anything there, the API key included."""
    if isinstance(reply, Failure):
        return ""
    try:
        message = read_object(reply.body).get("msg")
    except JsonRejectedError:
        return ""
    return message[:_LONGEST_MESSAGE] if isinstance(message, str) else ""
