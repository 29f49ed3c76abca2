"""The watch of egress_walk.py sees and stops what it is there for: every way out is tried once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
import asyncio, ctypes, http.client, os, socket, subprocess, threading, urllib.request
import binance.client, requests, websockets.sync.client
from tests.exchange.egress_watch import WayOutError, Watch
{before}
watch = Watch(("127.0.0.1", 1), loading=False)
try:
    {act}
except WayOutError:
    pass
else:
    {after}
print(*watch.barred, sep="\\n")
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


def run(act: str, *, before: str = "", after: str = "pass") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM.format(act=act, before=before, after=after)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize("act", WAYS.values(), ids=WAYS)
def test_a_way_out_is_barred(act: str) -> None:
    plain = "plain = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    assert "" not in run(act, before=plain, after="sys.exit('it got out')")


def test_another_thread_is_watched_too() -> None:
    before = (
        "def quiet():\n    try:\n        socket.gethostbyname('localhost')\n"
        "    except WayOutError:\n        pass\n"
        "thread = threading.Thread(target=quiet)"
    )
    assert run("thread.start(); thread.join()", before=before) == ["socket.gethostbyname localhost"]


def test_what_is_no_way_out_is_let_be() -> None:
    assert run("open(os.devnull).close()") == [""]
