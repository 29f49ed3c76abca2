"""A desktop that says when it sleeps and locks: real buses, real sockets, real signals.

`desktop(folder)` starts a system bus with a login service on it and a session bus with a screen
saver. Whoever sees its `environment` hears of both. Needs the system's package dbus.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.threading import (
    DBusConnection,
    DBusRouter,
    Proxy,
    ReceiveStopped,
    open_dbus_connection,
)

LOGIN = "org.freedesktop.login1"
SESSION = f"/{LOGIN.replace('.', '/')}/session/c7"
OTHER_SESSION = f"/{LOGIN.replace('.', '/')}/session/c8"
_MANAGER_PATH = "/org/freedesktop/login1"
_END_S = 5.0
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>{kind}</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class Desktop:
    """Says what a desktop says. `asked` are the sessions that the login service was asked for."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.asked: list[str] = []
        self._system = open_dbus_connection(environment["DBUS_SYSTEM_BUS_ADDRESS"])
        self._session = open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"])
        with DBusRouter(self._system) as router:
            Proxy(message_bus, router).RequestName(LOGIN)
        self._answering = threading.Thread(target=self._answer)
        self._answering.start()

    def close(self) -> None:
        """Leave both buses."""
        self._system.interrupt()
        self._answering.join()
        for connection in (self._system, self._session):
            connection.close()

    def sleep(self, begins: bool) -> None:
        """The computer goes to sleep, or has woken up."""
        self._say(self._system, _MANAGER_PATH, f"{LOGIN}.Manager", "PrepareForSleep", "b", begins)

    def lock_session(self, path: str = SESSION) -> None:
        """Somebody said `loginctl lock-session`."""
        self._say(self._system, path, f"{LOGIN}.Session", "Lock", "")

    def hint_locked(self, locked: bool, path: str = SESSION) -> None:
        """The desktop tells the login service whether it is locked."""
        changed = {"LockedHint": ("b", locked)}
        properties = "org.freedesktop.DBus.Properties"
        gone: list[str] = []
        body = (f"{LOGIN}.Session", changed, gone)
        self._say(self._system, path, properties, "PropertiesChanged", "sa{sv}as", *body)

    def screen_saver(self, name: str, active: bool) -> None:
        """The screen saver of this name is active, or not any more."""
        path = "/" + name.replace(".", "/")
        self._say(self._session, path, name, "ActiveChanged", "b", active)

    @staticmethod
    def _say(
        connection: DBusConnection,
        path: str,
        interface: str,
        member: str,
        types: str,
        *body: object,
    ) -> None:
        sender = DBusAddress(path, interface=interface)
        connection.send(new_signal(sender, member, types or None, body))

    def _answer(self) -> None:
        while True:
            try:
                asked = self._system.receive()
            except ReceiveStopped:
                return
            if asked.header.message_type is not MessageType.method_call:
                continue
            known = asked.header.fields.get(HeaderFields.member) == "GetSession"
            if not known:
                self._system.send(new_error(asked, f"{LOGIN}.NoSuchMethod"))
                continue
            self.asked.append(asked.body[0])
            self._system.send(new_method_return(asked, "o", (SESSION,)))


@contextmanager
def desktop(folder: Path) -> Iterator[Desktop]:
    """Two buses of their own, and a desktop that speaks on them."""
    with ExitStack() as running:
        environment = {
            "DBUS_SYSTEM_BUS_ADDRESS": running.enter_context(_bus(folder, "system")),
            "DBUS_SESSION_BUS_ADDRESS": running.enter_context(_bus(folder, "session")),
        }
        speaker = Desktop(environment)
        running.callback(speaker.close)
        yield speaker


@contextmanager
def _bus(folder: Path, kind: str) -> Iterator[str]:
    program = shutil.which("dbus-daemon")
    assert program is not None, "dbus-daemon is not installed; these tests need dbus"
    config = folder / f"{kind}.conf"
    config.write_text(_CONFIG.format(kind=kind, socket=folder / kind), encoding="utf-8")
    command = [program, f"--config-file={config}", "--nofork", "--print-address"]
    bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert bus.stdout is not None
        assert bus.stdout.readline(), "dbus-daemon did not start"
        yield f"unix:path={folder / kind}"
    finally:
        bus.kill()
        bus.wait(_END_S)
        if bus.stdout is not None:
            bus.stdout.close()
