"""The few words of an error that are read: a code, an address, a time. Nothing else counts."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from wizard.exchange.error_body import address_seen, banned_until_ms, error_code
from wizard.exchange.pauses import pause_until
from wizard.exchange.replies import Answer, Cause, Failure, Stage
from wizard.exchange.server_clock import clock_off_ms

NO_ANSWER = Failure(Cause.BROKEN, Stage.HEADERS)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def told(message: object, status: int = 401) -> Answer:
    return Answer(status, json.dumps({"code": -2015, "msg": message}).encode())


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"code":-2015}', -2015),
        (b'{"code":0,"msg":"x"}', 0),
        (b'{"code":true}', None),
        (b'{"code":"-2015"}', None),
        (b'{"code":-2015.0}', None),
        (b'{"code":null}', None),
        (b'{"error":-2015}', None),
        (b'{"code":-2015,"code":-2008}', None),
        (b"[]", None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_the_code_of_an_error(body: bytes, code: int | None) -> None:
    for status in (400, 499, 500, 599):
        assert error_code(Answer(status, body)) == code
    for status in (200, 302, 399):
        assert error_code(Answer(status, body)) is None


def test_no_answer_says_nothing() -> None:
    assert error_code(NO_ANSWER) is None
    assert address_seen(NO_ANSWER) is None
    assert banned_until_ms(NO_ANSWER) is None


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("request ip: 203.0.113.7", "203.0.113.7"),
        ("Not allowed, request ip: 203.0.113.7.", "203.0.113.7"),
        ("request ip 203.0.113.7", "203.0.113.7"),
        ("request ip:203.0.113.7", "203.0.113.7"),
        ("request ip:   203.0.113.7, and more", "203.0.113.7"),
        ("request ip:    203.0.113.7", None),  # four spaces: no text of the exchange
        ("request ip: 2001:DB8::7", "2001:db8::7"),
        ("request ip: 2001:0db8:0000:0000:0000:0000:0000:0007:", "2001:db8::7"),
        ("request ip: ::", None),
        (
            "request ip: 2001:0db8:85a3:0000:0000:8a2e:255.255.255.255",
            "2001:db8:85a3::8a2e:ffff:ffff",
        ),
        ("request ip: 0000:0000:0000:0000:0000:ffff:255.255.255.255", "::ffff:ffff:ffff"),
        # Not the address that its first part would be: it goes on.
        ("request ip: 0000:0000:0000:0000:0000:ffff:255.255.255.2551", None),
        ("request ip: 203.0.113", None),
        ("request ip: 203.0.113.256", None),
        ("request ip: 7", None),
        ("request ip: KeyThatMustNotLeak", None),
        ("request ip: ", None),
        ("your ip: 203.0.113.7", None),
        ("", None),
        (7, None),
        (None, None),
        (["request ip: 203.0.113.7"], None),
    ],
)
def test_the_address_it_sees(words: object, address: str | None) -> None:
    assert address_seen(told(words)) == address


def test_words_beyond_any_honest_length_are_not_read() -> None:
    words = "request ip: 203.0.113.7"
    assert address_seen(told("." * (500 - len(words)) + words)) == "203.0.113.7"
    assert address_seen(told("." * (501 - len(words)) + words)) is None


def test_words_that_cannot_be_read_say_no_address() -> None:
    for body in (b"", b"<html>request ip: 203.0.113.7", b'["request ip: 203.0.113.7"]', b"{}"):
        assert address_seen(Answer(401, body)) is None
        assert banned_until_ms(Answer(418, body)) is None


@pytest.mark.parametrize(
    ("words", "until_ms"),
    [
        ("IP banned until 1795000000000.", 1_795_000_000_000),
        ("banned until 1795000000000", 1_795_000_000_000),
        ("banned until 17950000000000", None),  # one digit too many: another unit
        ("banned until 179500000000", None),
        ("until 1795000000000", None),
        ("", None),
    ],
)
def test_the_end_of_a_ban(words: str, until_ms: int | None) -> None:
    assert banned_until_ms(told(words, 418)) == until_ms


def test_a_ban_ends_to_the_millisecond() -> None:
    until = NOW + timedelta(hours=1, milliseconds=7)
    said = told(f"banned until {round(until.timestamp() * 1000)}", 418)
    assert pause_until(said, NOW) == until


def test_no_ban_is_longer_than_three_days() -> None:
    until = NOW + timedelta(days=3)
    for beyond in (timedelta(0), timedelta(seconds=1), timedelta(days=900)):
        said = told(f"banned until {round((until + beyond).timestamp() * 1000)}", 418)
        assert pause_until(said, NOW) == until
        assert pause_until(Answer(429, b"", "999999999"), NOW) == until
    one_second_less = told(f"banned until {round(until.timestamp() * 1000) - 1000}", 418)
    assert pause_until(one_second_less, NOW) == until - timedelta(seconds=1)


# The exchange's clock


@pytest.mark.parametrize(
    ("server_ms", "asked_at", "took_s", "off_ms"),
    [
        (1_000_000, 1000.0, 0.0, 0),
        (1_720_000, 1000.0, 0.0, 720_000),  # the computer is behind
        (280_000, 1000.0, 0.0, -720_000),  # ahead
        (1_001_000, 1000.0, 2.0, 0),  # the answer was made half way
        (1_000_000, 1000.0, 1.0, -500),
    ],
)
def test_how_far_the_clock_is_off(
    server_ms: int, asked_at: float, took_s: float, off_ms: int
) -> None:
    answer = Answer(200, json.dumps({"serverTime": server_ms}).encode())
    found = clock_off_ms(answer, asked_at=asked_at, took_s=took_s)
    assert found == off_ms
    assert type(found) is int


@pytest.mark.parametrize("server_ms", [1, 2, 2**53 - 1, 2**53])
def test_any_time_since_the_epoch_is_one(server_ms: int) -> None:
    answer = Answer(200, json.dumps({"serverTime": server_ms}).encode())
    assert clock_off_ms(answer, asked_at=0.0, took_s=0.0) == server_ms


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"{}"),
        (200, b'{"serverTime":"1"}'),
        (200, b'{"serverTime":true}'),
        (200, b'{"serverTime":1.0}'),
        (200, b'{"serverTime":null}'),
        (200, b'{"serverTime":0}'),
        (200, b'{"serverTime":-1}'),
        (200, b'{"serverTime":9007199254740993}'),
        (200, b'{"serverTime":9999999999999999999999}'),
        (200, b"[1]"),
        (200, b"<html>"),
        (199, b'{"serverTime":1}'),
        (201, b'{"serverTime":1}'),
        (400, b'{"serverTime":1}'),
    ],
)
def test_an_answer_that_tells_no_time(status: int, body: bytes) -> None:
    assert clock_off_ms(Answer(status, body), asked_at=0.0, took_s=0.0) is None
