"""A stand-in for the desktop's portal that looks at who asks, as xdg-desktop-portal does.

At the first question over a connection it opens /proc/PID/root of whoever asks. It is not the real
one, because that brings half a desktop along; it was held against 1.16 by hand.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.keychain_session import KeychainSession
from tests.other_program import without_privileges

_END_S = 10.0
_PORTAL = """
import json, os, sys
from jeepney import DBusAddress, MessageType, new_error, new_method_call, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection
connection = open_dbus_connection("SESSION")
bus = Proxy(message_bus, connection)
bus.RequestName("org.freedesktop.portal.Desktop")
print("ready", flush=True)
while True:
    asked = connection.receive()
    if asked.header.message_type is not MessageType.method_call:
        continue
    (pid,) = bus.GetConnectionUnixProcessID(asked.header.fields[7])
    try:
        os.close(os.open(f"/proc/{pid}/root", os.O_RDONLY | os.O_DIRECTORY))
        print(json.dumps("let in"), flush=True)
        connection.send(new_error(asked, "org.freedesktop.portal.Error.NotFound"))
    except PermissionError:
        print(json.dumps("turned away"), flush=True)
        connection.send(new_error(asked, "org.freedesktop.DBus.Error.AccessDenied"))
"""


@contextmanager
def watchful_portal(session: KeychainSession, seen: list[str]) -> Iterator[None]:
    """On this session's bus; what it did with each question is in `seen` at the end."""
    process = subprocess.Popen(
        [*without_privileges(), sys.executable, "-c", _PORTAL],
        env=dict(session.environment),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process:
        try:
            assert process.stdout.readline() == "ready\n"
            yield
        finally:
            process.terminate()
            process.wait(_END_S)
        seen.extend(json.loads(line) for line in process.stdout)
