"""The report on a key's permissions: what is missing, of another kind, on, or unheard of."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.core.answers import (
    BOOLEANS,
    CREATED_MS,
    HARMLESS,
    NEWER_OFF,
    READ_ONLY,
    REQUIRED_OFF,
    body,
    body_without,
)
from tests.exchange.never_fooled import behaviour as allowed
from tests.exchange.never_fooled.behaviour import FULL, REFUSES, Behaviour, Expected
from tests.exchange.scripted_server import PERMISSIONS, TEST_ORDER, says
from wizard.core.problems import ProblemId

GROUP = "permissions"
_UNREADABLE = allowed.not_checked(ProblemId.ANSWER_UNREADABLE)
_OFF = (*REQUIRED_OFF, *NEWER_OFF)


def _report(name: str, data: bytes, expected: Expected, created_ms: int | None = None) -> Behaviour:
    """The test order would be refused: a report that is misread is a key that is saved."""
    read_only = expected.word is allowed.Word.READ_ONLY
    another = expected.problem is ProblemId.ANOTHER_KEY_ANSWERED
    order_tried = read_only or (another and b'"enableWithdrawals": true' not in data)
    return Behaviour(
        GROUP,
        name,
        expected,
        FULL,
        {PERMISSIONS: says(200, data), TEST_ORDER: REFUSES},
        fires=(PERMISSIONS,),
        asked=(PERMISSIONS, TEST_ORDER) if order_tried else (PERMISSIONS,),
        expected_created_ms=created_ms,
        heavy=len(data) > 30_000,
    )


def _written(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) < 30 else f"{text[:12]}… ({len(text)} characters)"


_NOT_BOOLEAN: tuple[object, ...] = (
    "false",
    "true",
    "",
    0,
    1,
    -1,
    None,
    [],
    {},
    0.0,
    [False],
    {"value": False},
    "f" * 999,
)
_NOT_A_TIME: tuple[object, ...] = (
    "1698645219000",
    "",
    True,
    False,
    None,
    [],
    {},
    1.698645219e12,
    1698645219000.5,
    -1,
)


def _of_a_wrong_kind() -> Iterator[Behaviour]:
    for field in BOOLEANS:
        for value in _NOT_BOOLEAN:
            yield _report(f"{field} is {_written(value)}", body(**{field: value}), _UNREADABLE)
    for field in ("createTime", "tradingAuthorityExpirationTime"):
        for value in _NOT_A_TIME[: None if field == "createTime" else -1]:
            yield _report(f"{field} is {_written(value)}", body(**{field: value}), _UNREADABLE)
    for digits in (17, 41, 60_000):
        data = body().replace(str(CREATED_MS).encode(), b"9" * digits)
        yield _report(f"createTime has {digits} digits", data, _UNREADABLE)
    for constant in ("NaN", "Infinity", "-Infinity", "1e999", "0x1", "01", "+1", "1."):
        for field, old in (("createTime", str(CREATED_MS)), ("enableWithdrawals", "false")):
            data = body().replace(f'"{field}": {old}'.encode(), f'"{field}": {constant}'.encode())
            yield _report(f"{field} is {constant}", data, _UNREADABLE)
    for word in ("False", "FALSE", "True", "undefined", "None", "no"):
        data = body().replace(b'"enableMargin": false', f'"enableMargin": {word}'.encode())
        yield _report(f"enableMargin is {word}, bare", data, _UNREADABLE)


def _missing() -> Iterator[Behaviour]:
    for field in ("enableReading", *REQUIRED_OFF, "createTime"):
        yield _report(f"{field} is missing", body_without(field), _UNREADABLE)
    for field in (*NEWER_OFF, *HARMLESS):
        yield _report(f"{field} is missing", body_without(field), allowed.READ_ONLY)
    yield _report(
        "everything that may be missing", body_without(*NEWER_OFF, *HARMLESS), allowed.READ_ONLY
    )
    yield _report("{}", b"{}", _UNREADABLE)
    yield _report("reading alone", b'{"enableReading":true}', _UNREADABLE)
    yield _report("wrapped in data", b'{"data":' + body() + b"}", _UNREADABLE)
    yield _report("in a list", b"[" + body() + b"]", _UNREADABLE)
    yield _report("about the account, not the key", _ACCOUNT, _UNREADABLE)
    yield _report("an error beside it", body(code=-2015, msg="x"), _UNREADABLE)
    yield _report("a success beside it", body(success=True), allowed.can_do_more("success"))


_ACCOUNT = b'{"canTrade":false,"canWithdraw":false,"canDeposit":true,"permissions":["SPOT"]}'


def _on() -> Iterator[Behaviour]:
    for field in _OFF:
        yield _report(f"{field} is on", body(**{field: True}), allowed.can_do_more(field))
        alone = dict.fromkeys(REQUIRED_OFF, False) | {"enableReading": False, field: True}
        data = json.dumps({**alone, "createTime": CREATED_MS}).encode()
        yield _report(f"{field} is on, reading off", data, allowed.can_do_more(field))
        first = json.dumps({field: True, **_fields_but(field)}).encode()
        yield _report(f"{field} is on, first of all", first, allowed.can_do_more(field))
    everything = body(**dict.fromkeys(BOOLEANS, True))
    yield _report("everything is on", everything, allowed.can_do_more(*_OFF))
    for field in HARMLESS:
        yield _report(f"{field} is on", body(**{field: True}), allowed.READ_ONLY)
    yield _report("both harmless ones", body(**dict.fromkeys(HARMLESS, True)), allowed.READ_ONLY)
    off = allowed.not_accepted(ProblemId.READING_OFF)
    yield _report("reading is off", body(enableReading=False), off)
    yield _report("everything is off", body(**dict.fromkeys(BOOLEANS, False)), off)


def _fields_but(without: str) -> dict[str, object]:
    return {name: value for name, value in READ_ONLY.items() if name != without}


_NO_FLAG: tuple[object, ...] = (
    *(None, 0, 1, 0.5, "", "true"),
    *([], {}, [True], {"on": True}, {"on": False}),
)


def _unheard_of() -> Iterator[Behaviour]:
    for field in (
        "enableSomethingNew",
        "enableAlphaWithdrawals",
        "EnableWithdrawals",
        "enablewithdrawals",
        "enableWithdrawals ",
        "еnableWithdrawals",  # its first letter is Cyrillic
        "__proto__",
        "code",
        "x" * 63,
    ):
        on = allowed.can_do_more(field)
        yield _report(f"{_written(field)} is on", body(**{field: True}), on)
        yield _report(f"{_written(field)} is off", body(**{field: False}), allowed.READ_ONLY)
    for field in ("", "x" * 64, "a\nb", "\x1b[2J", "a\u200bb", "a\u202eb", "\ud800", "\x00"):
        for on_or_off in (True, False):
            name = f"a name that cannot be shown, {ascii(field)[:12]}, is {on_or_off}"
            yield _report(name, body(**{field: on_or_off}), _UNREADABLE)
    for value in _NO_FLAG:
        yield _report(f"unheard of: {_written(value)}", body(enableNew=value), _UNREADABLE)
    many = {f"x{number}": False for number in range(3000)}
    yield _report("3,000 unheard of, off", body(**many), allowed.READ_ONLY)
    yield _report("one of 3,000 is on", body(**many, zz=True), allowed.can_do_more("zz"))
    more = {f"x{number}": False for number in range(10_000)}
    large = allowed.not_checked(ProblemId.ANSWER_TOO_LARGE)
    yield _report("10,000 unheard of", body(**more), large)


def _twice() -> Iterator[Behaviour]:
    good = body()
    for field in (*BOOLEANS, "createTime"):
        for first, second in ((b"false", b"true"), (b"true", b"false"), (b"false", b"false")):
            name = f'"{field}":'.encode()
            data = b"{" + name + first + b"," + name + second + b"," + good[1:]
            yield _report(
                f"{field} twice more, {first.decode()} {second.decode()}", data, _UNREADABLE
            )
        for value in (b"true", b"false", b"0"):
            before = b"{" + f'"{field}":'.encode() + value + b"," + good[1:]
            behind = good[:-1] + b"," + f'"{field}":'.encode() + value + b"}"
            yield _report(f"{field} before, {value.decode()}", before, _UNREADABLE)
            yield _report(f"{field} behind, {value.decode()}", behind, _UNREADABLE)
    escaped = good[:-1] + b',"\\u0065nableWithdrawals":true}'
    yield _report("a name twice, once in escapes", escaped, _UNREADABLE)
    alone = good.replace(b'"enableReading"', b'"\\u0065nableReading"')
    yield _report("a name in escapes, once", alone, allowed.READ_ONLY)
    nested = good[:-1] + b',"new":{"a":true,"a":false}}'
    yield _report("a name twice further in", nested, _UNREADABLE)


def _another_key() -> Iterator[Behaviour]:
    another = allowed.not_checked(ProblemId.ANOTHER_KEY_ANSWERED)
    for off in (1, -1, 1000, -CREATED_MS):
        data = body(createTime=CREATED_MS + off)
        yield _report(f"createTime is {off} ms off", data, another, CREATED_MS)
    yield _report("createTime is the same", body(), allowed.READ_ONLY, CREATED_MS)
    yield _report("createTime is gone", body_without("createTime"), _UNREADABLE, CREATED_MS)
    yield _report("createTime is true, as 1", body(createTime=True), _UNREADABLE, 1)
    yield _report("createTime is a fraction", body(createTime=1.0), _UNREADABLE, 1)
    # An answer about another key says nothing, not even something bad.
    more = body(createTime=1, enableWithdrawals=True)
    yield _report("another key, and it can do more", more, another, CREATED_MS)


BEHAVIOURS = [
    *_of_a_wrong_kind(),
    *_missing(),
    *_on(),
    *_unheard_of(),
    *_twice(),
    *_another_key(),
]
