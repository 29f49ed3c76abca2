"""A real, unlocked keychain for tests: gnome-keyring on a D-Bus session of its own.

`keychain_session(folder)` starts both with their home in `folder` and ends both. What it yields
has `environment`, a dict of variables: whoever sees them, a subprocess or this very process
(monkeypatch.setenv), sees this keychain and no other. It can be locked, hung, resumed, killed.
`bus_without_service(folder)` is a session on which nobody answers for a keychain.
With a `display` its unlock dialog can open there (tests/vault/unlock_dialog.py).
Needs the system's packages gnome-keyring and dbus; their absence fails the test that asks.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import secretstorage
from jeepney import MatchRule
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, prep_socket
from secretstorage.collection import SERVICE_IFACE
from secretstorage.defines import SS_PATH
from secretstorage.util import DBusAddressWrapper, add_match_rules

PASSWORD = "a password for tests"
_DIALOGS = Path("/usr/share/dbus-1/services/org.gnome.keyring.SystemPrompter.service")
_SECRETS = "org.freedesktop.secrets"
_START_S = 20.0
_END_S = 5.0

_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>{services}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class KeychainSession:
    """A running keychain and its bus. `environment` is what a program must see to use them."""

    def __init__(
        self, folder: Path, bus: subprocess.Popen[bytes], service: subprocess.Popen[bytes] | None
    ) -> None:
        self.environment: Mapping[str, str] = _environment(folder)
        self.data_home = Path(self.environment["XDG_DATA_HOME"])
        self._socket = _socket(folder)
        self._bus = bus
        self._service = service

    def lock(self) -> None:
        """As when the person locks the keyring: every value needs the password again."""
        with self._connected() as connection:
            secretstorage.Collection(connection).lock()

    def entries(self) -> dict[str, bytes]:
        """Every account name and its value, read by another program than ours."""
        with self._connected() as connection:
            items = secretstorage.Collection(connection).get_all_items()
            return {item.get_attributes()["username"]: item.get_secret() for item in items}

    def forget(self, account: str) -> None:
        """As when the person deletes an entry by hand."""
        with self._connected() as connection:
            for item in list(secretstorage.Collection(connection).get_all_items()):
                if item.get_attributes().get("username") == account:
                    item.delete()

    def change(self, account: str, value: bytes) -> None:
        """As when another program writes over an entry."""
        with self._connected() as connection:
            for item in list(secretstorage.Collection(connection).get_all_items()):
                if item.get_attributes().get("username") == account:
                    item.set_secret(value)

    def make_default(self, collection_path: str) -> None:
        """As when the person's settings name another collection."""
        with self._connected() as connection:
            service = DBusAddressWrapper(SS_PATH, SERVICE_IFACE, connection)
            service.call("SetAlias", "so", "default", collection_path)

    def hang(self) -> None:
        """SIGSTOP: the service is there and never answers."""
        self._running_service.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """SIGCONT: the service answers again."""
        self._running_service.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """SIGKILL: the service is gone, the bus stays."""
        self._running_service.kill()
        self._running_service.wait(_END_S)

    def hang_bus(self) -> None:
        """SIGSTOP for the bus itself: not even a greeting is answered."""
        self._bus.send_signal(signal.SIGSTOP)

    def kill_bus(self) -> None:
        """SIGKILL for the bus itself: its socket stays and leads nowhere."""
        self._bus.kill()
        self._bus.wait(_END_S)

    @property
    def _running_service(self) -> subprocess.Popen[bytes]:
        assert self._service is not None, "this session has no keychain service"
        return self._service

    @contextmanager
    def _connected(self) -> Iterator[DBusConnection]:
        with closing(DBusConnection(prep_socket(str(self._socket)))) as connection:
            add_match_rules(connection)
            yield connection


@contextmanager
def keychain_session(
    folder: Path, *, in_clear: bool = False, empty: bool = False, display: str | None = None
) -> Iterator[KeychainSession]:
    """A real, unlocked gnome-keyring.

    `in_clear`: one without a password, stored as plain text. `empty`: nothing was ever kept, and
    the first who wants to makes it ask for a password.
    """
    with bus_without_service(folder, display=display) as session:
        if in_clear:
            _write_keyring_in_clear(session.data_home / "keyrings")
        with _keyring(folder, unlock=not (in_clear or empty)) as service:
            session._service = service
            yield session


@contextmanager
def bus_without_service(folder: Path, *, display: str | None = None) -> Iterator[KeychainSession]:
    """A D-Bus session on which nobody keeps secrets and nobody can be started to."""
    for name in ("run", "home", "services"):
        (folder / name).mkdir(mode=0o700, parents=True)
    config, services, environment = folder / "bus.conf", "", _environment(folder)
    if display is not None:
        services = f"<servicedir>{folder / 'services'}</servicedir>"
        environment |= _allow_dialogs(folder / "services", display)
    text = _BUS_CONFIG.format(socket=_socket(folder), services=services)
    config.write_text(text, encoding="utf-8")
    command = [_program("dbus-daemon"), f"--config-file={config}", "--nofork", "--print-address"]
    bus = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert bus.stdout is not None
        assert bus.stdout.readline(), "dbus-daemon did not start"
        yield KeychainSession(folder, bus, None)
    finally:
        _end(bus)


@contextmanager
def _keyring(folder: Path, *, unlock: bool) -> Iterator[subprocess.Popen[bytes]]:
    with closing(DBusConnection(prep_socket(str(_socket(folder))))) as connection:
        arrived = MatchRule(
            type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged"
        )
        arrived.add_arg_condition(0, _SECRETS)
        bus = Proxy(message_bus, connection)
        bus.AddMatch(arrived)
        with connection.filter(arrived) as arrivals:
            command = [_program("gnome-keyring-daemon"), "--foreground", "--components=secrets"]
            service = subprocess.Popen(
                [*command, "--unlock"] if unlock else command,
                env=_environment(folder),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                assert service.stdin is not None
                with service.stdin as password:
                    password.write(PASSWORD.encode() if unlock else b"")
                connection.recv_until_filtered(arrivals, timeout=_START_S)
                yield service
            finally:
                _end(service)


def _environment(folder: Path) -> dict[str, str]:
    home = folder / "home"
    return {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={_socket(folder)}",
    }


def _allow_dialogs(services: Path, display: str) -> dict[str, str]:
    """The bus may start gnome-keyring's dialog, and no other program; with these variables."""
    assert _DIALOGS.exists(), "gcr is not installed; tests of the unlock dialog need it"
    shutil.copy(_DIALOGS, services)
    return {"DISPLAY": display, "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1"}


def _socket(folder: Path) -> Path:
    return folder / "bus"


def _program(name: str) -> str:
    path = shutil.which(name)
    assert path is not None, f"{name} is not installed; these tests need gnome-keyring and dbus"
    return path


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it, stopped or not."""
    process.kill()
    process.wait(_END_S)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


def _write_keyring_in_clear(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True)
    (folder / "default").write_text("login", encoding="utf-8")
    text = "[keyring]\ndisplay-name=login\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n"
    (folder / "login.keyring").write_text(text, encoding="utf-8")
