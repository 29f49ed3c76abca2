"""A raw server on 127.0.0.1 that misbehaves exactly as told, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from tests.exchange.scripted_wire import Asked, HungUpError, Slam, hang_up, read_request

PERMISSIONS = "/sapi/v1/account/apiRestrictions"
LATEST_TRADE = "/api/v3/myTrades"
TEST_ORDER = "/api/v3/order/test"
TIME = "/api/v3/time"
STATUS = "/sapi/v1/system/status"

_ROLE_TIME_S = 60.0
"""Nobody plays longer than this; a guard against stuck threads, not a measure."""
_PATIENCE_S = 15.0


Role = Callable[["Stage"], None]


@dataclass
class Stage:
    """Where a role plays: one open connection, with the request that it answers.

    `elsewhere` is the address of another server, for roles that point there.
    """

    wire: socket.socket
    asked: Asked
    elsewhere: str = ""
    keep_open: bool = True
    fired: bool = False

    def send(self, data: bytes) -> None:
        """Raises HungUpError when nobody listens any more."""
        try:
            self.wire.sendall(data)
        except OSError:
            raise HungUpError from None
        self.fired = True

    def wait_until_hung_up(self) -> None:
        """Say nothing until the other side gives up."""
        self.fired = True
        with contextlib.suppress(OSError):
            while self.wire.recv(4096):
                pass
        raise HungUpError


@dataclass
class ScriptedServer:
    """Plays `roles`, by path: each request takes the next one of its path, the last one stays.

    `tls` makes it speak https. With `greets` it says just that to whoever calls, b"" being
    silence, not even an answer to the greeting of TLS; with `slams` it hangs up on the first
    words, `greets` said or not.
    """

    roles: Mapping[str, Role | Sequence[Role]] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    greets: bytes | None = None
    slams: Slam | None = None
    elsewhere: str = ""
    listens_at: int = 0

    def __post_init__(self) -> None:
        self.asked: list[Asked] = []
        self.connections = 0
        self.fired: list[str] = []
        self.heard = b""
        self.handshakes: list[str] = []
        """What the server thought of each: "" for one that worked, otherwise why it failed."""
        self._played: dict[str, int] = {}
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._wires: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", self.listens_at))
        self.port: int = self._listener.getsockname()[1]

    @property
    def url(self) -> str:
        return f"{'http' if self.tls is None and self.greets is None else 'https'}://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept; close alone does not
        self._listener.close()
        for wire in self._wires:
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
            wire.close()
        for thread in self._threads:
            thread.join(_ROLE_TIME_S)
            assert not thread.is_alive()

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                wire, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                number = self.connections
                self.connections += 1
            wire.settimeout(_ROLE_TIME_S)
            self._wires.append(wire)
            self._start(lambda wire=wire, number=number: self._serve(wire, number))  # type: ignore[misc]

    def _serve(self, wire: socket.socket, number: int) -> None:
        with contextlib.suppress(OSError, HungUpError):
            if self.greets is not None:
                wire.sendall(self.greets)
                while heard := wire.recv(4096):
                    self.heard += heard
                    if self.slams is not None:
                        hang_up(wire, self.slams)
                return
            if self.tls is not None:
                wire = self._shake_hands(wire, self.tls)
            incoming = wire.makefile("rb")
            while (asked := read_request(incoming, number)) is not None:
                stage = Stage(wire, asked, self.elsewhere)
                role = self._next_role(asked)
                try:
                    role(stage)
                finally:
                    if stage.fired:
                        self.fired.append(asked.path)
                if not stage.keep_open:
                    break
        with contextlib.suppress(OSError):
            wire.close()

    def _shake_hands(self, wire: socket.socket, tls: ssl.SSLContext) -> ssl.SSLSocket:
        try:
            encrypted = tls.wrap_socket(wire, server_side=True)
        except OSError as error:
            self.handshakes.append(getattr(error, "reason", None) or type(error).__name__)
            raise
        self.handshakes.append("")
        self._wires.append(encrypted)
        return encrypted

    def _next_role(self, asked: Asked) -> Role:
        with self._lock:
            self.asked.append(asked)
            roles = self.roles.get(asked.path, says(404, b"<html>nothing here</html>"))
            if callable(roles):
                return roles
            number = self._played.get(asked.path, 0)
            self._played[asked.path] = number + 1
            return roles[min(number, len(roles) - 1)]


# Roles. Each gives a callable that plays it.


def head(status: int, *, length: int | None, headers: Mapping[str, str] | None = None) -> bytes:
    """Status line and headers. `length` None: the body ends when the connection does."""
    given = {"Content-Type": "application/json", **(headers or {})}
    if length is not None:
        given["Content-Length"] = str(length)
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in given.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def says(status: int, body: bytes = b"", **headers: str) -> Role:
    """An ordinary answer. In the headers' names `_` stands for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return sends(head(status, length=len(body), headers=named) + body)


def error(status: int, code: int, msg: str = "Some text.", **headers: str) -> Role:
    """An error answer of the exchange."""
    return says(status, f'{{"code":{code},"msg":"{msg}"}}'.encode(), **headers)


def sends(data: bytes, *, then_close: bool = False) -> Role:
    """These very bytes."""

    def play(stage: Stage) -> None:
        stage.send(data)
        stage.keep_open = not then_close

    return play


def points(status: int, target: str, data: bytes = b"", *, header: str = "Location") -> Role:
    """An answer whose header points somewhere; `{elsewhere}` and `{here}` are the two servers."""

    def play(stage: Stage) -> None:
        here = f"http://{stage.asked.headers['host']}"
        place = target.format(elsewhere=stage.elsewhere, here=here)
        says(status, data, **{header: place})(stage)

    return play


def drips(data: bytes, *, start: bytes = b"", every_s: float = 0.01) -> Role:
    """`start` at once, then byte by byte, over and over, until nobody listens any more.

    Whoever still listens long after every deadline is hung up on: its test has failed.
    """

    def play(stage: Stage) -> None:
        stage.send(start)
        pause = threading.Event()
        end = time.monotonic() + _PATIENCE_S
        while True:
            if time.monotonic() > end:
                raise HungUpError
            for byte in data:
                stage.send(bytes([byte]))
                pause.wait(every_s)  # the slowness is the fault itself

    return play


def floods(data: bytes, *, start: bytes = b"") -> Role:
    """`start`, then `data` without end."""

    def play(stage: Stage) -> None:
        stage.send(start)
        while True:
            stage.send(data)

    return play


def silence(start: bytes = b"") -> Role:
    """Nothing (more) until the other side gives up."""

    def play(stage: Stage) -> None:
        if start:
            stage.send(start)
        stage.wait_until_hung_up()

    return play


def resets(start: bytes = b"") -> Role:
    """A reset connection in place of an answer, or after the beginning of one."""

    def play(stage: Stage) -> None:
        if start:
            stage.send(start)
        stage.fired = True
        hang_up(stage.wire, Slam.RESET)
        raise HungUpError

    return play


def closes() -> Role:
    """Closed without a word."""

    def play(stage: Stage) -> None:
        stage.fired = True
        stage.keep_open = False

    return play
