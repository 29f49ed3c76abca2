"""Bytes that are no clean JSON, wherever an answer of the exchange is expected."""

from __future__ import annotations

from collections.abc import Iterator

from tests.exchange.never_fooled.behaviour import (
    FULL,
    GOOD,
    ORDER_ONLY,
    READ_ONLY,
    REFUSAL,
    REFUSES,
    Behaviour,
    Fault,
    at_first_question,
    at_test_order,
)
from tests.exchange.scripted_server import PERMISSIONS, TEST_ORDER, head, says, sends
from wizard.core.problems import ProblemId

GROUP = "bytes of the answer"
_GARBLED = ProblemId.ANSWER_UNREADABLE
_PAGE = b"<html><head><title>Log in</title></head><body>Free Wi-Fi</body></html>"


# Each would do no harm where it stands; the whole answer is not believed all the same.
_INSIDE = {
    "bad UTF-8": b'"\xff":false',
    "half a character": b'"\xe2\x82":false',
    "NaN": b'"new":NaN',
    "Infinity": b'"new":-Infinity',
    "a number too large": b'"new":1e999',
    "a number of 41 digits": b'"new":' + b"1" * 41,
    "a name twice": b'"new":false,"new":false',
    "20 lists": b'"new":' + b"[" * 20 + b"]" * 20,
    "a line end in a string": b'"new":"\n"',
}


def _with_field(good: bytes, field: bytes) -> bytes:
    end = good.rindex(b"}")
    return good[:end] + b"," + field + good[end:]


def _spoiled(good: bytes) -> dict[str, bytes]:
    text = good.decode()
    return {
        "empty": b"",
        "a space": b" ",
        "null": b"null",
        "true": b"true",
        "a number": b"1",
        "a string": b'"ok"',
        "NaN": b"NaN",
        "a text": b"OK",
        "UTF-8 with a mark": b"\xef\xbb\xbf" + good,
        "UTF-16": text.encode("utf-16"),
        "UTF-16 without a mark": text.encode("utf-16-le"),
        "UTF-32": text.encode("utf-32"),
        "bad UTF-8": good[:-1] + b"\xff" + good[-1:],
        "overlong UTF-8": good[:-1] + b"\xc0\xaf" + good[-1:],
        "a null byte behind": good + b"\x00",
        "more behind": good + b"x",
        "twice": good + b"\n" + good,
        "a call around": b"callback(" + good + b")",
        "a guard before": b")]}',\n" + good,
        "a comment": b"/* hello */" + good,
        "single quotes": good.replace(b'"', b"'"),
        "another comma": good[:-1] + b"," + good[-1:],
        "60,000 nested lists": b"[" * 60_000,
        "12,000 nested objects": b'{"":' * 12_000 + b"1" + b"}" * 12_000,
        "60,000 digits": b"1" * 60_000,
        "a string of 60 KB": b'"' + b"a" * 60_000 + b'"',
        **{f"{name} further in": _with_field(good, field) for name, field in _INSIDE.items()},
        "quoted as a string": b'"' + good.replace(b'"', b'\\"') + b'"',
    }


_TOO_LARGE = {
    "200,000 nested lists": b"[" * 200_000,
    "a number of 100,000 digits": b"1" * 100_000,
    "a string of a megabyte": b'"' + b"a" * 1_000_000 + b'"',
}


def _faults(status: int, good: bytes) -> Iterator[Fault]:
    heavy = ("nested", "digits", "string")
    for name, data in _spoiled(good).items():
        yield Fault(name, says(status, data), _GARBLED, heavy=name.endswith(heavy))
    for length in range(1, len(good)):
        role = says(status, good[:length])
        yield Fault(f"cut off after {length} bytes", role, _GARBLED)


def _at_first(good: bytes) -> Iterator[Fault]:
    yield from _faults(200, good)
    for name, data in _TOO_LARGE.items():
        yield Fault(name, says(200, data), ProblemId.ANSWER_TOO_LARGE, heavy=True)
    yield Fault("204", sends(b"HTTP/1.1 204 No Content\r\n\r\n"), _GARBLED)
    yield Fault("204 with a body", says(204, good), _GARBLED)
    for status in (201, 202, 203, 205, 206, 226, 299):
        yield Fault(f"{status} with the right body", says(status, good), _GARBLED)
    for label in ("text/html", "application/json"):
        role = says(200, _PAGE, Content_Type=label)
        yield Fault(f"a captive portal, {label}", role, ProblemId.LOGIN_PAGE)
    yield Fault("a page after an empty line", says(200, b"\r\n" + _PAGE), ProblemId.LOGIN_PAGE)
    yield Fault("XML", says(200, b"<?xml version='1.0'?><ok/>"), ProblemId.LOGIN_PAGE)
    yield Fault("a page with a mark", says(200, b"\xef\xbb\xbf" + _PAGE), ProblemId.LOGIN_PAGE)
    yield Fault("511", says(511, _PAGE), ProblemId.LOGIN_PAGE)
    yield Fault("511 with the right body", says(511, good), ProblemId.LOGIN_PAGE)
    yield Fault("an error with 200", says(200, REFUSAL), _GARBLED)
    yield Fault("one byte too few", sends(head(200, length=len(good) - 1) + good), _GARBLED)


def _at_order() -> Iterator[Fault]:
    """None of it refuses, and none of it accepts."""
    yield from _faults(401, REFUSAL)
    for name, data in {**_spoiled(b'{"a":0}'), **_TOO_LARGE}.items():
        yield Fault(f"{name} with 200", says(200, data), _GARBLED, heavy=name in _TOO_LARGE)
    yield Fault("a page with 200", says(200, _PAGE), _GARBLED)
    yield Fault("a list with 200", says(200, b"[]"), _GARBLED)
    yield Fault("{ with 200", says(200, b"{"), _GARBLED)
    yield Fault("a refusal with 200", says(200, REFUSAL), _GARBLED)
    for status in (201, 202, 204, 206):
        yield Fault(f"{{}} with {status}", says(status, b"{}"), _GARBLED)


def _labelled(label: str) -> Behaviour:
    """What it is called says nothing of what it is."""
    roles = {
        PERMISSIONS: says(200, GOOD[FULL], Content_Type=label),
        TEST_ORDER: says(401, REFUSAL, Content_Type=label),
    }
    fires = (PERMISSIONS, TEST_ORDER)
    return Behaviour(GROUP, f"JSON labelled {label or 'nothing'}", READ_ONLY, FULL, roles, fires)


_LABELS = ("text/html", "text/plain", "image/png", "application/json; charset=utf-16", "")

BEHAVIOURS = [
    *(
        at_first_question(GROUP, fault, venue)
        for venue in (FULL, ORDER_ONLY)
        for fault in _at_first(GOOD[venue])
    ),
    *(
        at_test_order(f"{GROUP}, test order", fault, venue)
        for venue in (FULL, ORDER_ONLY)
        for fault in _at_order()
    ),
    *(_labelled(label) for label in _LABELS),
    *(
        Behaviour(
            GROUP,
            f"{name} around it",
            READ_ONLY,
            roles={PERMISSIONS: says(200, before + GOOD[FULL] + after), TEST_ORDER: REFUSES},
            fires=(PERMISSIONS, TEST_ORDER),
        )
        for name, before, after in (("spaces", b"  ", b"  "), ("line ends", b"\r\n", b"\r\n\t"))
    ),
]
