"""JSON and base64 with exactly one spelling per value, so that every altered byte is noticed."""

from __future__ import annotations

import binascii
import json
from typing import NoReturn

from wizard.core.strict_json import JsonValue

# The microseconds from 1970 to the end of the year 9999; nothing of ours is longer.
_MAX_DIGITS = 18


class NotCanonicalError(ValueError):
    """These bytes are not the one spelling of any value. Quotes none of them."""


def to_json(value: JsonValue) -> bytes:
    """The one spelling: sorted names, no spaces, ASCII, no fractions."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    ).encode("ascii")


def from_json(data: bytes) -> JsonValue:
    """Parse, spell again, compare. Raises NotCanonicalError for everything but a perfect match."""
    try:
        value: JsonValue = json.loads(
            data.decode("ascii"),
            parse_float=_refuse,
            parse_constant=_refuse,
            parse_int=_short_int,
        )
        spelled = to_json(value)
    except (ValueError, RecursionError):
        raise NotCanonicalError("not JSON in its one spelling") from None
    if spelled != data:
        raise NotCanonicalError("JSON in another spelling")
    return value


def to_base64(data: bytes) -> str:
    """Standard alphabet, padded, one line."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def from_base64(text: str | bytes) -> bytes:
    """The bytes. Raises NotCanonicalError, also for stray bits behind the last byte."""
    try:
        data = binascii.a2b_base64(text, strict_mode=True)
        spelled = binascii.b2a_base64(data, newline=False)
    except ValueError:
        raise NotCanonicalError("not base64") from None
    if spelled != (text.encode("ascii") if isinstance(text, str) else text):
        raise NotCanonicalError("base64 in another spelling")
    return data


def _refuse(_text: str) -> NoReturn:
    raise NotCanonicalError("a number that is not whole")


def _short_int(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise NotCanonicalError("a number is too long")
    return int(text)
