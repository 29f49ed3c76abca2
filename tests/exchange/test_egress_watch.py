"""The watch of egress_walk.py sees and stops what it is there for: every way out is tried once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import asyncio, ctypes, http.client, json, os, socket, subprocess, sys, threading, urllib.request
import binance.client, requests, websockets.sync.client
from tests.exchange.egress_watch import WayOutError, Watch

def in_a_thread(act, *given):
    def quiet():
        try:
            act(*given)
        except WayOutError:
            pass
    thread = threading.Thread(target=quiet)
    thread.start()
    thread.join()
    raise WayOutError

plain = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
watch = Watch(("127.0.0.1", 1), loading=False)
found = {}
for name, act in json.loads(sys.argv[1]).items():
    del watch.barred[:]
    try:
        exec(act)
        stopped = False
    except WayOutError:
        stopped = True
    found[name] = [stopped, list(watch.barred)]
print(json.dumps(found))
"""
WAYS = {
    "python-binance itself": "binance.client.Client('k', 's')",
    "its web socket": "binance.client.Client('k', 's', ping=False).ws_get_time()",
    "requests": "requests.get('http://127.0.0.1:9/')",
    "urllib": "urllib.request.urlopen('http://127.0.0.1:9/')",
    "http.client": "http.client.HTTPConnection('127.0.0.1', 9).connect()",
    "a web socket": "websockets.sync.client.connect('ws://127.0.0.1:9/')",
    "an event loop": "asyncio.run(asyncio.open_connection('127.0.0.1', 9))",
    "a name": "socket.gethostbyname('localhost')",
    "a name, newer": "socket.getaddrinfo('localhost', 1)",
    "another thread": "in_a_thread(socket.gethostbyname, 'localhost')",
    "another port": "socket.create_connection(('127.0.0.1', 9))",
    "without a connection": "plain.sendto(b'x', ('127.0.0.1', 9))",
    "listening": "plain.bind(('127.0.0.1', 0))",
    "a program": "subprocess.run(['true'])",
    "a shell": "os.system('true')",
    "a copy": "os.fork()",
    "becoming another": "os.execv('/bin/true', ['true'])",
    "a library": "ctypes.CDLL(None)",
    "a file": "open(os.devnull, 'w')",
}
NO_WAY = {"reading a file": "open(os.devnull).close()", "a pair": "socket.socketpair()"}


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[bool, list[str]]]:
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM, json.dumps(WAYS | NO_WAY)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, tuple[bool, list[str]]] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("way", WAYS)
def test_a_way_out_is_barred(way: str, found: dict[str, tuple[bool, list[str]]]) -> None:
    stopped, barred = found[way]
    assert stopped
    assert barred


@pytest.mark.parametrize("way", NO_WAY)
def test_what_is_no_way_out_is_let_be(way: str, found: dict[str, tuple[bool, list[str]]]) -> None:
    assert list(found[way]) == [False, []]
