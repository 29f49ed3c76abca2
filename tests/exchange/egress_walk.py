"""A process of its own that calls everything python-binance can do, and tells what got out.

Run as `python -m tests.exchange.egress_walk`; prints JSON, read by test_egress_every_method.py.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import logging
import sys
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.exchange.asking import API_KEY, hmac_pair
from tests.exchange.egress_arguments import Member, members, shapes
from tests.exchange.egress_tricks import STATES, tricks
from tests.exchange.egress_watch import Watch, WayOutError
from tests.exchange.scripted_server import ScriptedServer, says
from tests.exchange.scripted_wire import Asked
from wizard.core.credentials import Credentials, Ed25519Credentials
from wizard.core.secret import Secret
from wizard.exchange.binance_exchange import _SigningClient
from wizard.exchange.deadline import Deadline
from wizard.exchange.listed_requests import LISTED
from wizard.exchange.origin import Origin
from wizard.exchange.strict_transport import ForbiddenRequestError, StrictConnection

_LONG_S = 300.0


@dataclass
class Told:
    """What became of one method, over all shapes of its arguments."""

    forbidden: int = 0
    arrived: list[str] = field(default_factory=list)
    answered: int = 0
    errors: list[str] = field(default_factory=list)


@dataclass
class Walk:
    """Calls on the adapter's own client, each beginning from the same state of it."""

    server: ScriptedServer
    client: Any
    state: dict[str, object]

    def method(self, member: Member) -> Told:
        told = Told()
        for call in shapes(member, self.server.url):
            self.once(told, lambda call=call: member.call(self.client, call))  # type: ignore[misc]
        return told

    def once(self, told: Told, act: Callable[[], object]) -> None:
        vars(self.client).clear()
        vars(self.client).update(self.state)
        before = len(self.server.asked)
        try:
            _run(act())
            told.answered += 1
        except WayOutError:
            told.errors.append("barred")
        except ForbiddenRequestError:
            told.forbidden += 1
        except Exception as error:  # noqa: BLE001 (foreign code, senseless arguments)
            told.errors.append(f"{type(error).__name__}: {str(error)[:90]}")
        told.arrived += [_line(asked) for asked in self.server.asked[before:]]


def _run(result: object) -> None:
    """What a call only begins: a generator's first step, a coroutine's whole way."""
    if inspect.isgenerator(result):
        next(result)
    elif isinstance(result, Coroutine):
        asyncio.get_event_loop().run_until_complete(result)


def _line(asked: Asked) -> str:
    return f"{asked.method} {asked.path}"


@contextlib.contextmanager
def _walk(
    server: ScriptedServer, pair: Credentials, state: dict[str, str | bool]
) -> Iterator[Walk]:
    with StrictConnection(Origin.of(server.url), None, Deadline(_LONG_S)) as connection:
        client = _SigningClient(pair, connection)._client
        whole = {**vars(client)}
        for name, value in state.items():
            whole[name] = value.format(url=server.url) if isinstance(value, str) else value
        yield Walk(server, client, whole)


def _ed25519_pair() -> Ed25519Credentials:
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    pem = Ed25519PrivateKey.generate().private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()
    )
    return Ed25519Credentials(API_KEY, Secret(pem.decode()))


def _main() -> None:
    watch = Watch()  # before python-binance is loaded: loading it may not dial either
    logging.getLogger("binance").addHandler(logging.NullHandler())
    asyncio.set_event_loop(asyncio.new_event_loop())
    pairs: dict[str, Credentials] = {"HMAC": hmac_pair(), "Ed25519": _ed25519_pair()}
    seen: dict[str, dict[str, object]] = {}
    with ScriptedServer({path: says(200, b"{}") for _, path in LISTED}) as server:
        watch.only = ("127.0.0.1", server.port)
        for pair in pairs.values():
            with _walk(server, pair, {}) as walk:
                walk.client.create_test_order(symbol="BTCUSDT")  # loads what signing needs
        watch.loading = False
        for kind, pair in pairs.items():
            for name, state in STATES.items():
                if kind != "HMAC" and name not in {"as made", "all at the venue"}:
                    continue
                with _walk(server, pair, state) as walk:
                    every = {one.title: walk.method(one) for one in members(walk.client)}
                    tricked = Told()
                    count = 0
                    for act in tricks(walk.client, server.url):
                        count += 1
                        walk.once(tricked, act)
                seen[f"{kind}, {name}"] = {
                    "methods": {title: asdict(told) for title, told in every.items()},
                    "tricks": {"count": count, **asdict(tricked)},
                }
        asked = [asdict(one) for one in server.asked]
        report = {
            "seen": seen,
            "barred": watch.barred,
            "connected": watch.allowed,
            "connections": server.connections,
            "asked": asked,
        }
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    _main()
