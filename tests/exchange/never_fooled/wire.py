"""How an answer arrives: broken off, cut short, slow, endless, not HTTP at all."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from tests.exchange.never_fooled.behaviour import (
    FULL,
    GOOD,
    ORDER_ONLY,
    REFUSAL,
    Behaviour,
    Fault,
    at_first_question,
    at_test_order,
)
from tests.exchange.scripted_server import (
    Role,
    closes,
    drips,
    floods,
    head,
    resets,
    says,
    sends,
    silence,
)
from wizard.core.problems import ProblemId

GROUP = "how the answer arrives"
_CHUNKED = {"Transfer-Encoding": "chunked"}
_BROKEN = ProblemId.CONNECTION_BROKEN
_GARBLED = ProblemId.ANSWER_UNREADABLE
_LARGE = ProblemId.ANSWER_TOO_LARGE
_SPACES = b" " * 4096


def _last(data: bytes) -> Role:
    return sends(data, then_close=True)


def _broken_off(status: int, good: bytes) -> Iterator[Fault]:
    whole = head(status, length=len(good))
    yield Fault("closed without a word", closes(), _BROKEN)
    yield Fault("reset without a word", resets(), _BROKEN)
    yield Fault("reset in the status line", resets(b"HTTP/1."), _BROKEN)
    yield Fault("reset after the headers", resets(whole), _BROKEN)
    yield Fault("reset in the body", resets(whole + good[:-9]), _BROKEN)
    yield Fault("closed in the status line", _last(b"HTTP/1.1 2"), _GARBLED)
    yield Fault("closed in the headers", _last(whole[:-12]), _GARBLED)
    yield Fault("closed after the headers", _last(whole), _BROKEN)
    yield Fault("closed in the body", _last(whole + good[:-1]), _BROKEN)
    yield Fault("one byte too few", _last(head(status, length=len(good) + 1) + good), _BROKEN)
    chunked = head(status, length=None, headers=_CHUNKED)
    yield Fault("closed in a chunk", _last(chunked + b"ff\r\n" + good[:9]), _BROKEN)
    yield Fault("closed between chunks", _last(chunked + _chunk(good)), _BROKEN)
    yield Fault("a chunk of no size", _last(chunked + b"zz\r\n" + good), _BROKEN)
    yield Fault("a chunk of negative size", _last(chunked + b"-1\r\n" + good), _BROKEN)


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def _not_http(status: int, good: bytes) -> Iterator[Fault]:
    line, rest = f"{status} OK\r\n".encode(), b"Content-Length: %d\r\n\r\n" % len(good) + good
    for name, start in {
        "garbage": b"\x00\xff garbage \r\n\r\n",
        "an SSH server": b"SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/0.9": good + b"\r\n",
        "HTTP/2 in clear": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "a radio station": b"ICY " + line + rest,
        "HTTP/9.9": b"HTTP/9.9 " + line + rest,
        "no status": b"HTTP/1.1\r\n" + rest,
        "a status in words": b"HTTP/1.1 two\r\n" + rest,
        "status 99": b"HTTP/1.1 99 OK\r\n" + rest,
        "status 1000": b"HTTP/1.1 1000 OK\r\n" + rest,
        "status -200": b"HTTP/1.1 -200 OK\r\n" + rest,
        "101": b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + good,
        "an endless status line": b"HTTP/1.1 200 " + b"a" * 70_000,
    }.items():
        yield Fault(name, _last(start), _GARBLED)


def _too_much(status: int, good: bytes) -> Iterator[Fault]:
    start = b"HTTP/1.1 %d OK\r\n" % status
    yield Fault("200 headers", sends(start + b"A: b\r\n" * 200 + b"\r\n" + good), _GARBLED)
    yield Fault("endless headers", floods(b"X-A: b\r\n" * 50, start=start), _GARBLED, heavy=True)
    yield Fault("an endless header", floods(_SPACES, start=start + b"A: "), _GARBLED, heavy=True)
    again = b"HTTP/1.1 100 Continue\r\n\r\n" * 50
    yield Fault("100 Continue without end", floods(again), _LARGE, heavy=True)
    folded = b"HTTP/1.1 103 Early Hints\r\n" + b"Link: </a>; rel=preload\r\n" * 20 + b"\r\n"
    yield Fault("early hints without end", floods(folded), _GARBLED, heavy=True)


def _too_large(status: int) -> Iterator[Fault]:
    """Only where the body is looked at: behind an error's status it does not count."""
    open_end = head(status, length=None)
    yield Fault("an endless body", floods(_SPACES, start=open_end), _LARGE, heavy=True)
    chunks = head(status, length=None, headers=_CHUNKED)
    endless = floods(b"1000\r\n" + _SPACES + b"\r\n", start=chunks)
    yield Fault("endless chunks", endless, _LARGE, heavy=True)
    bytewise = floods(b"1\r\n \r\n" * 500, start=chunks)
    yield Fault("endless chunks of one byte", bytewise, _LARGE, heavy=True)
    huge = floods(b"f" * 4096, start=chunks)
    yield Fault("an endless size of a chunk", huge, _GARBLED, heavy=True)
    vast = floods(_SPACES, start=chunks + b"ffffffffffff\r\n")
    yield Fault("a chunk of 281 TB", vast, _LARGE, heavy=True)
    trailers = floods(b"X-A: b\r\n" * 50, start=chunks + b"0\r\n")
    yield Fault("endless trailers", trailers, _LARGE, heavy=True)
    announced = head(status, length=99_999_999_999)
    yield Fault("100 GB announced", floods(_SPACES, start=announced), _LARGE, heavy=True)
    yield Fault("a byte too many", says(status, b" " * 65_537), _LARGE)


_BOMB = gzip.compress(b" " * 50_000_000)


def _compressed(status: int, good: bytes) -> Iterator[Fault]:
    for name, encoding, data in (
        ("a gzip bomb", "gzip", _BOMB),
        ("a deflate bomb", "deflate", zlib.compress(b" " * 50_000_000)),
        ("gzip", "gzip", gzip.compress(good)),
        ("deflate", "deflate", zlib.compress(good)),
        ("br", "br", b"\x0b\x02\x80{}\x03"),
        ("said to be gzip", "gzip", good),
        ("twice gzip", "gzip, gzip", gzip.compress(_BOMB)),
        ("an unknown encoding", "x-of-our-own", good),
    ):
        role = says(status, data, Content_Encoding=encoding)
        yield Fault(name, role, _GARBLED, heavy="bomb" in name)
    yield Fault("a gzip bomb that does not say so", says(status, _BOMB), _GARBLED, heavy=True)


def _slow(status: int, good: bytes) -> Iterator[Fault]:
    start = b"HTTP/1.1 %d OK\r\n" % status
    whole, open_end = head(status, length=len(good)), head(status, length=None)
    for name, role in {
        "silence": silence(),
        "silence in the headers": silence(start + b"Content-"),
        "silence after the headers": silence(whole),
        "silence in the body": silence(whole + good[:-1]),
        "silence before the last chunk": silence(
            head(status, length=None, headers=_CHUNKED) + _chunk(good)
        ),
        "a whole body without an end": silence(open_end + good),
        "silence after 100 Continue": silence(b"HTTP/1.1 100 Continue\r\n\r\n"),
        "the status line byte by byte": drips(b" ", start=b"HTTP/1.1 "),
        "headers byte by byte": drips(b"X-A: b\r\n", start=start),
        "the body byte by byte": drips(b" ", start=head(status, length=900)),
        "a body without length byte by byte": drips(b" ", start=open_end + good),
        "chunks byte by byte": drips(
            b"1\r\n \r\n", start=head(status, length=None, headers=_CHUNKED)
        ),
        "100 Continue byte by byte": drips(b"HTTP/1.1 100 Continue\r\n\r\n"),
    }.items():
        yield Fault(name, role, ProblemId.TIMED_OUT, hangs=True)


def _faults(status: int, good: bytes) -> Iterator[Fault]:
    yield from _broken_off(status, good)
    yield from _not_http(status, good)
    yield from _too_much(status, good)
    yield from _too_large(status)
    yield from _compressed(status, good)
    yield from _slow(status, good)


BEHAVIOURS: list[Behaviour] = [
    *(
        at_first_question(GROUP, fault, venue)
        for venue in (FULL, ORDER_ONLY)
        for fault in _faults(200, GOOD[venue])
    ),
    *(
        at_test_order(f"{GROUP}, test order", fault, venue)
        for venue in (FULL, ORDER_ONLY)
        for fault in _faults(401, REFUSAL)
    ),
    *(
        at_test_order(f"{GROUP}, test order that passes", fault, venue)
        for venue in (FULL, ORDER_ONLY)
        for fault in _faults(200, b"{}")
        if not fault.hangs
    ),
]
