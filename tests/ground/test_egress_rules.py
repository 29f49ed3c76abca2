"""Nothing in the program's text can reach python-binance, or the network, past the list."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.ground.egress_rooms import ADAPTER, ALLOWED_METHODS, NETWORK_ROOMS, PRACTICE
from tests.ground.egress_rules import client_methods, offences
from wizard.exchange.listed_requests import LISTED

WIZARD = Path(__file__).parents[2] / "wizard"
FILES = {path.relative_to(WIZARD).as_posix(): path for path in sorted(WIZARD.rglob("*.py"))}
# The file that offends, a line in it, what must be said about it.
ROGUE: Mapping[str, tuple[str, str, str]] = {
    "another method": (ADAPTER, "client.create_order(**ORDER)", "names create_order"),
    "a method as a value": (ADAPTER, "partial(client.withdraw, coin='X')", "names withdraw"),
    "a private helper": (ADAPTER, "client._request_margin_api('post', 'x')", "names _request_m"),
    "a method by text": (ADAPTER, "getattr(client, 'get_account')", "names get_account"),
    "a stub": (ADAPTER, "def get_account(self): ...", "names get_account"),
    "an allowed one elsewhere": ("wiring.py", "client.create_test_order()", "names create_test"),
    "a computed name": (ADAPTER, "getattr(client, 'with' + 'draw')", "a computed name"),
    "a computed name elsewhere": ("wiring.py", "getattr(client, name)", "a computed name"),
    "getattr handed on": (ADAPTER, "look = getattr", "a computed name"),
    "methodcaller": (ADAPTER, "operator.methodcaller(name)", "uses methodcaller"),
    "methodcaller by name": ("wiring.py", "from operator import methodcaller", "methodcaller"),
    "eval": ("cli/parser.py", "eval(name)", "uses eval"),
    "exec": ("cli/parser.py", "exec(name)", "uses exec"),
    "a late import": ("wiring.py", "importlib.import_module(name)", "uses import_module"),
    "a later import": ("wiring.py", "__import__(name)", "uses __import__"),
    "what is loaded": ("wiring.py", "sys.modules['binance.client']", "uses sys.modules"),
    "the dictionary": (ADAPTER, "type(client).__dict__[name]", "uses __dict__"),
    "a path": (ADAPTER, "x = '/sapi/v1/capital/withdraw/apply'", "has the path"),
    "a path in pieces": (ADAPTER, "x = f'{origin}/api/v3/{name}'", "has the path"),
    "a path added up": ("exchange/greeting.py", "x = '/api' + '/v3/account'", "has the path"),
    "a path in bytes": ("wiring.py", "x = b'/fapi/v1/order'", "has the path"),
    "another base": (ADAPTER, "self.PAPI_URL = f'{origin_url}/papi'", "has the path"),
    "a host": ("wiring.py", "x = 'https://fapi.binance.com'", "has the host"),
    "a web socket's host": ("wiring.py", "x = 'wss://somewhere'", "has the host"),
    "binance elsewhere": ("wiring.py", "import binance.client", "imports binance"),
    "binance's kin": ("exchange/venues.py", "from binance import AsyncClient", "imports binance"),
    "requests": (ADAPTER, "import requests", "imports requests"),
    "from urllib": ("gui/app.py", "from urllib import request", "imports urllib.request"),
    "http.client": ("exchange/greeting.py", "import http.client", "imports http.client"),
    "a socket": ("vault/records.py", "from socket import create_connection", "imports socket"),
    "a socket that dials": ("gui/interrupt.py", "socket.create_connection(x)", "uses socket.cr"),
    "a socket renamed": ("cli/display.py", "import socket as plug", "hides what it uses"),
    "a proxy elsewhere": ("wiring.py", "from python_socks.sync import Proxy", "python_socks"),
    "web sockets": (ADAPTER, "import websockets.sync.client", "imports websockets"),
    "aiohttp": ("tour/acts.py", "import aiohttp", "imports aiohttp"),
    "Qt's network": ("gui/app.py", "from PySide6 import QtNetwork", "PySide6.QtNetwork"),
    "the browser": ("gui/app.py", "from PySide6.QtGui import QDesktopServices", "QDesktop"),
    "a program": ("wiring.py", "import subprocess", "imports subprocess"),
    "a program through os": ("wiring.py", "os.system('curl')", "starts a program"),
    "a request of one's own": (ADAPTER, "ListedRequest('POST', x, True)", "of its own"),
    "sending elsewhere": (ADAPTER, "connection.send(PERMISSIONS, '', None, {})", "sends"),
}


def test_there_is_something_to_read() -> None:
    assert len(FILES) > 150
    assert ADAPTER in FILES
    assert len(client_methods()) > 800
    assert client_methods() > ALLOWED_METHODS
    assert len(ALLOWED_METHODS) == len(LISTED)


@pytest.mark.parametrize("file", FILES)
def test_no_way_past_the_list(file: str) -> None:
    assert offences(file, FILES[file].read_text("utf-8")) == []


def test_what_is_allowed_is_used() -> None:
    """An allowance that nobody needs any more is taken back."""
    text = FILES[ADAPTER].read_text("utf-8")
    assert {name for name in ALLOWED_METHODS if f"self._client.{name}" in text} == ALLOWED_METHODS
    for library, rooms in NETWORK_ROOMS.items():
        used = library.rpartition(".")[2]
        for room in rooms - {PRACTICE}:
            assert used in FILES[room].read_text("utf-8"), (library, room)


@pytest.mark.parametrize(("file", "line", "said"), ROGUE.values(), ids=ROGUE)
def test_an_offence_is_seen(file: str, line: str, said: str) -> None:
    before = FILES[file].read_text("utf-8")
    found = offences(file, f"{before}\n\ndef offend(client, name):\n    {line}\n")
    assert any(said in one for one in found), found
