"""JSON without mercy."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.strict_json import JsonRejectedError, JsonValue, read_list, read_object

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**38), 10**38)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), values, max_size=5), st.booleans())
def test_every_clean_object_survives(clean: Mapping[str, JsonValue], ascii_only: bool) -> None:
    try:
        sent = json.dumps(clean, ensure_ascii=ascii_only).encode()
    except UnicodeEncodeError:
        return  # a lone surrogate has no UTF-8
    assert read_object(sent) == clean


@given(st.binary())
def test_noise_is_rejected_or_an_object(noise: bytes) -> None:
    with contextlib.suppress(JsonRejectedError):
        assert isinstance(read_object(noise), dict)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"\xff{}", "UTF-8"),
        (b'{"a": "\xed\xa0\x80"}', "UTF-8"),
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"{'a': 1}", "not JSON"),
        (b'{"a": 1,}', "not JSON"),
        (b'{"a": 01}', "not JSON"),
        (b'{"a": +1}', "not JSON"),
        (b'{"a": "\n"}', "not JSON"),
        (b"{} {}", "not JSON"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b"[]", "not an object"),
        (b"null", "not an object"),
        (b'"{}"', "not an object"),
        (b'{"a": 1, "a": 1}', "twice"),
        (b'{"a": 1, "\\u0061": 1}', "twice"),
        (b'{"x": {"a": 1, "a": 2}}', "twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "NaN"),
        (b'{"a": 1e400}', "large"),
        (b'{"a": -1e400}', "large"),
        (b'{"a": ' + b"9" * 100_000 + b"}", "long"),
        (b'{"a": -' + b"9" * 100_000 + b"}", "long"),
        (b'{"a": 0.' + b"9" * 100_000 + b"}", "large"),
        (b"[" * 200_000, "deep"),
        (b'{"a":' * 200_000 + b"1" + b"}" * 200_000, "deep"),
    ],
    ids=lambda part: ascii(part[:24]),
)
def test_what_is_rejected_and_why(bad: bytes, reason: str) -> None:
    with pytest.raises(JsonRejectedError, match=reason):
        read_object(bad)


@pytest.mark.parametrize("depth", [15, 16])
def test_the_deepest_nesting_that_passes(depth: int) -> None:
    nested = b'{"a":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"
    assert "a" in read_object(nested)
    with pytest.raises(JsonRejectedError, match="deep"):
        read_object(b'{"a":' + b"[" * 16 + b"]" * 16 + b"}")


def test_brackets_inside_text_do_not_nest() -> None:
    text = '[[[[{{{{"\\' * 100
    assert read_object(json.dumps({"a": text}).encode()) == {"a": text}


def test_no_reason_quotes_the_bytes() -> None:
    for bad in (b'{"MARK": 1, "MARK": 2}', b'{"a": MARK}', b'{"a": NaN, "MARK": 1}', b"MARK\xff"):
        with pytest.raises(JsonRejectedError) as raised:
            read_object(bad)
        assert "MARK" not in str(raised.value)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"\xff", "not UTF-8"),
        (b"[" * 17, "nested too deeply"),
        (b"{", "not JSON"),
        (b"[]", "not an object"),
        (b'{"a":1,"a":2}', "a name appears twice"),
        (b'{"a":NaN}', "NaN or Infinity"),
        (b'{"a":' + b"9" * 41 + b"}", "a number is too long"),
        (b'{"a":1e999}', "a number is too large"),
    ],
)
def test_the_reason_is_one_line_for_support(bad: bytes, reason: str) -> None:
    with pytest.raises(JsonRejectedError) as raised:
        read_object(bad)
    assert str(raised.value) == reason


def test_the_longest_numbers_that_pass() -> None:
    for number in ("9" * 40, "-" + "9" * 39, "0." + "9" * 38):
        assert read_object(f'{{"a":{number}}}'.encode())["a"] == json.loads(number)
    for number in ("9" * 41, "-" + "9" * 40, "0." + "9" * 39):
        with pytest.raises(JsonRejectedError):
            read_object(f'{{"a":{number}}}'.encode())


@pytest.mark.parametrize("clean", ["[]", "[1]", '[{"a":1},{"a":1}]', "[[]]"])
def test_a_list_is_read_by_the_same_rules(clean: str) -> None:
    assert read_list(clean.encode()) == json.loads(clean)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"{}", "not a list"),
        (b"null", "not a list"),
        (b'"[]"', "not a list"),
        (b"", "not JSON"),
        (b'[{"a":1,"a":1}]', "a name appears twice"),
        (b"[NaN]", "NaN or Infinity"),
        (b"[" * 17 + b"]" * 17, "nested too deeply"),
    ],
)
def test_what_is_no_list(bad: bytes, reason: str) -> None:
    with pytest.raises(JsonRejectedError) as raised:
        read_list(bad)
    assert str(raised.value) == reason


def test_closed_brackets_do_not_count_and_neither_do_those_in_texts() -> None:
    side_by_side = b'{"a":[' + b",".join([b"[[]]"] * 40) + b"]}"
    assert "a" in read_object(side_by_side)
    # An escaped quotation mark does not end a text, an escaped backslash does not escape one.
    for text in ('\\"' + "[" * 40, "\\\\", "]" * 40):
        assert read_object(f'{{"a":"{text}","b":[]}}'.encode())["b"] == []
    after = b'{"a":"' + rb"\\" + b'","b":' + b"[" * 16 + b"]" * 16 + b"}"
    with pytest.raises(JsonRejectedError, match="deeply"):
        read_object(after)
    closed_in_a_text = b'{"a":"' + b"]" * 40 + b'","b":' + b"[" * 16 + b"]" * 16 + b"}"
    with pytest.raises(JsonRejectedError, match="deeply"):
        read_object(closed_in_a_text)
    after_closed_ones = b'{"a":[' + b"[]," * 20 + b"[" * 15 + b"]" * 15 + b"]}"
    with pytest.raises(JsonRejectedError, match="deeply"):
        read_object(after_closed_ones)
