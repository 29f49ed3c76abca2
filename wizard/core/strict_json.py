"""JSON read without mercy: UTF-8, one object or list, no duplicate names, no NaN, not deep."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NoReturn

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]

# An honest answer nests two levels; deeper ones only serve to exhaust the reader's stack.
_MAX_DEPTH = 16
_MAX_DIGITS = 40


class JsonRejectedError(ValueError):
    """The bytes are not one clean JSON object; the text says which rule they break."""


def _unique(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    result: dict[str, JsonValue] = {}
    for name, value in pairs:
        if name in result:
            raise JsonRejectedError("a name appears twice")
        result[name] = value
    return result


def _no_constant(_text: str) -> NoReturn:
    raise JsonRejectedError("NaN or Infinity")


def _short_int(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise JsonRejectedError("a number is too long")
    return int(text)


def _short_float(text: str) -> float:
    value = float(text) if len(text) <= _MAX_DIGITS else float("inf")
    if value in (float("inf"), float("-inf")):
        raise JsonRejectedError("a number is too large")
    return value


def _too_deep(text: str) -> bool:
    depth = 0
    inside_string = escaped = False
    for character in text:
        if inside_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                inside_string = False
        elif character == '"':
            inside_string = True
        elif character in "[{":
            depth += 1
            if depth > _MAX_DEPTH:
                return True
        elif character in "]}":
            depth -= 1
    return False


def read_object(body: bytes) -> Mapping[str, JsonValue]:
    """The one JSON object in `body`.

    Raises JsonRejectedError for everything else, with a reason that quotes none of the bytes.
    """
    value = _read(body)
    if not isinstance(value, dict):
        raise JsonRejectedError("not an object")
    return value


def read_list(body: bytes) -> Sequence[JsonValue]:
    """The one JSON list in `body`. Raises JsonRejectedError, as `read_object` does."""
    value = _read(body)
    if not isinstance(value, list):
        raise JsonRejectedError("not a list")
    return value


def _read(body: bytes) -> JsonValue:
    try:
        text = body.decode()  # UTF-8 to the letter
    except UnicodeDecodeError:
        raise JsonRejectedError("not UTF-8") from None
    if _too_deep(text):
        raise JsonRejectedError("nested too deeply")
    try:
        value: JsonValue = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_no_constant,
            parse_int=_short_int,
            parse_float=_short_float,
        )
    except JsonRejectedError:
        raise
    except ValueError:
        raise JsonRejectedError("not JSON") from None
    return value
