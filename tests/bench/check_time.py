"""How long a check takes, beside the same two calls with python-binance alone."""

from __future__ import annotations

import json
import subprocess
import sys
import time

from tests.bench.bare_check import bare_check
from tests.bench.practice_process import Practice
from tests.bench.private_environment import private_environment
from tests.bench.rows import Row, measured
from wizard.core.credentials import HmacCredentials
from wizard.core.evidence import Evidence, PermissionsSeen, TestOrder
from wizard.core.secret import Secret
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue


def check_row(practice: Practice, rounds: int) -> Row:
    """A check in a running program: everything loaded, a new connection each time."""
    exchange = BinanceExchange(loopback_venue(practice.url, practice.url))
    credentials = HmacCredentials(practice.api_key, Secret(practice.secret))

    def ours() -> float:
        began = time.perf_counter()
        found = exchange.check(credentials, try_test_order=True, on_permissions=_ignore)
        took = time.perf_counter() - began
        if not isinstance(found, Evidence) or found.test_order is not TestOrder.REFUSED:
            raise RuntimeError(f"not a whole check: {found}")
        return took * 1000

    def bare() -> float:
        began = time.perf_counter()
        proven = bare_check(practice.url, practice.api_key, practice.secret)
        took = time.perf_counter() - began
        if not proven:
            raise RuntimeError("the bare script saw another key")
        return took * 1000

    return measured("a check, beside bare python-binance", "ms", rounds, ours, bare)


def command_row(practice: Practice, rounds: int, home: str) -> Row:
    """`key-wizard check` from process start to its end, beside the bare script."""
    given = json.dumps({"api_key": practice.api_key, "secret": practice.secret})

    def run(*command: str) -> float:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-P", "-m", *command],
            input=given,
            text=True,
            check=True,
            env=private_environment(home),
            capture_output=True,
        )
        return (time.perf_counter() - began) * 1000

    return measured(
        "check as a command, beside a bare script",
        "ms",
        rounds,
        lambda: run("wizard", "--exchange-url", practice.url, "check", "--json"),
        lambda: run("tests.bench.bare_check", practice.url),
    )


def _ignore(_: PermissionsSeen) -> None:
    """The bench waits for the whole answer."""
