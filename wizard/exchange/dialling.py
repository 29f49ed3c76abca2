"""Getting through to a venue: its address, a connection, its certificate, all in time."""

from __future__ import annotations

import errno
import queue
import socket
import ssl
import threading
from dataclasses import dataclass
from pathlib import Path

from wizard.exchange.deadline import Deadline, DeadlineSocket, OutOfTimeError
from wizard.exchange.origin import LOOPBACK, Origin
from wizard.exchange.replies import Cause, Failure, Stage

_NOT_YET_VALID, _EXPIRED = 9, 10  # OpenSSL's X509_V_ERR_ numbers


def trust(authorities: Path | None = None) -> ssl.SSLContext:
    """Which certificates are believed: Mozilla's list as certifi ships it, and no others.

    Not the system's store: virus scanners and company networks put authorities of their own
    there to read encrypted traffic, and an API key must not pass through them. It is also the
    same on every system. A bare SSLContext, because the usual constructors obey SSL_CERT_FILE
    and SSLKEYLOGFILE. `authorities` is another PEM file in certifi's place.
    """
    if authorities is None:
        import certifi

        authorities = Path(certifi.where())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cafile=authorities)
    return context


def dial(
    origin: Origin, tls: ssl.SSLContext | None, deadline: Deadline
) -> DeadlineSocket | Failure:
    """An open connection, its certificate verified, or the stage at which that failed.

    `tls` is None only for plain http on this computer.
    """
    addresses = _look_up(origin, deadline)
    if isinstance(addresses, Failure):
        return addresses
    wire = _connect(addresses, deadline)
    if isinstance(wire, Failure):
        return wire
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if tls is not None:
        shaken = _shake_hands(wire, tls, origin.host, deadline)
        if isinstance(shaken, Failure):
            wire.close()
            return shaken
        wire = shaken
    return DeadlineSocket(wire, deadline)


@dataclass(frozen=True, slots=True)
class _Address:
    family: int
    place: tuple[object, ...]


def _look_up(origin: Origin, deadline: Deadline) -> list[_Address] | Failure:
    if origin.host == LOOPBACK:
        return [_Address(socket.AF_INET, (LOOPBACK, origin.port))]
    answers: queue.SimpleQueue[list[_Address]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(origin.host, origin.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []
        answers.put([_Address(family, place) for family, _, _, _, place in found])

    # getaddrinfo cannot be interrupted, so it alone gets a thread that may be left behind.
    threading.Thread(target=ask, name="look up the venue", daemon=True).start()
    try:
        addresses = answers.get(timeout=deadline.remaining())
    except (queue.Empty, OutOfTimeError):
        return Failure(Cause.TIMED_OUT, Stage.NAME)
    return addresses or Failure(Cause.UNREACHABLE, Stage.NAME)


def _connect(addresses: list[_Address], deadline: Deadline) -> socket.socket | Failure:
    failure = Failure(Cause.TIMED_OUT, Stage.CONNECT)
    for number, address in enumerate(addresses):
        wire = socket.socket(address.family, socket.SOCK_STREAM)
        try:
            # A share each: one address that swallows everything must not use up the time of all.
            wire.settimeout(deadline.remaining() / (len(addresses) - number))
            wire.connect(address.place)
        except TimeoutError:
            failure = Failure(Cause.TIMED_OUT, Stage.CONNECT)
        except OSError as error:
            name = errno.errorcode.get(error.errno or 0, "")
            failure = Failure(Cause.UNREACHABLE, Stage.CONNECT, name)
        else:
            return wire
        wire.close()
    return failure


def _shake_hands(
    wire: socket.socket, tls: ssl.SSLContext, host: str, deadline: Deadline
) -> ssl.SSLSocket | Failure:
    try:
        wire.settimeout(deadline.remaining())  # Python counts this over the whole handshake
        return tls.wrap_socket(wire, server_hostname=host)
    except TimeoutError:
        return Failure(Cause.TIMED_OUT, Stage.TLS)
    except ssl.SSLCertVerificationError as error:
        dated = error.verify_code in {_NOT_YET_VALID, _EXPIRED}
        cause = Cause.CERTIFICATE_DATE if dated else Cause.CERTIFICATE
        return Failure(cause, Stage.TLS, f"verify code {error.verify_code}")
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError):  # which of them depends on the Python
        return Failure(Cause.BROKEN, Stage.TLS)
    except ssl.SSLError as error:
        return Failure(Cause.CERTIFICATE, Stage.TLS, error.reason or "")
    except OSError as error:
        return Failure(Cause.BROKEN, Stage.TLS, errno.errorcode.get(error.errno or 0, ""))
