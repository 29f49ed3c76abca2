"""One deadline over everything, also where no single step is slow."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from wizard.exchange.deadline import Deadline, DeadlineSocket, OutOfTimeError, TooLargeError


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_counts_down_to_an_end() -> None:
    deadline = Deadline(5)
    first = deadline.remaining()
    assert 4.9 < first <= 5
    assert deadline.remaining() <= first
    with pytest.raises(OutOfTimeError):
        Deadline(0).remaining()
    assert issubclass(OutOfTimeError, TimeoutError)


def test_sending_to_somebody_who_does_not_read(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    wire = DeadlineSocket(ends[0], Deadline(0.3))
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        wire.sendall(b"x" * 50_000_000)
    assert 0.3 <= time.monotonic() - started < 1.3


def test_nothing_is_sent_or_read_after_the_end(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ends[1].sendall(b"too late")
    wire = DeadlineSocket(ends[0], Deadline(0))
    wire.allow(100)
    with pytest.raises(OutOfTimeError):
        wire.sendall(b"x")
    with pytest.raises(OutOfTimeError):
        wire.makefile("rb").read(1)


def test_more_bytes_than_allowed(ends: tuple[socket.socket, socket.socket]) -> None:
    wire = DeadlineSocket(ends[0], Deadline(5))
    wire.allow(4)
    ends[1].sendall(b"1234")
    assert wire.makefile("rb").read(4) == b"1234"
    ends[1].sendall(b"5")
    with pytest.raises(TooLargeError):
        wire.makefile("rb").read(1)


def test_closing_is_ours_alone(ends: tuple[socket.socket, socket.socket]) -> None:
    wire = DeadlineSocket(ends[0], Deadline(5))
    wire.allow(10)
    wire.close()
    ends[1].sendall(b"still here")
    assert wire.makefile("rb").read(10) == b"still here"
    wire.hang_up()
    assert ends[0].fileno() == -1


def test_what_comes_unasked_is_noticed(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    wire = DeadlineSocket(ours, Deadline(5))
    assert not wire.disturbed
    theirs.sendall(b"HTTP/1.1 401 ")
    assert wire.disturbed


def test_the_other_side_hanging_up_is_noticed(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    wire = DeadlineSocket(ours, Deadline(5))
    theirs.close()
    assert wire.disturbed
