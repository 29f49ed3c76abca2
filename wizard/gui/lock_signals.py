"""Hears from a Linux desktop that the computer goes to sleep or that its screen is locked."""

from __future__ import annotations

import os
import re
import socket
import sys
import time
from typing import TYPE_CHECKING
from urllib.parse import unquote

from PySide6.QtCore import SLOT, QObject, Signal, Slot

from wizard.gui.lock_words import LockReason

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

# systemd's org.freedesktop.login1(5), read in November 2026.
_LOGIN = "org.freedesktop.login1"
_MANAGER = f"{_LOGIN}.Manager"
_MANAGER_PATH = "/org/freedesktop/login1"
_SESSION = f"{_LOGIN}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
# All of them say ActiveChanged(boolean); KDE and others the first one.
_SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_BUS = "org.freedesktop.DBus"
_ANSWER_MS = 2_000
_LOOK_AGAIN_S = 0.005
_UNIX = re.compile("unix:(?P<kind>path|abstract)=(?P<place>[^,;]+)")


class LockSignals(QObject):
    """`heard` carries a LockReason. Where there is no bus, nothing is heard, and nothing said.

    Windows and macOS say it in other ways, which are not listened to: there the jump of the
    clock tells afterwards that the computer slept.
    """

    heard = Signal(LockReason)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._system_name = f"key-wizard-system-{id(self)}"
        self._session_name = f"key-wizard-session-{id(self)}"
        self.is_listening = False

    def listen(self) -> None:
        """Begin to listen; may block, so call it off the GUI thread."""
        if not sys.platform.startswith("linux"):
            return
        from PySide6.QtDBus import QDBusConnection

        for name, address, listen in (
            (self._system_name, _system_address(), self._listen_to_login),
            (self._session_name, _session_address(), self._listen_to_savers),
        ):
            # By address, for libdbus may start a bus where there is none; and not one of those
            # that Qt shares: they cannot be closed.
            if not _answers(address):
                continue
            bus = QDBusConnection.connectToBus(address, name)
            if bus.isConnected():
                listen(bus)
                # The bus answers in order: then it knows what is listened to.
                _ask(bus, _BUS, "/org/freedesktop/DBus", _BUS, "GetId")
        self.is_listening = True

    def end(self) -> None:
        """Close the connections; nothing is heard any more."""
        if self.is_listening:  # a bus that does not answer yet would not let go of them either
            from PySide6.QtDBus import QDBusConnection

            for name in (self._system_name, self._session_name):
                QDBusConnection.disconnectFromBus(name)
            self.is_listening = False

    def _listen_to_login(self, bus: QDBusConnection) -> None:
        self._hear(bus, _LOGIN, _MANAGER_PATH, f"{_MANAGER}.PrepareForSleep", "_on_sleep(bool)")
        path = _session_path(bus)
        if path is not None:
            changed = "_on_changed(QString,QVariantMap,QStringList)"
            self._hear(bus, _LOGIN, path, f"{_SESSION}.Lock", "_on_lock()")
            self._hear(bus, _LOGIN, path, f"{_PROPERTIES}.PropertiesChanged", changed)

    def _listen_to_savers(self, bus: QDBusConnection) -> None:
        for interface in _SCREEN_SAVERS:
            # From anybody: whoever may talk on this bus may lock the screen as well.
            self._hear(bus, "", "", f"{interface}.ActiveChanged", "_on_screen(bool)")

    def _hear(self, bus: QDBusConnection, service: str, path: str, signal: str, slot: str) -> None:
        interface, _, name = signal.rpartition(".")
        # PySide6 6.11 refuses bytes here, whatever its types say.
        bus.connect(service, path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    @Slot(bool)
    def _on_sleep(self, begins: bool) -> None:
        if begins:
            self.heard.emit(LockReason.GOES_TO_SLEEP)

    @Slot(bool)
    def _on_screen(self, active: bool) -> None:
        if active:
            self.heard.emit(LockReason.SCREEN_LOCKED)

    @Slot()
    def _on_lock(self) -> None:
        self.heard.emit(LockReason.SCREEN_LOCKED)

    @Slot(str, "QVariantMap", "QStringList")
    def _on_changed(self, _interface: str, changed: dict[str, object], _gone: list[str]) -> None:
        if changed.get("LockedHint") is True:
            self.heard.emit(LockReason.SCREEN_LOCKED)


def _session_path(bus: QDBusConnection) -> str | None:
    """Where the session speaks that this program belongs to; None where logind knows of none."""
    # A program that systemd started for the person has no session: "auto" is then the screen's.
    names = (os.environ.get("XDG_SESSION_ID"), "auto")
    paths = (_path_of(bus, name) for name in names if name)
    return next((path for path in paths if path is not None), None)


def _path_of(bus: QDBusConnection, session: str) -> str | None:
    from PySide6.QtDBus import QDBusObjectPath

    path = _ask(bus, _LOGIN, _MANAGER_PATH, _MANAGER, "GetSession", session)
    return path.path() if isinstance(path, QDBusObjectPath) else None


def _ask(
    bus: QDBusConnection, service: str, path: str, interface: str, method: str, *arguments: str
) -> object:
    """The first value of the answer; None where there is none in time."""
    from PySide6.QtDBus import QDBusMessage

    message = QDBusMessage.createMethodCall(service, path, interface, method)
    message.setArguments(arguments)
    message.setAutoStartService(False)  # nobody is to be started for this
    call = bus.asyncCall(message, _ANSWER_MS)
    # Not `waitForFinished`, nor a blocking call: PySide6 6.11 stops all of Python meanwhile.
    while not call.isFinished():
        time.sleep(_LOOK_AGAIN_S)
    answer = call.reply()
    given = [] if call.isError() else answer.arguments()
    return given[0] if given else None


def _answers(address: str) -> bool:
    """Whether somebody greets back at this address.

    Found out with a socket of our own: PySide6 6.11 stops all of Python while it connects, for
    ever where nobody answers.
    """
    found = _UNIX.match(address)
    if found is None:
        return False
    mark = "\0" if found["kind"] == "abstract" else ""
    user = str(os.geteuid()).encode().hex()
    with socket.socket(socket.AF_UNIX) as near:
        near.settimeout(_ANSWER_MS / 1000)
        try:
            near.connect(mark + unquote(found["place"]))
            near.sendall(b"\0AUTH EXTERNAL %s\r\n" % user.encode())
            return near.recv(64).startswith(b"OK ")
        except OSError:
            return False


def _system_address() -> str:
    # Where the D-Bus specification puts it (0.43), unless the environment says otherwise.
    usual = "unix:path=/var/run/dbus/system_bus_socket"
    return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or usual


def _session_address() -> str:
    usual = f"unix:path={os.environ.get('XDG_RUNTIME_DIR', '')}/bus"
    return os.environ.get("DBUS_SESSION_BUS_ADDRESS") or usual
