"""What bad networks and bad servers do to an answer on its way, byte by byte."""

import math
import zlib
from collections.abc import Mapping
from typing import Final

from aiohttp import web

from wizard.practice.bare_line import BareLine, Play
from wizard.practice.troubles import Trouble

SECONDS_A_BYTE = 0.5
UNPACKED = 1024  # MiB that the swelling answer unpacks to
_SPACES = b" " * (1024 * 1024)
_SOME_SPACES = b" " * (64 * 1024)
# No line of this is HTTP, and none is text.
_GARBAGE = bytes(range(255, -1, -1)) * 4


def play_of(trouble: Trouble, answer: web.Response) -> Play | None:
    """How the true answer is played on the bare connection; None when aiohttp may write it."""
    if trouble not in _PLAYS:
        return None
    play = _PLAYS[trouble]

    async def perform(line: BareLine) -> None:
        await play(line, answer)

    return perform


async def _slow_headers(line: BareLine, answer: web.Response) -> None:
    await _drip(line, _head(answer) + _body(answer))


async def _slow_body(line: BareLine, answer: web.Response) -> None:
    await line.send(_head(answer))
    await _drip(line, _body(answer))


async def _silent(line: BareLine, _answer: web.Response) -> None:
    await line.pause(math.inf)


async def _cut_off(line: BareLine, answer: web.Response) -> None:
    body = _body(answer)
    await line.send(_head(answer) + body[: len(body) // 2])


async def _reset(line: BareLine, _answer: web.Response) -> None:
    line.hang_up()


async def _garbage(line: BareLine, _answer: web.Response) -> None:
    await line.send(_GARBAGE)


async def _endless_body(line: BareLine, answer: web.Response) -> None:
    # Nothing but white space, which JSON allows before the first bracket.
    await line.send(_head(answer, {"Transfer-Encoding": "chunked"}))
    chunk = b"%x\r\n%b\r\n" % (len(_SOME_SPACES), _SOME_SPACES)
    while True:
        await line.send(chunk)


async def _gzip_bomb(line: BareLine, answer: web.Response) -> None:
    packer = zlib.compressobj(level=1, wbits=31)
    await line.send(_head(answer, {"Content-Encoding": "gzip", "Connection": "close"}))
    for _ in range(UNPACKED):
        await line.send(packer.compress(_SPACES) + packer.flush(zlib.Z_SYNC_FLUSH))
    await line.send(packer.compress(_body(answer)) + packer.flush())


_PLAYS: Final = {
    Trouble.SLOW_HEADERS: _slow_headers,
    Trouble.SLOW_BODY: _slow_body,
    Trouble.SILENT: _silent,
    Trouble.CUT_OFF: _cut_off,
    Trouble.RESET: _reset,
    Trouble.GARBAGE: _garbage,
    Trouble.ENDLESS_BODY: _endless_body,
    Trouble.GZIP_BOMB: _gzip_bomb,
}


async def _drip(line: BareLine, piece: bytes) -> None:
    for place in range(len(piece)):
        await line.send(piece[place : place + 1])
        await line.pause(SECONDS_A_BYTE)


def _body(answer: web.Response) -> bytes:
    return (answer.text or "").encode()


def _head(answer: web.Response, framing: Mapping[str, str] | None = None) -> bytes:
    """The true head, with another framing than the usual length if one is given."""
    if framing is None:
        framing = {"Content-Length": str(len(_body(answer)))}
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
    lines += [f"{name}: {value}" for name, value in {**answer.headers, **framing}.items()]
    return "\r\n".join([*lines, "", ""]).encode()
