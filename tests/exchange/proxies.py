"""Real proxies on 127.0.0.1, SOCKS5 and HTTP, that know one name and misbehave as told."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from wizard.core.proxy import Proxy, ProxyKind

HOST = "exchange.test"
"""The one name that the proxies know; no name server does (RFC 6761)."""

_LONGEST_S = 60.0
"""A guard against stuck threads, not a measure."""


class GoneError(Exception):
    """The other side has closed the connection."""


@dataclass
class Caller:
    """The connection of one caller, read by the byte. `heard` is all that came."""

    wire: socket.socket
    heard: bytearray

    def take(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            some = self.wire.recv(count - len(data))
            if not some:
                raise GoneError
            data += some
            self.heard += some
        return data

    def take_until(self, end: bytes) -> bytes:
        data = b""
        while not data.endswith(end):
            data += self.take(1)
        return data

    def say(self, data: bytes) -> None:
        self.wire.sendall(data)

    def wait_until_gone(self) -> None:
        while some := self.wire.recv(4096):
            self.heard += some


Manner = Callable[[Caller, bytes], None]
"""How a proxy says something: the honest answer in, whatever it does with it."""


def plainly(caller: Caller, answer: bytes) -> None:
    caller.say(answer)


def byte_by_byte(caller: Caller, answer: bytes) -> None:
    caller.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    pause = threading.Event()
    for number in range(len(answer)):
        caller.say(answer[number : number + 1])
        pause.wait(0.002)  # the slowness is the fault itself


def dripping(caller: Caller, answer: bytes) -> None:
    """Never done, and never silent for long."""
    pause = threading.Event()
    for byte in answer[:4] + b"\xff" * 100_000:  # with SOCKS5, a name of 255 bytes
        caller.say(bytes([byte]))
        pause.wait(0.05)  # the slowness is the fault itself


def silent(caller: Caller, _answer: bytes) -> None:
    caller.wait_until_gone()
    raise GoneError


def closing(_caller: Caller, _answer: bytes) -> None:
    raise GoneError


def resetting(caller: Caller, _answer: bytes) -> None:
    caller.wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise GoneError


def endless(caller: Caller, _answer: bytes) -> None:
    while True:
        caller.say(b"x" * 4096)


def saying(data: bytes) -> Manner:
    """These bytes in place of the answer, then nothing more."""

    def say(caller: Caller, _answer: bytes) -> None:
        caller.say(data)
        raise GoneError

    return say


@dataclass
class RealProxy:
    """Connects to `leads_to` (a port of 127.0.0.1) whoever asks for HOST, and nobody else.

    `manner` is how it says its last answer, and with SOCKS5 `greeting` how it says its first.
    """

    kind: ProxyKind
    leads_to: int
    manner: Manner = plainly
    greeting: Manner = plainly

    def __post_init__(self) -> None:
        self.heard = bytearray()
        self.asked_for: list[tuple[str, int]] = []
        self.connections = 0
        self.gone = threading.Event()
        self._threads: list[threading.Thread] = []
        self._wires: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    @property
    def proxy(self) -> Proxy:
        return Proxy(self.kind, "127.0.0.1", self.port)

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
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for wire in self._wires:
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
            wire.close()
        for thread in self._threads:
            thread.join(_LONGEST_S)
            assert not thread.is_alive()

    def _start(self, work: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _accept(self) -> None:
        while True:
            try:
                wire, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            wire.settimeout(_LONGEST_S)
            self._wires.append(wire)
            self._start(lambda wire=wire: self._serve(wire))  # type: ignore[misc]

    def _serve(self, wire: socket.socket) -> None:
        with wire:
            with contextlib.suppress(OSError, GoneError):
                caller = Caller(wire, self.heard)
                if self.kind is ProxyKind.SOCKS5:
                    self._serve_socks(caller)
                else:
                    self._serve_http(caller)
            self.gone.set()

    def _serve_socks(self, caller: Caller) -> None:
        version, count = caller.take(2)
        methods = caller.take(count)
        assert (version, methods) == (5, b"\0"), "it offers to go without a log-in, and no more"
        self.greeting(caller, b"\5\0")
        assert caller.take(3) == b"\5\1\0"
        kind = caller.take(1)[0]
        assert kind == 3, "a name, and no address that was looked up at home"
        name = caller.take(caller.take(1)[0]).decode()
        (port,) = struct.unpack(">H", caller.take(2))
        onward = self._onward(name, port)
        if onward is None:
            self.manner(caller, b"\5\4\0\1\0\0\0\0\0\0")
            return
        with onward:
            self.manner(caller, b"\5\0\0\3\x04test\0\0")
            self._tunnel(caller, onward)

    def _serve_http(self, caller: Caller) -> None:
        head = caller.take_until(b"\r\n\r\n").decode()
        method, target, _ = head.split(" ", 2)
        assert method == "CONNECT"
        assert "authorization" not in head.lower()
        name, _, port = target.rpartition(":")
        onward = self._onward(name, int(port))
        if onward is None:
            self.manner(caller, b"HTTP/1.1 502 No such host\r\n\r\n")
            return
        with onward:
            self.manner(caller, b"HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n")
            self._tunnel(caller, onward)

    def _onward(self, name: str, port: int) -> socket.socket | None:
        self.asked_for.append((name, port))
        if name != HOST:
            return None
        onward = socket.socket()  # create_connection would look up the address, in this process
        self._wires.append(onward)
        onward.settimeout(_LONGEST_S)
        onward.connect(("127.0.0.1", self.leads_to))
        return onward

    def _tunnel(self, caller: Caller, onward: socket.socket) -> None:
        def back() -> None:
            with contextlib.suppress(OSError):
                while some := onward.recv(65536):
                    caller.say(some)
                caller.wire.shutdown(socket.SHUT_WR)

        returning = self._start(back)
        try:
            while some := caller.wire.recv(65536):
                self.heard += some
                onward.sendall(some)
            onward.shutdown(socket.SHUT_WR)
        finally:
            # A socket closed under somebody who reads from it may be another one the next moment.
            with contextlib.suppress(OSError):
                onward.shutdown(socket.SHUT_RD)
            returning.join(_LONGEST_S)
