"""Through a proxy to the venue, whose name the proxy looks up; the one file of python-socks."""

from __future__ import annotations

import errno
import socket

from python_socks import ProxyError, ProxyType
from python_socks.sync import Proxy as Library

from wizard.core.proxy import Proxy, ProxyKind
from wizard.exchange.connecting import connect
from wizard.exchange.deadline import Deadline
from wizard.exchange.origin import Origin
from wizard.exchange.replies import Cause, Failure, Stage

_HEAD_LIMIT = 16 * 1024
_LOGIN_WANTED = 407


def connect_through(proxy: Proxy, origin: Origin, deadline: Deadline) -> socket.socket | Failure:
    """A connection to `origin` that `proxy` made, or why there is none."""
    wire = connect(proxy.host, proxy.port, deadline)
    if isinstance(wire, Failure):
        if wire.cause is Cause.NO_NETWORK:
            return wire
        return Failure(Cause.PROXY_UNREACHABLE, wire.stage, wire.detail or wire.cause)
    with _Asked(wire, deadline, whole_head=proxy.kind is ProxyKind.HTTP) as asked:
        refused = _ask(proxy, asked, origin)
        if refused is not None:
            cause, reason = refused
            return Failure(cause, Stage.PROXY, reason)
        return socket.socket(fileno=asked.detach())


def _ask(proxy: Proxy, asked: _Asked, origin: Origin) -> tuple[Cause, str] | None:
    """Have the proxy connect to `origin`. None: it did. Otherwise why not."""
    kind = ProxyType.HTTP if proxy.kind is ProxyKind.HTTP else ProxyType.SOCKS5
    in_front = _Connected(kind, asked)
    library = Library(kind, proxy.host, proxy.port, rdns=True, forward=in_front)
    try:
        library.connect(origin.host, origin.port)
    except TimeoutError:
        return Cause.TIMED_OUT, ""
    except OSError as error:
        return Cause.PROXY_UNREADABLE, errno.errorcode.get(error.errno or 0, "")
    except ProxyError as error:
        return _in_http(error) if proxy.kind is ProxyKind.HTTP else _in_socks(asked.heard)
    except Exception as error:  # noqa: BLE001 (foreign code, fed by a stranger)
        return Cause.PROXY_UNREADABLE, type(error).__name__
    return None


class _Asked(socket.socket):
    """The open connection to a proxy, with the one deadline, as python-socks reads from it.

    Its own time-out starts anew with every byte. And it takes whatever one `recv` brings for
    the whole head of an HTTP answer; `whole_head` brings just that, however it trickles in.
    `heard` is what the proxy said.
    """

    def __init__(self, wire: socket.socket, deadline: Deadline, *, whole_head: bool) -> None:
        super().__init__(wire.family, wire.type, wire.proto, fileno=wire.detach())
        self.heard = bytearray()
        self._deadline = deadline
        self._whole_head = whole_head

    def sendall(self, data: bytes, flags: int = 0) -> None:  # type: ignore[override]
        self.settimeout(self._deadline.remaining())
        super().sendall(data, flags)

    def recv(self, bufsize: int, flags: int = 0) -> bytes:
        if not self._whole_head:
            return self._some(bufsize, flags)
        # Byte by byte: what follows the head is the venue's, and must stay in the socket.
        while not self.heard.endswith((b"\r\n\r\n", b"\n\n")):
            if len(self.heard) == _HEAD_LIMIT or not self._some(1, flags):
                return b""
        return bytes(self.heard)

    def _some(self, bufsize: int, flags: int) -> bytes:
        self.settimeout(self._deadline.remaining())
        data = super().recv(bufsize, flags)
        self.heard += data
        return data


class _Connected(Library):
    """What python-socks calls a proxy in front of the proxy: here, a connection we opened.

    It would look up the proxy and connect to it within no deadline of ours.
    """

    def __init__(self, kind: ProxyType, asked: _Asked) -> None:
        super().__init__(kind, "", 0)
        self._asked = asked

    def connect(self, *_args: object, **_kwargs: object) -> socket.socket:
        return self._asked


def _in_http(error: ProxyError) -> tuple[Cause, str]:
    """What the status of an answer to CONNECT means that is not 200 (RFC 9110, 9.3.6)."""
    status = error.error_code
    if status is None or not 100 <= status <= 599:  # noqa: PLR2004 (HTTP's range)
        return Cause.PROXY_UNREADABLE, ""
    cause = Cause.PROXY_LOGIN if status == _LOGIN_WANTED else Cause.PROXY_REFUSED
    return cause, f"HTTP {status}"


def _in_socks(heard: bytearray) -> tuple[Cause, str]:
    """What both answers of a SOCKS5 proxy mean where one of them is no yes (RFC 1928, 3 and 6)."""
    match list(heard[:4]):
        case [5, method, *_] if method != 0:
            return Cause.PROXY_LOGIN, f"SOCKS method {method}"
        case [5, 0, 5, reply] if reply != 0:
            return Cause.PROXY_REFUSED, f"SOCKS reply {reply}"
        case _:
            return Cause.PROXY_UNREADABLE, ""
