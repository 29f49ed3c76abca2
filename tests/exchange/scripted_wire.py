"""What a scripted server reads off a wire, and how it hangs up."""

from __future__ import annotations

import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO


class HungUpError(Exception):
    """The other side has closed the connection."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in. `connection` counts from 0."""

    connection: int
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: str

    @property
    def parameters(self) -> dict[str, str]:
        pairs = (self.query or self.body).split("&")
        return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


class Slam(StrEnum):
    """How a server ends a connection in the middle of something."""

    CLOSE = "close"
    RESET = "reset"


def hang_up(wire: socket.socket, how: Slam) -> None:
    if how is Slam.RESET:  # linger 0: closing sends RST
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    socket.close(wire.detach())  # at once: `close` waits for the files made from the socket


def read_request(incoming: BinaryIO, number: int) -> Asked | None:
    lines: list[str] = []
    while True:
        raw = incoming.readline()
        if not raw:
            return None
        line = raw.decode("latin-1").rstrip("\r\n")
        if not line:
            break
        lines.append(line)
    method, target, _ = lines[0].split(" ", 2)
    path, _, query = target.partition("?")
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in lines[1:])
    }
    length = int(headers.get("content-length", "0"))
    body = incoming.read(length) if length else b""
    return Asked(number, method, path, query, headers, body.decode())
