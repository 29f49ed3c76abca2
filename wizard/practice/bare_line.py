"""A bare connection to one caller: bytes go out as they are, and everything ends in time."""

import asyncio
import socket
import struct
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter

_LOOK = 0.05  # seconds between two looks whether the caller is still there
_MOST_WAITING = 64 * 1024  # bytes that may wait for a slow reader
_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class LineGoneError(ConnectionResetError):
    """The caller has left, or the server is ending; aiohttp lets the connection go."""


@dataclass(frozen=True, slots=True)
class BareLine:
    """The connection under a request. `ending` is set when the server wants to stop."""

    transport: asyncio.Transport
    ending: asyncio.Event

    async def pause(self, seconds: float) -> None:
        """Wait, but not a moment longer than somebody is there. Raises LineGoneError."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while True:
            await asyncio.sleep(0)  # others get their turn even when nothing ever waits
            if self.transport.is_closing() or self.ending.is_set():
                raise LineGoneError
            left = until - loop.time()
            if left <= 0:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self.ending.wait(), min(left, _LOOK))

    async def send(self, piece: bytes) -> None:
        """Send this, and return when little of it waits in memory. Raises LineGoneError."""
        await self.pause(0)
        self.transport.write(piece)
        while self.transport.get_write_buffer_size() > _MOST_WAITING:
            await self.pause(_LOOK / 10)

    def hang_up(self) -> None:
        """Break the connection with a reset (RST): what is under way is thrown away."""
        plug: socket.socket | None = self.transport.get_extra_info("socket")
        if plug is not None:
            with suppress(OSError):  # the caller was faster
                plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
        self.transport.abort()


Play = Callable[[BareLine], Awaitable[None]]


class PlayedAnswer(web.StreamResponse):
    """An answer that aiohttp does not write: `play` does, on the bare connection."""

    def __init__(self, play: Play, ending: asyncio.Event) -> None:
        super().__init__()
        self._play = play
        self._ending = ending

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        """Plays it all. Always raises LineGoneError: there is nothing left for aiohttp to do."""
        transport = request.transport
        if transport is None:
            raise LineGoneError
        return await self._play_on(BareLine(transport, self._ending))

    async def _play_on(self, line: BareLine) -> NoReturn:
        try:
            await self._play(line)
        except BaseException:
            line.transport.abort()  # what still waits for a slow reader must not outlive us
            raise
        line.transport.close()
        raise LineGoneError
