"""The verdict rule read a second time, straight from its text, by other means than the program's.

Source: design, exchange facts 1. JSON objects become tuples of pairs, so that nothing is lost.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

_MUST_BE_FALSE = {
    "enableSpotAndMarginTrading",
    "enableWithdrawals",
    "enableInternalTransfer",
    "permitsUniversalTransfer",
    "enableMargin",
    "enableFutures",
    "enableVanillaOptions",
}
_FALSE_IF_THERE = {"enablePortfolioMarginTrading", "enableFixApiTrade"}
_EITHER = {"ipRestrict", "enableFixReadOnly"}
_TIMES = {"createTime", "tradingAuthorityExpirationTime"}


class _NotJsonError(ValueError):
    pass


def _no_constant(_name: str) -> object:
    raise _NotJsonError


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer says. `on`: names that must not be true and are, in any of their places."""

    is_read_only: bool
    on: frozenset[str]
    created_ms: int | None


NOTHING = Reading(is_read_only=False, on=frozenset(), created_ms=None)


def value_in(body: bytes) -> object:
    """The JSON value: objects as tuples of pairs. Raises ValueError when it is none."""
    decoder = json.JSONDecoder(object_pairs_hook=tuple, parse_constant=_no_constant)
    try:
        return decoder.decode(body.decode("utf-8"))
    except RecursionError:
        raise _NotJsonError from None


def reading_of(body: bytes) -> Reading:
    """The rule, clause by clause."""
    try:
        pairs = value_in(body)
    except ValueError:
        return NOTHING
    if not isinstance(pairs, tuple):
        return NOTHING
    by_name: dict[str, object] = dict(pairs)
    twice = len(by_name) != len(pairs)
    harmless = {"enableReading", *_EITHER}
    on = frozenset(name for name, value in pairs if value is True and name not in harmless)
    off = all(by_name.get(name) is False for name in _MUST_BE_FALSE) and all(
        by_name.get(name, False) is False for name in _FALSE_IF_THERE
    )
    known_kinds = all(
        type(value) is int if name in _TIMES else isinstance(value, bool) for name, value in pairs
    )
    created = by_name.get("createTime")
    created_ms = created if type(created) is int else None
    reads = by_name.get("enableReading") is True
    sound = not twice and known_kinds and created_ms is not None
    return Reading(sound and reads and off and not on, on, created_ms)
