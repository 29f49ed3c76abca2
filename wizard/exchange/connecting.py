"""A bare connection to one host, in time, or the true reason why there is none."""

from __future__ import annotations

import errno
import queue
import socket
import threading
from dataclasses import dataclass

from wizard.exchange.deadline import Deadline, OutOfTimeError
from wizard.exchange.origin import LOOPBACK
from wizard.exchange.replies import Cause, Failure, Stage

# What a system says when it has no way at all to an address. A name of Windows has a W more.
_NO_WAY = {"ENETUNREACH", "ENETDOWN", "EADDRNOTAVAIL", "WSAENETUNREACH", "WSAENETDOWN"}
# Addresses reserved for examples (RFC 5737, RFC 3849): no computer has them.
_FAR_AWAY = ((socket.AF_INET, ("192.0.2.1", 9)), (socket.AF_INET6, ("2001:db8::1", 9)))
_EAI_NAMES = {
    getattr(socket, name): name for name in sorted(dir(socket)) if name.startswith("EAI_")
}


def connect(host: str, port: int, deadline: Deadline) -> socket.socket | Failure:
    """An open connection to `host`, which is looked up unless it is this computer."""
    addresses = _look_up(host, port, deadline)
    if isinstance(addresses, Failure):
        return addresses
    wire = _first_that_answers(addresses, deadline)
    if isinstance(wire, Failure) and wire.detail in _NO_WAY and not _has_a_way_out():
        return Failure(Cause.NO_NETWORK, wire.stage, wire.detail)
    return wire


@dataclass(frozen=True, slots=True)
class _Address:
    family: int
    place: tuple[object, ...]


def _look_up(host: str, port: int, deadline: Deadline) -> list[_Address] | Failure:
    if host == LOOPBACK:
        return [_Address(socket.AF_INET, (LOOPBACK, port))]
    answers: queue.SimpleQueue[list[_Address] | Failure] = queue.SimpleQueue()
    # getaddrinfo cannot be interrupted, so it alone gets a thread that may be left behind.
    threading.Thread(
        target=lambda: answers.put(_ask_for(host, port)), name=f"look up {host}", daemon=True
    ).start()
    try:
        return answers.get(timeout=deadline.remaining())
    except (queue.Empty, OutOfTimeError):
        return Failure(Cause.TIMED_OUT, Stage.NAME)


def _ask_for(host: str, port: int) -> list[_Address] | Failure:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        return Failure(Cause.NAME_UNKNOWN, Stage.NAME, "no name at all")
    except OSError as error:
        # The system's own reason tells little: without a network, macOS and Windows say that
        # there is no such name, and Linux that it does not know at the moment.
        cause = Cause.NAME_UNKNOWN if _has_a_way_out() else Cause.NO_NETWORK
        return Failure(cause, Stage.NAME, _EAI_NAMES.get(error.errno or 0, ""))
    return [_Address(family, place) for family, _, _, _, place in found]


def _first_that_answers(addresses: list[_Address], deadline: Deadline) -> socket.socket | Failure:
    failure: Failure | None = None
    for number, address in enumerate(addresses):
        wire = _try(address, deadline, len(addresses) - number)
        if isinstance(wire, socket.socket):
            return wire
        # Without IPv6, its addresses fail at once, which says nothing of the others.
        if failure is None or wire.detail not in _NO_WAY:
            failure = wire
    return failure or Failure(Cause.NAME_UNKNOWN, Stage.NAME)


def _try(address: _Address, deadline: Deadline, still_to_try: int) -> socket.socket | Failure:
    try:
        wire = socket.socket(address.family, socket.SOCK_STREAM)
    except OSError as error:  # a system without this kind of addresses
        return Failure(Cause.UNREACHABLE, Stage.CONNECT, _name_of(error))
    try:
        # A share each: one address that swallows everything must not use up the time of all.
        wire.settimeout(deadline.remaining() / still_to_try)
        wire.connect(address.place)
    except TimeoutError:
        wire.close()
        return Failure(Cause.TIMED_OUT, Stage.CONNECT)
    except OSError as error:
        wire.close()
        return Failure(Cause.UNREACHABLE, Stage.CONNECT, _name_of(error))
    return wire


def _name_of(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "")


def _has_a_way_out() -> bool:
    """Whether this computer knows a way to any other. Nothing is sent."""
    for family, place in _FAR_AWAY:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect(place)  # of a datagram socket: only looks for the way
        except OSError:
            continue
        return True
    return False
