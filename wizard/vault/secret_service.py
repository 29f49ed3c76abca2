"""One connection to the Secret Service of a Linux desktop, on a socket that others can shut."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.core.wording import QT_TR_NOOP
from wizard.vault.one_worker import Line

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection
    from secretstorage import Collection

_SECRETS = "org.freedesktop.secrets"
_UNNAMED = QT_TR_NOOP("your system's keychain")
# The kernel cuts a program's name after 15 letters.
_KEEPERS = {
    "gnome-keyring-d": "GNOME Keyring",
    "kwalletd5": "KWallet",
    "kwalletd6": "KWallet",
    "ksecretd": "KWallet",
    "keepassxc": "KeePassXC",
}
_IN_CLEAR = b"[keyring]"
_ESCAPED = re.compile(r"_([0-9a-f]{2})")


class NoBusError(ConnectionError):
    """There is no D-Bus session, so there can be no keychain service."""


class NotKeptError(RuntimeError):
    """The default collection forgets everything when the person signs out."""


def open_collection(line: Line) -> Collection:
    """The default collection, unlocked if the person lets us; made if there is none yet.

    The connection belongs to `line`. Raises whatever D-Bus, the service and the person do.
    """
    connection = _connect(line)
    try:
        collection = _default_collection(connection)
        if collection.is_locked():
            # What comes with a refusal is nobody's rule, but secretstorage insists on a list.
            with suppress(AssertionError):
                collection.unlock()
            collection.ensure_not_locked()
    except BaseException:
        connection.close()
        raise
    return collection


def _default_collection(connection: DBusConnection) -> Collection:
    import secretstorage
    from secretstorage.collection import SESSION_COLLECTION
    from secretstorage.util import add_match_rules

    add_match_rules(connection)
    try:
        collection = secretstorage.get_collection_by_alias(connection, "default")
    except secretstorage.ItemNotFoundException:
        collection = secretstorage.create_collection(connection, "Default", "default")
    if collection.collection_path == SESSION_COLLECTION:
        raise NotKeptError
    return collection


def look_around(line: Line) -> tuple[str, bool]:
    """What a person calls the service, and whether its file keeps secrets without a password."""
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import Proxy

    collection = open_collection(line)
    connection = collection.connection
    try:
        (process,) = Proxy(message_bus, connection).GetConnectionUnixProcessID(_SECRETS)
    finally:
        connection.close()
    name = _KEEPERS.get(_program(int(process)), _UNNAMED)
    return name, _file_in_clear(collection.collection_path)


def _connect(line: Line) -> DBusConnection:
    from wizard.vault.bus_connection import BusConnection

    # Not secretstorage.dbus_init(): its greeting may wait for ever on a socket nobody can reach.
    return BusConnection(_bus_address(), _SECRETS, line)


def _bus_address() -> str:
    from jeepney.bus import get_bus

    try:
        return str(get_bus("SESSION"))
    except (KeyError, ValueError, RuntimeError, StopIteration):
        # Not set, or nothing that can be understood.
        raise NoBusError from None


def _program(process: int) -> str:
    try:
        return Path(f"/proc/{process}/comm").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _file_in_clear(collection_path: str) -> bool:
    """GNOME Keyring writes a collection without a password as a readable text file."""
    name = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), collection_path.rpartition("/")[2])
    if "/" in name:
        return False
    data_home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    try:
        with (Path(data_home) / "keyrings" / f"{name}.keyring").open("rb") as file:
            return file.read(len(_IN_CLEAR)) == _IN_CLEAR
    except OSError:
        return False
