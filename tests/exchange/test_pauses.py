"""Until when nobody asks again, from whatever the exchange says about it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.exchange.pauses import LONGEST_PAUSE, pause_until, seconds_to_wait
from wizard.exchange.replies import Answer

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
A_MINUTE = NOW + timedelta(seconds=60)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, 60), ("", 60), ("0", 60), ("00", 60), (" 7 ", 7), ("259200", 259_200)]
    + [(odd, 60) for odd in ("x", "-1", "1e3", "1.5", "٣", "9" * 10, "Wed, 21 Oct 2026")],
)
def test_how_long_to_wait(header: str | None, seconds: int) -> None:
    assert seconds_to_wait(header) == seconds


def banned(words: str, header: str | None = None) -> Answer:
    return Answer(418, json.dumps({"code": -1003, "msg": words}).encode(), header)


def until(moment: datetime) -> str:
    return f"Way too much request weight used; IP banned until {round(moment.timestamp() * 1000)}."


def test_the_words_count_when_they_say_more_than_the_header() -> None:
    later = NOW + timedelta(hours=5)
    assert pause_until(banned(until(later)), NOW) == later
    assert pause_until(banned(until(later), "60"), NOW) == later
    assert pause_until(banned(until(later), "36000"), NOW) == NOW + timedelta(hours=10)


@pytest.mark.parametrize(
    "words",
    [
        until(NOW - timedelta(hours=1)),
        "IP banned until 1",
        "IP banned until 99999999999999",  # one digit too many
        "IP banned until -1795000000000",
        "IP banned until tomorrow",
        "",
    ],
)
def test_words_that_tell_no_time_to_come(words: str) -> None:
    assert pause_until(banned(words), NOW) == A_MINUTE


def test_nobody_is_believed_who_bans_for_longer_than_there_are_bans() -> None:
    assert pause_until(banned("IP banned until 9999999999999"), NOW) == NOW + LONGEST_PAUSE
    assert pause_until(banned("", "999999999"), NOW) == NOW + LONGEST_PAUSE


@given(st.text(), st.none() | st.text())
def test_whatever_is_said_there_is_an_end(words: str, header: str | None) -> None:
    assert NOW < pause_until(banned(words, header), NOW) <= NOW + LONGEST_PAUSE
