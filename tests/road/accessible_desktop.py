"""A desktop for a screen reader: a D-Bus session, its accessibility bus, a display with windows.

All of it is private to `folder` and ends with the `with` block. Needs the system's packages dbus,
at-spi2-core, xvfb and openbox; their absence fails the test that asks.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from jeepney import DBusAddress, MatchRule, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from tests.keychain_session import bus_without_service
from tests.virtual_display import virtual_display

_PLACES = ("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib")  # as distributions have it
_LAUNCHER = "at-spi-bus-launcher"
_NAME = "org.a11y.Bus"
_BUS = DBusAddress("/org/a11y/bus", _NAME, _NAME)
_STATUS = DBusAddress("/org/a11y/bus", _NAME, "org.freedesktop.DBus.Properties")
_BROWSER = '#!/bin/sh\necho "$1" >> "{0}"\n'
_START_S = 20.0
_END_S = 5.0


@dataclass(frozen=True, slots=True)
class AccessibleDesktop:
    """`environment` is what a program must see to be on it; `bus` where screen readers are.

    `opened` is a file to which whatever is given to the browser is written, a line each.
    """

    environment: Mapping[str, str]
    bus: str
    opened: Path


@contextmanager
def accessible_desktop(folder: Path) -> Iterator[AccessibleDesktop]:
    """A desktop on which somebody has switched a screen reader on."""
    opened = _make_browser(folder)
    with bus_without_service(folder) as session, virtual_display() as display:
        environment = {
            **session.environment,
            "PATH": f"{opened.parent}:{session.environment['PATH']}",
            "DISPLAY": display,
            "GSETTINGS_BACKEND": "memory",
        }
        with (
            _running([_launcher(), "--launch-immediately"], environment),
            closing(open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"])) as connection,
        ):
            bus = _switch_on(connection)
            ready = folder / "ready"
            os.mkfifo(ready)
            # A window that comes before its manager is never made the active one.
            told = f"sh -c 'echo ready > {shlex.quote(str(ready))}'"
            with _running(["openbox", "--startup", told], environment):
                assert ready.read_text("utf-8").strip() == "ready"
                yield AccessibleDesktop(environment, bus, opened)


def _switch_on(connection: DBusConnection) -> str:
    """Say that a screen reader runs, as it does itself; gives the accessibility bus's address."""
    arrived = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
    arrived.add_arg_condition(0, _NAME)
    bus = Proxy(message_bus, connection)
    bus.AddMatch(arrived)
    with connection.filter(arrived) as arrivals:
        if not bus.NameHasOwner(_NAME)[0]:
            connection.recv_until_filtered(arrivals, timeout=_START_S)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        value = (f"{_NAME.removesuffix('Bus')}Status", name, ("b", True))
        connection.send_and_get_reply(
            new_method_call(_STATUS, "Set", "ssv", value), timeout=_START_S
        )
    answer = connection.send_and_get_reply(new_method_call(_BUS, "GetAddress"), timeout=_START_S)
    return str(answer.body[0])


def _make_browser(folder: Path) -> Path:
    """What the system calls a browser here: it writes down what it should have opened."""
    programs = folder / "programs"
    programs.mkdir(parents=True)
    opened = programs / "opened.txt"
    for name in ("xdg-open", "gio"):
        (programs / name).write_text(_BROWSER.format(opened), "utf-8")
        (programs / name).chmod(0o755)
    return opened


def _launcher() -> str:
    found = [place for place in _PLACES if (Path(place) / _LAUNCHER).exists()]
    assert found, "at-spi2-core is not installed; the walk with a screen reader needs it"
    return f"{found[0]}/{_LAUNCHER}"


@contextmanager
def _running(command: list[str], environment: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(_END_S)
