"""Every method python-binance has, called on the adapter's own client: the listed requests leave.

The calls are made in a process of its own (egress_walk.py), in which every other way out is
watched and barred. What could not be reached is listed here, with the reason.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.asking import API_KEY, SECRET
from tests.exchange.egress_tricks import STATES
from wizard.exchange.listed_requests import LISTED

ROOT = Path(__file__).parents[2]
LISTED_LINES = {f"{method} {path}" for method, path in LISTED}
ALLOWED = {
    "Client.get_account_api_permissions": "GET /sapi/v1/account/apiRestrictions",
    "Client.get_my_trades": "GET /api/v3/myTrades",
    "Client.create_test_order": "POST /api/v3/order/test",
    "Client.get_server_time": "GET /api/v3/time",
    "Client.get_system_status": "GET /sapi/v1/system/status",
}
# These compute, or make an object, and ask for nothing.
NO_REQUEST = {
    "StrictClient": {"__init__", "_private_key", "_handle_response"},
    "Client": {"_handle_response", "_init_session", "close_connection", "__del__"},
    "BaseClient": {
        *("_init_session", "_init_private_key", "_get_headers", "_require_tld", "_get_version"),
        *("_create_api_uri", "_create_margin_api_uri", "_create_papi_api_uri"),
        *("_create_website_uri", "_create_futures_api_uri", "_create_futures_data_api_uri"),
        *("_create_futures_coin_api_url", "_create_futures_coin_data_api_url"),
        *("_create_options_api_uri", "_rsa_signature", "_ed25519_signature", "_hmac_signature"),
        *("_generate_signature", "_generate_ws_api_signature", "_sign_ws_params", "_make_sync"),
        *("encode_uri_component", "convert_to_dict", "uuid22", "_order_params"),
        "_get_request_kwargs",
    },
}
# Their sockets are made by the constructor that the adapter skips.
WEB_SOCKETS = 62
HEADERS = {"host", "accept", "accept-encoding", "user-agent"}


@dataclass(frozen=True)
class State:
    """One state of one client: what became of each method, and of the tricks."""

    methods: Mapping[str, Mapping[str, list[str] | int]]
    tricks: Mapping[str, Any]

    @cached_property
    def arrived(self) -> dict[str, set[str]]:
        """By method, what the venue was asked."""
        found = {name: told["arrived"] for name, told in self.methods.items()}
        return {
            name: set(lines) for name, lines in found.items() if isinstance(lines, list) and lines
        }

    @cached_property
    def forbidden(self) -> set[str]:
        return {name for name, told in self.methods.items() if told["forbidden"]}

    @cached_property
    def reached(self) -> set[str]:
        """Which came as far as our transport."""
        return self.forbidden | set(self.arrived)

    @cached_property
    def figures(self) -> dict[str, int]:
        return {
            "methods": len(self.methods),
            "reached the transport": len(self.reached),
            "allowed": len(self.arrived),
            "forbidden": len(self.reached - set(self.arrived)),
            "asked for nothing": len(self.methods) - len(self.reached),
            "tricks": self.tricks["count"],
            "tricks forbidden": self.tricks["forbidden"],
        }


@dataclass(frozen=True)
class Report:
    states: Mapping[str, State]
    barred: list[str]
    connected: int
    connections: int
    asked: list[Mapping[str, Any]]


@pytest.fixture(scope="module")
def report() -> Report:
    done = subprocess.run(
        [sys.executable, "-B", "-m", "tests.exchange.egress_walk"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    states = {name: State(**seen) for name, seen in told.pop("seen").items()}
    return Report(states, **told)


def test_nothing_else_was_even_tried(report: Report) -> None:
    """No other address, no name looked up, no process, no file written."""
    assert report.barred == []
    assert report.connected == report.connections > 0


def test_the_enumeration_is_whole(
    report: Report, record_property: Callable[[str, object], None]
) -> None:
    assert set(report.states) == {f"HMAC, {name}" for name in STATES} | {
        "Ed25519, as made",
        "Ed25519, all at the venue",
    }
    for name, state in report.states.items():
        record_property(name, state.figures)
        assert len(state.methods) > 830, name
        assert len(state.reached) > (630 if name.endswith("as made") else 740), name
        assert len(state.forbidden) > 630, name
        assert state.tricks["count"] > 25_000
        assert state.tricks["forbidden"] > 8_000
    reached = {name for state in report.states.values() for name in state.reached}
    record_property(
        "told",
        f"Egress: {len(state.methods)} methods of python-binance in {len(report.states)} states, "
        f"{len(reached)} reached the transport, {len(ALLOWED)} of them let through, "
        f"{len(report.barred)} other ways out tried.",
    )


def test_what_never_reached_the_transport(report: Report) -> None:
    """Anything new here is either a way past the transport, or needs better arguments."""
    everywhere = next(iter(report.states.values())).methods
    reached = {name for state in report.states.values() for name in state.reached}
    left = set(everywhere) - reached
    web_sockets = {name for name in left if name.split(".")[1].lstrip("_").startswith("ws_")}
    computing = {f"{owner}.{name}" for owner, names in NO_REQUEST.items() for name in names}
    assert left - web_sockets == computing
    assert len(web_sockets) == WEB_SOCKETS
    for name in web_sockets:
        for state in report.states.values():
            errors = state.methods[name]["errors"]
            assert isinstance(errors, list)
            assert any("no attribute 'ws_" in error for error in errors), name


def test_the_allowed_methods_and_no_others(report: Report) -> None:
    expected = {name: {line} for name, line in ALLOWED.items()}
    for name, state in report.states.items():
        if name.endswith("as made"):
            assert state.arrived == expected
            assert state.reached - state.forbidden == set(ALLOWED)
        else:
            assert state.arrived.items() <= expected.items(), name


def test_no_trick_asks_for_more(report: Report) -> None:
    assert set(ALLOWED.values()) == LISTED_LINES
    assert {f"{asked['method']} {asked['path']}" for asked in report.asked} == LISTED_LINES
    for name, state in report.states.items():
        assert state.tricks["arrived"], name
        assert set(state.tricks["arrived"]) <= LISTED_LINES, name
        assert "barred" not in state.tricks["errors"]


def test_what_travelled(report: Report) -> None:
    """The key in one header of the signed requests alone; the secret and foreign headers never."""
    for asked in report.asked:
        listed = LISTED[asked["method"], asked["path"]]
        headers = asked["headers"]
        expected = HEADERS | ({"x-mbx-apikey"} if listed.signed else set())
        if asked["method"] == "POST":
            expected |= {"content-length"} | ({"content-type"} & set(headers))
        assert set(headers) == expected
        assert headers.get("x-mbx-apikey") == (API_KEY if listed.signed else None)
        assert headers["host"].startswith("127.0.0.1:")
        without_key = {**asked, "headers": {**headers, "x-mbx-apikey": ""}}
        assert API_KEY not in json.dumps(without_key)
        assert SECRET not in json.dumps(asked)
