"""Reading the answer about a key: understood for certain, or not at all."""

from __future__ import annotations

import json
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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
from wizard.core.permissions import Permissions, Unreadable, label, read_permissions

WRONG_KINDS: tuple[object, ...] = (
    "true",
    "false",
    "",
    0,
    1,
    0.0,
    None,
    [],
    [False],
    {},
    {"on": False},
)


def understood(answer: bytes) -> Permissions:
    permissions = read_permissions(answer)
    assert isinstance(permissions, Permissions), permissions
    return permissions


def refused(answer: bytes) -> str:
    unreadable = read_permissions(answer)
    assert isinstance(unreadable, Unreadable), unreadable
    assert unreadable.reason
    return unreadable.reason


def test_an_honest_answer_is_understood() -> None:
    permissions = understood(body())
    assert permissions.created_ms == CREATED_MS
    assert permissions.reading
    assert permissions.switched_on == ()
    assert set(permissions.flags) == set(BOOLEANS)


def test_every_combination_of_the_documented_fields() -> None:
    must_be_off = (*REQUIRED_OFF, *NEWER_OFF)
    for values in product((False, True), repeat=len(BOOLEANS)):
        flags = dict(zip(BOOLEANS, values, strict=True))
        permissions = understood(body(**flags))
        assert dict(permissions.flags) == flags
        assert permissions.reading is flags["enableReading"]
        assert permissions.switched_on == tuple(name for name in must_be_off if flags[name])


@pytest.mark.parametrize("name", ["enableReading", *REQUIRED_OFF, "createTime"])
def test_a_required_field_that_is_missing(name: str) -> None:
    assert name in refused(body_without(name))


@pytest.mark.parametrize("name", [*NEWER_OFF, *HARMLESS])
def test_a_field_that_older_answers_lack(name: str) -> None:
    assert understood(body_without(name)).switched_on == ()


@pytest.mark.parametrize("name", BOOLEANS)
@pytest.mark.parametrize("value", WRONG_KINDS, ids=repr)
def test_a_boolean_of_the_wrong_kind(name: str, value: object) -> None:
    assert name in refused(body(**{name: value}))


@pytest.mark.parametrize("name", ["createTime", "tradingAuthorityExpirationTime"])
@pytest.mark.parametrize("value", [True, False, "1698645219000", 1.5, 1e12, None, [], {}], ids=repr)
def test_a_time_of_the_wrong_kind(name: str, value: object) -> None:
    assert name in refused(body(**{name: value}))


@pytest.mark.parametrize("milliseconds", [-1, 2**53 + 1, 10**39])
def test_a_time_that_the_vault_could_not_keep(milliseconds: int) -> None:
    assert "createTime" in refused(body(createTime=milliseconds))
    assert understood(body(createTime=2**53)).created_ms == 2**53


def test_the_legacy_expiry_is_only_information() -> None:
    assert understood(body(tradingAuthorityExpirationTime=1)).switched_on == ()


@given(
    name=st.from_regex(r"[a-z][A-Za-z]{0,30}", fullmatch=True).filter(lambda n: n not in READ_ONLY)
)
def test_a_permission_nobody_has_heard_of(name: str) -> None:
    assert understood(body(**{name: True})).switched_on == (name,)
    assert understood(body(**{name: False})).switched_on == ()
    assert label(name) == name


@pytest.mark.parametrize("value", ["true", 1, 0, None, [True], {"on": True}, 1.0], ids=repr)
def test_an_unknown_field_of_an_unknown_kind(value: object) -> None:
    refused(body(enableAlpha=value))


@pytest.mark.parametrize(
    "name",
    ["", "\x1b[2J", "enable\u202eReading", "a\nb", "\ud800", "x" * 101, "a\x00b"],
    ids=ascii,
)
@pytest.mark.parametrize("value", [True, False])
def test_a_name_that_could_not_be_shown(name: str, value: bool) -> None:
    refused(body(**{name: value}))


def test_known_permissions_are_named_first_and_in_order() -> None:
    permissions = understood(
        body(zzz=True, aaa=True, enableFixApiTrade=True, enableWithdrawals=True)
    )
    assert permissions.switched_on == ("enableWithdrawals", "enableFixApiTrade", "aaa", "zzz")


@pytest.mark.parametrize("name", READ_ONLY)
def test_a_name_that_appears_twice(name: str) -> None:
    honest = body().decode()
    value = json.dumps(READ_ONLY[name])
    refused(f'{{"{name}": {value}, {honest[1:]}'.encode())
    escaped = f"\\u{ord(name[0]):04x}{name[1:]}"
    refused(f'{{"{escaped}": {value}, {honest[1:]}'.encode())


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b" ",
        b"{}",
        b"null",
        b"true",
        b"[]",
        b'""',
        b"0",
        b"<html><body>Log in</body></html>",
        b'{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}',
        b"[" + body() + b"]",
        body() + body(),
        body() + b"x",
        b"\xef\xbb\xbf" + body(),
        body().decode().encode("utf-16"),
        body().replace(b"enableMargin", b"enableMargi\xff"),
        body().replace(b"false", b"False"),
        body().replace(str(CREATED_MS).encode(), b"NaN"),
        body().replace(str(CREATED_MS).encode(), b"Infinity"),
        body().replace(str(CREATED_MS).encode(), b"-Infinity"),
        body().replace(str(CREATED_MS).encode(), b"1" * 100_000),
        body().replace(str(CREATED_MS).encode(), b"1" * 100_000 + b".0"),
        body().replace(str(CREATED_MS).encode(), b"1e999"),
        b"[" * 200_000,
        b"[" * 200_000 + b"]" * 200_000,
        b'{"a":' * 200_000,
        body()[:-1] + b',"deep":' + b"[" * 20 + b"]" * 20 + b"}",
    ],
    ids=lambda bad: ascii(bytes(bad[:30])),
)
def test_an_answer_that_is_none(bad: bytes) -> None:
    reason = refused(bad)
    assert len(reason) < 100


def test_cut_off_anywhere() -> None:
    honest = body()
    for length in range(len(honest)):
        refused(honest[:length])


@given(st.binary(max_size=300))
@example(b'{"\\ud800": true}')
def test_noise(noise: bytes) -> None:
    refused(noise)


@given(st.data())
def test_any_one_byte_changed_never_hides_a_permission(data: st.DataObject) -> None:
    """A flipped byte makes the answer unreadable, or reports what an unforgiving reader sees."""
    on = data.draw(st.sampled_from((*REQUIRED_OFF, *NEWER_OFF)))
    honest = bytearray(body(**{on: True}))
    place = data.draw(st.integers(0, len(honest) - 1))
    honest[place] = data.draw(st.integers(0, 255))
    permissions = read_permissions(bytes(honest))
    if isinstance(permissions, Permissions):
        assert permissions.switched_on


def test_every_documented_field_has_a_label_in_words() -> None:
    for name in BOOLEANS:
        assert label(name) != name
        assert label(name)[0].isupper()


def test_a_name_as_long_as_a_key_is_no_permission() -> None:
    """An answer that repeats the API key or the signature must not have it shown and kept."""
    assert "x" * 63 in understood(body(**{"x" * 63: True})).switched_on
    for sent in ("K" * 64, "0123456789abcdef" * 4, "x" * 88):
        assert sent not in refused(body(**{sent: True}))
