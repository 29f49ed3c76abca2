"""A computer without any network, for real: a namespace of Linux with nothing but a loopback."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# Root needs no second user; everybody else may have one, where the system allows it.
_WAYS = (["unshare", "--net"], ["unshare", "--map-root-user", "--net"])

_PROGRAM = r"""
import fcntl, json, socket, struct, sys
from wizard.core.credentials import HmacCredentials
from wizard.core.proxy import Proxy, ProxyKind
from wizard.core.secret import Secret
from wizard.core.venue import Venue, VenueId
from wizard.exchange.binance_exchange import BinanceExchange

SIOCSIFFLAGS, IFF_UP_AND_RUNNING = 0x8914, 0x41
with socket.socket() as wire:  # a computer without a network still has its loopback
    fcntl.ioctl(wire, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP_AND_RUNNING))

PAIR = HmacCredentials("k" * 64, Secret("s" * 64))
FAR = Proxy(ProxyKind.HTTP, "192.0.2.9", 3128)

def ask(url, proxy=None, not_used=None):
    venue = Venue(VenueId.BINANCE_COM, "Somewhere", url, {})
    exchange = BinanceExchange(venue, proxy_not_used=not_used)
    finding = exchange.check(
        PAIR, try_test_order=False, on_permissions=lambda seen: None, proxy=proxy
    )
    return [finding.problem.id, finding.problem.technical]

json.dump({
    "name": ask("https://api.binance.com"),
    "address": ask("https://192.0.2.1"),
    "this computer": ask("http://127.0.0.1:1"),
    "proxy": ask("https://api.binance.com", FAR),
    "proxy, and one of the environment": ask("https://api.binance.com", FAR, FAR),
    "proxy by name": ask("https://api.binance.com", Proxy(ProxyKind.SOCKS5, "proxy.test", 1080)),
    "proxy of the environment": ask("https://api.binance.com", None, FAR),
}, sys.stdout)
"""


@pytest.fixture(scope="module")
def without_network() -> list[str]:
    """A command that runs another one without any network."""
    for way in _WAYS:
        try:
            if subprocess.run([*way, "true"], check=False, timeout=30).returncode == 0:
                return way
        except FileNotFoundError:
            break
    pytest.skip("a computer without a network needs Linux's unshare, and the right to use it")


def test_without_any_network(without_network: list[str]) -> None:
    made = subprocess.run(
        [*without_network, sys.executable, "-c", _PROGRAM],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout) == {
        "name": ["no-network", "no network while looking up the address: EAI_AGAIN"],
        "address": ["no-network", "no network while connecting: ENETUNREACH"],
        "this computer": ["exchange-unreachable", "unreachable while connecting: ECONNREFUSED"],
        "proxy": ["no-network", "no network while connecting: ENETUNREACH"],
        "proxy, and one of the environment": [
            "no-network",
            "no network while connecting: ENETUNREACH",
        ],
        "proxy by name": ["no-network", "no network while looking up the address: EAI_AGAIN"],
        "proxy of the environment": [
            "proxy-needed",
            "no network while looking up the address: EAI_AGAIN",
        ],
    }
