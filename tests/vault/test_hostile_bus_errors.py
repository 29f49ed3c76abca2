"""Every error that D-Bus knows by name, as a keychain service's answer; and buses that are none."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.vault.fake_manners import TELLTALE, Manners
from tests.vault.fake_service_session import FakeService
from tests.vault.watching import GRACE_S, PATIENCE_S, nothing_left_behind, system, within
from wizard.core.secret import Secret
from wizard.vault.keychain import Done, Failed, Locked, Silent, Trouble, Unreachable

# From dbus-protocol.h of D-Bus 1.14 and the Secret Service draft, read in November 2026.
_DBUS = "org.freedesktop.DBus.Error."
_SECRET = "org.freedesktop.Secret.Error."
_UNREACHABLE = """
    ServiceUnknown NameHasNoOwner NoReply NoServer Disconnected AccessDenied AuthFailed
    Spawn.ExecFailed Spawn.ForkFailed Spawn.ChildExited Spawn.ChildSignaled Spawn.Failed
    Spawn.FailedToSetup Spawn.ConfigInvalid Spawn.ServiceNotValid Spawn.ServiceNotFound
    Spawn.PermissionsInvalid Spawn.FileInvalid Spawn.NoMemory
"""
_FAILED = """
    Failed NoMemory IOError BadAddress NotSupported LimitsExceeded NoNetwork AddressInUse
    InvalidArgs FileNotFound FileExists UnknownMethod UnknownObject UnknownInterface
    UnknownProperty PropertyReadOnly MatchRuleNotFound MatchRuleInvalid UnixProcessIdUnknown
    InvalidSignature InvalidFileContent SELinuxSecurityContextUnknown AdtAuditDataUnknown
    ObjectPathInUse InconsistentMessage InteractiveAuthorizationRequired NotContainer
"""
_OF_OTHERS = ("org.gnome.keyring.Error.Failed", f"org.example.{TELLTALE}")
BY_NAME: dict[str, type[Trouble]] = {
    f"{_SECRET}IsLocked": Locked,
    f"{_SECRET}NoSession": Failed,
    f"{_SECRET}NoSuchObject": Failed,
    f"{_DBUS}Timeout": Silent,
    f"{_DBUS}TimedOut": Silent,
    **{_DBUS + name: Unreachable for name in _UNREACHABLE.split()},
    **{_DBUS + name: Failed for name in _FAILED.split()},
    **dict.fromkeys(_OF_OTHERS, Failed),
}


@pytest.mark.keychain
@pytest.mark.parametrize("name", BY_NAME)
def test_each_error_has_its_outcome_and_its_text_stays_outside(
    fake_service: FakeService, name: str
) -> None:
    keychain = system()
    for at in ("SearchItems", "CreateItem"):
        fake_service.behave(Manners(fault=name, at=at))
        with within(GRACE_S), nothing_left_behind():
            answer: object
            if at == "SearchItems":
                answer = keychain.read("kept", 10.0)
            else:
                answer = keychain.write("new", Secret(TELLTALE), 10.0)
        assert fake_service.wrongs().count(name) == 1
        assert type(answer) is BY_NAME[name]
        assert isinstance(answer, Trouble)
        assert TELLTALE not in answer.technical


@pytest.mark.keychain
@pytest.mark.parametrize("name", ["UnknownMethod", "UnknownObject"])
def test_a_service_that_knows_no_aliases_gets_a_collection_made(
    fake_service: FakeService, name: str
) -> None:
    fake_service.behave(Manners(fault=_DBUS + name, at="ReadAlias"))

    assert system().write("new", Secret(TELLTALE), 10.0) == Done()
    assert {_DBUS + name, "prompt accept"} <= set(fake_service.wrongs())


CLOSES = b"not said"


def hear_until(connection: socket.socket, awaited: bytes) -> bytes:
    heard = b""
    while awaited not in heard and (more := connection.recv(4096)):
        heard += more
    return heard


@contextmanager
def bus_that_says(path: Path, says: Sequence[bytes]) -> Iterator[list[bytes]]:
    """A socket where a bus should be. Yields what it heard.

    It says the first part when somebody gave a name, the second when that one begins.
    """
    heard: list[bytes] = []
    held: list[socket.socket] = []

    def answer() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            held.append(connection)
            with suppress(OSError):
                for awaited, part in zip((b"\r\n", b"BEGIN\r\n"), says, strict=False):
                    heard.append(hear_until(connection, awaited))
                    if part is CLOSES:
                        connection.shutdown(socket.SHUT_RDWR)
                    connection.sendall(part)

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        answering = threading.Thread(target=answer)
        answering.start()
        try:
            yield heard
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            answering.join(GRACE_S)
            for connection in held:
                connection.close()


ACCEPTED = b"OK 0123456789abcdef0123456789abcdef\r\n"
BUSES: dict[str, tuple[Sequence[bytes], tuple[type[Trouble], ...]]] = {
    "silent before the greeting": ([b""], (Silent,)),
    "silent after the greeting": ([ACCEPTED, b""], (Silent,)),
    "gone after the greeting": ([ACCEPTED, CLOSES], (Unreachable,)),
    "gone before the greeting": ([CLOSES], (Unreachable,)),
    "half a greeting": ([ACCEPTED[:9]], (Silent,)),
    "everybody is refused": ([b"REJECTED EXTERNAL\r\n"], (Unreachable,)),
    "a web server": ([b"HTTP/1.1 400 Bad Request\r\n\r\n", CLOSES], (Unreachable,)),
    "noise after the greeting": ([ACCEPTED, bytes(4096)], (Failed,)),
    "an endless message": ([ACCEPTED, b"l\2\0\1" + b"\xff" * 4096], (Failed, Silent)),
}


@pytest.mark.parametrize("name", BUSES)
def test_a_socket_that_is_no_bus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    says, outcomes = BUSES[name]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    keychain = system()

    with (
        nothing_left_behind(),
        bus_that_says(tmp_path / "bus", says) as heard,
        within(PATIENCE_S + GRACE_S),
    ):
        answer = keychain.read("kept", PATIENCE_S)

    assert heard, "it was asked"
    assert isinstance(answer, outcomes)


def test_a_bus_whose_waiting_line_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "bus")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={path}")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen(0)
        with socket.socket(socket.AF_UNIX) as first:
            first.connect(path)
            with nothing_left_behind(), within(PATIENCE_S + GRACE_S):
                answer = system().read("kept", PATIENCE_S)

    assert isinstance(answer, Silent)
