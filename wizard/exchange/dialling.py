"""Getting through to a venue: directly or by a proxy, encrypted, all in time."""

from __future__ import annotations

import socket
import ssl

from wizard.core.proxy import Proxy
from wizard.exchange.connecting import connect
from wizard.exchange.deadline import Deadline, DeadlineSocket
from wizard.exchange.encryption import shake_hands
from wizard.exchange.origin import Origin
from wizard.exchange.replies import Failure


def dial(
    origin: Origin,
    tls: ssl.SSLContext | None,
    deadline: Deadline,
    proxy: Proxy | None = None,
) -> DeadlineSocket | Failure:
    """An open connection, its certificate verified, or the stage at which that failed.

    `tls` is None only for plain http on this computer. `proxy` is the one that somebody chose;
    this computer itself is never asked through it.
    """
    wire = _open(origin, None if origin.on_this_computer else proxy, deadline)
    if isinstance(wire, Failure):
        return wire
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if tls is not None:
        shaken = shake_hands(wire, tls, origin.host, deadline)
        if isinstance(shaken, Failure):
            wire.close()
            return shaken
        wire = shaken
    return DeadlineSocket(wire, deadline)


def _open(origin: Origin, proxy: Proxy | None, deadline: Deadline) -> socket.socket | Failure:
    if proxy is None:
        return connect(origin.host, origin.port, deadline)
    from wizard.exchange.proxy_dialling import connect_through  # few people need its library

    return connect_through(proxy, origin, deadline)
