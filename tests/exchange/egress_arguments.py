"""Every method of a client, its own and inherited, and arguments to call each with."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from wizard.exchange.listed_requests import ORDER

_ROGUE_HEADERS = {"X-MBX-APIKEY": "RogueKey", "Host": "rogue.invalid", "X-Rogue": "1"}
_ROGUE_REQUESTS = {
    "proxies": {"http": "http://rogue.invalid:1", "https": "http://rogue.invalid:1"},
    "allow_redirects": True,
    "verify": False,
    "timeout": 0.001,
    "auth": ("rogue", "rogue"),
}
_PLAUSIBLE: Mapping[str, object] = {
    "method": "post",
    "path": "order",
    "signed": True,
    "interval": "1m",
    "start_str": 1_600_000_000_000,
    "end_str": 1_600_000_060_000,
    "required_tld": "com",
    "response": None,
    "signature_func": str,
    "list_tuples": [("symbol", "BTCUSDT")],
    "force_params": True,
    "symbol": "BTCUSDT",
    "length": 22,
    "last_id": 7,
    "limit": 10,
}
_MORE: Mapping[str, object] = {
    **ORDER,
    "asset": "USDT",
    "coin": "USDT",
    "amount": "1",
    "address": "nowhere",
    "network": "ETH",
    "orderId": 7,
    "listenKey": "listen",
    "startTime": 1_600_000_000_000,
    "type": "LIMIT",
}
_POSITIONAL = {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}


@dataclass(frozen=True, slots=True)
class Member:
    """A method of one class in the client's line; an overridden one is there too."""

    owner: str
    name: str
    is_static: bool
    function: Callable[..., object]

    @property
    def title(self) -> str:
        return f"{self.owner}.{self.name}"

    def call(self, client: object, given: Call) -> object:
        own = () if self.is_static else (client,)
        return self.function(*own, *given.positional, **given.named)


@dataclass(frozen=True, slots=True)
class Call:
    """Arguments, without the client itself."""

    positional: tuple[object, ...]
    named: Mapping[str, object]


def members(client: object) -> list[Member]:
    """All of them, public, private and special, in the order of inheritance."""
    found = []
    for owner in type(client).__mro__:
        if owner is object:
            continue
        for name, value in vars(owner).items():
            is_static = isinstance(value, staticmethod)
            if isinstance(value, property):
                found.append(Member(owner.__name__, name, False, value.fget or _nothing))
            elif isinstance(value, staticmethod | classmethod):
                bound = value.__get__(client, type(client))
                found.append(Member(owner.__name__, name, True, bound))
            elif inspect.isfunction(value):
                found.append(Member(owner.__name__, name, is_static, value))
    return found


def shapes(member: Member, url: str) -> Iterator[Call]:
    """Several ways to call it: the least, the plausible, everything, and with rogue extras."""
    taken = list(inspect.signature(member.function).parameters.values())
    taken = taken if member.is_static else taken[1:]
    positional = [one for one in taken if one.kind in _POSITIONAL]
    required = [one for one in positional if one.default is one.empty]
    keyword = {
        one.name: _plausible(one, url)
        for one in taken
        if one.kind is one.KEYWORD_ONLY and one.default is one.empty
    }
    open_ended = any(one.kind is one.VAR_KEYWORD for one in taken)
    least = tuple(_plausible(one, url) for one in required)
    yield Call(tuple("1" for _ in required), keyword)
    yield Call(least, keyword)
    yield Call(tuple(_plausible(one, url) for one in positional), keyword)
    if open_ended:
        names = {one.name for one in positional}
        more = {name: value for name, value in _MORE.items() if name not in names}
        batch = {**more, "batchOrders": [dict(ORDER)]}
        yield Call(least, {**keyword, **batch})
        rogue = {**more, "headers": dict(_ROGUE_HEADERS), "requests_params": dict(_ROGUE_REQUESTS)}
        yield Call(least, {**keyword, **rogue})
        # The request helpers hand on what they are given under these two names.
        yield Call(least, {**keyword, "data": dict(rogue), "force_params": True})
        yield Call(least, {**keyword, "data": dict(more), "version": "../v3"})


def _plausible(parameter: inspect.Parameter, url: str) -> object:
    match parameter.name:
        case "uri":
            return f"{url}/api/v3/order"
        case "data" | "params":
            return dict(ORDER)
        case name if name in _PLAUSIBLE:
            return _PLAUSIBLE[name]
    return "1" if parameter.default is parameter.empty else parameter.default


def _nothing(_client: object) -> None:
    return None
