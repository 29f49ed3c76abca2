"""One total deadline, and a socket on which no single step can outlast it."""

from __future__ import annotations

import io
import selectors
import socket
import ssl
import time
from typing import final


class OutOfTimeError(TimeoutError):
    """The deadline has passed."""


class TooLargeError(Exception):
    """The other side sent more bytes than an honest answer can have."""


class Deadline:
    """Counts down from the moment it is made. `seconds` is the whole span."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left, always more than zero. Raises OutOfTimeError."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise OutOfTimeError
        return left


@final
class DeadlineSocket:
    """The part of a socket that http.client uses, with a deadline and a limit on what comes in.

    A plain time-out starts anew with every byte; here each step gets only what is left.
    """

    def __init__(self, wire: socket.socket, deadline: Deadline) -> None:
        self._wire = wire
        self._deadline = deadline
        self._allowance = 0

    def allow(self, incoming_bytes: int) -> None:
        """How many bytes may still come in; set anew for every request."""
        self._allowance = incoming_bytes

    @property
    def disturbed(self) -> bool:
        """Whether something came that nobody asked for, be it the other side hanging up.

        Read later, it would pass for the answer to the next question.
        """
        if isinstance(self._wire, ssl.SSLSocket) and self._wire.pending():
            return True
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._wire, selectors.EVENT_READ)
            return bool(waiting.select(timeout=0))

    def sendall(self, data: bytes) -> None:
        """Send everything, or raise OutOfTimeError, TimeoutError or another OSError."""
        self._wire.settimeout(self._deadline.remaining())
        self._wire.sendall(data)

    def receive_into(self, buffer: memoryview) -> int:
        """Like socket.recv_into, within the deadline and the allowance."""
        self._wire.settimeout(self._deadline.remaining())
        count = self._wire.recv_into(buffer)
        self._allowance -= count
        if self._allowance < 0:
            raise TooLargeError
        return count

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What http.client reads an answer from."""
        return io.BufferedReader(_Incoming(self))

    def close(self) -> None:
        """Nothing: http.client closes before it has read the body; `hang_up` is for us."""

    def hang_up(self) -> None:
        """Close for good."""
        self._wire.close()


class _Incoming(io.RawIOBase):
    def __init__(self, source: DeadlineSocket) -> None:
        super().__init__()
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # all that is given
        return self._source.receive_into(buffer)
