"""Ways to talk a client into another request: its settings, its helpers, its session."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Any

from wizard.exchange.listed_requests import SERVER_TIME, ListedRequest

_FAMILIES = (
    "API_URL",
    "API_TESTNET_URL",
    "API_DEMO_URL",
    "MARGIN_API_URL",
    "WEBSITE_URL",
    "FUTURES_URL",
    "FUTURES_TESTNET_URL",
    "FUTURES_DEMO_URL",
    "FUTURES_DATA_URL",
    "FUTURES_DATA_TESTNET_URL",
    "FUTURES_COIN_URL",
    "FUTURES_COIN_TESTNET_URL",
    "FUTURES_COIN_DEMO_URL",
    "FUTURES_COIN_DATA_URL",
    "FUTURES_COIN_DATA_TESTNET_URL",
    "OPTIONS_URL",
    "OPTIONS_TESTNET_URL",
    "PAPI_URL",
    "WS_API_URL",
    "WS_FUTURES_URL",
)
# `{url}` is the venue. A client that was talked into each of these is walked through whole.
STATES: Mapping[str, dict[str, str | bool]] = {
    "as made": {},
    "testnet": {"testnet": True, "tld": "com"},
    "demo": {"demo": True, "tld": "com"},
    "Binance.US": {"tld": "us", "API_URL": "https://api.binance.us/api"},
    "all at the venue": {"tld": "us", **dict.fromkeys(_FAMILIES, "{url}/api")},
    "all at the venue, /sapi": {"tld": "com", **dict.fromkeys(_FAMILIES, "{url}/sapi")},
    "a folder in the address": {"tld": "com", **dict.fromkeys(_FAMILIES, "{url}/api/v3/..")},
    "elsewhere": {"tld": "com", **dict.fromkeys(_FAMILIES, "http://127.0.0.1:1/api")},
    "talkative": {"verbose": True, "tld": "com"},
}

_VERBS = ("get", "post", "put", "delete", "patch", "head", "options", "request", "send", "GET")
_INSIDE = ("close", "_send", "_listed", "__init__", "__class__", "__getattribute__")
_PATHS = (
    "order",
    "time",
    "order/test",
    "order/test/",
    "ORDER/TEST",
    "Order/Test",
    "order/test/..",
    "order/test/../../order",
    "../v3/order",
    "order%2Ftest",
    "order%2ftest/%2e%2e",
    "order//test",
    "/order/test",
    "order/./test",
    "order/test?x=1",
    "order/test#x",
    "order/test;x",
    "order\\test",
    "order/test\r\nX-Rogue: 1",
    "order/test HTTP/1.1\r\n\r\nDELETE /api/v3/order",
    "order/te\nst",
    " order/test",
    "\uff4frder/test",
    "account/apiRestrictions",
    "capital/withdraw/apply",
    "https://rogue.invalid/api/v3/order/test",
    "//rogue.invalid/api/v3/order/test",
    "@rogue.invalid/api/v3/order/test",
)
_VERSIONS = ("v3", "v1", "V3", "v3?", "v3#", "v3/..", "../v3", "", "v3//")
_SMUGGLED = "symbol=X HTTP/1.1\r\nX-Rogue: 1\r\n\r\nDELETE /api/v3/order HTTP/1.1\r\n\r\n"
_FAMILY_HELPERS = (
    "_request_futures_api",
    "_request_futures_data_api",
    "_request_futures_coin_api",
    "_request_futures_coin_data_api",
    "_request_options_api",
    "_request_margin_api",
    "_request_papi_api",
    "_request_website",
)

Act = Callable[[], object]


def tricks(client: Any, url: str) -> Iterator[Act]:
    """What to try, one by one. Each may raise; none may reach anything but a listed request."""
    yield from _helpers(client)
    yield from _whole_addresses(client, url)
    yield from _session(client, url)
    yield lambda: _reborn(client).get_account()
    yield lambda: _reborn(client).get_server_time()
    yield lambda: _reborn(client).ws_get_account()


def _reborn(client: Any) -> Any:
    """The client after python-binance's own constructor, which the adapter skips, was run on it."""
    with suppress(Exception):
        super(type(client), client).__init__("RogueKey", "RogueSecret", ping=False)
    return client


def _ask_for(session: object, verb: str, address: str) -> object:
    return getattr(session, verb)(address)


def _helpers(client: Any) -> Iterator[Act]:
    for verb, path, signed in product(_VERBS, _PATHS, (False, True)):
        for helper in _FAMILY_HELPERS:
            ask = getattr(client, helper)
            yield partial(ask, verb, path, signed, data={"symbol": "X"})
    for verb, path, version in product(_VERBS, _PATHS, _VERSIONS):
        yield partial(client._request_api, verb, path, False, version)
    for verb, path in product(("_get", "_post", "_put", "_delete"), _PATHS):
        ask = getattr(client, verb)
        yield partial(ask, path, True, data={"symbol": "X"})
        yield partial(ask, path, False, "v3", data={"headers": {"X-Rogue": "1"}})
        yield partial(ask, path, True, force_params=True, data={"symbol": "X"})


def _whole_addresses(client: Any, url: str) -> Iterator[Act]:
    bare = url.removeprefix("http://")
    roots = (url, f"HTTP://{bare}", f"https://{bare}", f"http://rogue@{bare}", f"//{bare}")
    far = (f"{url}.rogue.invalid", f"{url}@rogue.invalid", "https://api.binance.com", "file://")
    for verb, root, path in product((*_VERBS, *_INSIDE), (*roots, *far), _PATHS):
        for folder in ("/api/v3/", "//api/v3/", "/API/v3/", "/api/v3/x/../", "\\api\\v3\\"):
            yield partial(client._request, verb, f"{root}{folder}{path}", False)


def _session(client: Any, url: str) -> Iterator[Act]:
    session = client.session
    listed = f"{url}/api/v3/time"
    yield lambda: session.get(listed, params=_SMUGGLED)
    yield lambda: session.get(f"{url}/api/v3/ping", params="x\r\nX-Rogue: 1")
    yield lambda: session.post(f"{url}/api/v3/order/test", data=_SMUGGLED)
    yield lambda: session.post(f"{url}/api/v3/order/test", data=[("\r\n\r\n", _SMUGGLED)])
    yield lambda: session.get(listed, headers={"X-Rogue": "1"}, proxies={"http": "rogue.invalid"})
    yield lambda: session.get(listed, json={"x": 1}, files={"x": b""}, hooks={}, stream=True)
    yield lambda: client._request("get", listed, False, headers={"X-Rogue": "1"})
    yield lambda: client._request("get", listed, False, params=_SMUGGLED)
    yield lambda: client._request("get", listed, True, data={"headers": {"X-Rogue": "1"}})
    for verb, path in product(("get", "post", "put", "delete"), _PATHS):
        ask = getattr(session, verb)
        yield partial(ask, f"{url}/api/v3/{path}", params="a=b", data="a=b")
    order = ListedRequest("DELETE", "/api/v3/order", signed=True)
    yield lambda: session._connection.send(order, "", None, {})
    yield lambda: session._connection.send(replace(SERVER_TIME, signed=True), "", None, {})
    yield lambda: session._connection.send(replace(SERVER_TIME, method="POST"), "", "", {})
    yield lambda: session._send(order, "", None)
    for verb in ("request", "patch", "head", "options", "mount", "send", "get_adapter"):
        yield partial(_ask_for, session, verb, listed)
