"""Exactly one spelling per value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.strict_json import JsonValue
from wizard.vault.canonical import NotCanonicalError, from_base64, from_json, to_base64, to_json

values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**16), 10**16) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@given(values)
def test_json_there_and_back(value: JsonValue) -> None:
    assert from_json(to_json(value)) == value
    assert to_json(value).isascii()
    assert b"\n" not in to_json(value)


@pytest.mark.parametrize(
    "spelling",
    [
        b'{"a": 1}',
        b'{"b":1,"a":1}',
        b'{"a":1,"a":1}',
        b" 1",
        b"1 ",
        b"01",
        b"-0",
        b"1.0",
        b"1e3",
        b"NaN",
        b"Infinity",
        b'"\\u0041"',
        b'"\\/"',
        '"ä"'.encode(),
        b'"\\uD83D"x',
        b"9" * 19,
        b"9" * 5000,
        b"[" * 5000 + b"]" * 5000,
        b"{",
        b"",
    ],
)
def test_another_spelling_is_refused(spelling: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        from_json(spelling)


@given(st.binary(max_size=100))
def test_base64_there_and_back(data: bytes) -> None:
    assert from_base64(to_base64(data)) == data


@pytest.mark.parametrize(
    "spelling", ["QQ", "QQ=", "QR==", "QQ==\n", " QQ==", "QQ==QQ==", "Q-_=", "=", "QUJ=", "ä"]
)
def test_other_base64_is_refused(spelling: str) -> None:
    with pytest.raises(NotCanonicalError):
        from_base64(spelling)
