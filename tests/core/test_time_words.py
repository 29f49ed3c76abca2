"""Times as people say them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.time_words import (
    ago,
    ahead_or_behind,
    at_time,
    clock_time,
    local_time,
    time_left,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_FROM, _TO = NOW.replace(year=2017, tzinfo=None), NOW.replace(year=2100, tzinfo=None)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=1, seconds=59), "1 minute ago"),
        (timedelta(minutes=2), "2 minutes ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=3, hours=7), "3 days ago"),
        (timedelta(days=30, hours=23), "30 days ago"),
        # Written by a clock that was a little ahead, or read by one that was set back.
        (timedelta(seconds=-59), "just now"),
        (timedelta(seconds=-60), "on 22 Nov 2026"),
    ],
)
def test_how_long_ago(passed: timedelta, words: str) -> None:
    assert ago(NOW - passed, NOW) == words


def test_long_ago_is_a_date() -> None:
    assert ago(datetime(2018, 7, 3, 12, tzinfo=UTC), NOW) == "on 3 Jul 2018"
    assert ago(NOW - timedelta(days=31), NOW) == "on 22 Oct 2026"


@given(
    st.datetimes(_FROM, _TO, timezones=st.just(UTC)),
    st.datetimes(_FROM, _TO, timezones=st.just(UTC)),
)
def test_any_two_times_have_words(moment: datetime, now: datetime) -> None:
    words = ago(moment, now)
    assert words == "just now" or words.startswith("on ") or words.endswith(" ago")
    assert not words.startswith(("0 ", "-"))
    assert ", " in clock_time(moment, now)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "UTC"])
@pytest.mark.parametrize(
    "moment", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)]
)
def test_the_last_and_the_first_time_have_words(
    zone: str, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", zone)
        time.tzset()
        for one, other in ((moment, NOW), (NOW, moment), (moment, moment)):
            assert all((ago(one, other), clock_time(one, other), at_time(one, other)))
            assert time_left(one, other)
            assert local_time(one).tzinfo is not None
    time.tzset()


def test_clock_times() -> None:
    now = NOW.astimezone()

    assert clock_time(now.replace(hour=9, minute=41), now) == "today, 09:41"
    assert clock_time(now.replace(day=3, hour=9, minute=5), now) == "3 Nov, 09:05"
    assert clock_time(now.replace(year=2025, day=3, hour=9, minute=5), now) == "3 Nov 2025, 09:05"


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(0), "12:00"),
        (timedelta(microseconds=1), "12:01"),
        (timedelta(seconds=60), "12:01"),
        (timedelta(seconds=61), "12:02"),
        (timedelta(hours=2), "14:00"),
        (timedelta(hours=11, minutes=59), "23:59"),
        # Rounded up into the next day, which has to be said.
        (timedelta(hours=11, minutes=59, seconds=1), "23 Nov, 00:00"),
        (timedelta(days=3), "25 Nov, 12:00"),
    ],
)
def test_coming_back_is_never_too_early(wait: timedelta, words: str) -> None:
    noon = NOW.astimezone().replace(day=22, hour=12)
    assert at_time(noon + wait, noon) == words


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(seconds=-5), "1 second"),
        (timedelta(milliseconds=1), "1 second"),
        (timedelta(seconds=1, microseconds=1), "2 seconds"),
        (timedelta(seconds=119), "119 seconds"),
        (timedelta(seconds=120), "2 minutes"),
        (timedelta(seconds=121), "3 minutes"),
        (timedelta(hours=2, seconds=1), "3 hours"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_how_long_to_wait(wait: timedelta, words: str) -> None:
    assert time_left(NOW + wait, NOW) == words


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (None, "ahead or behind"),
        (1, "1 second behind"),
        (-400, "1 second ahead"),
        (1500, "2 seconds behind"),
        (-119_000, "119 seconds ahead"),
        (720_000, "12 minutes behind"),
        (-7_200_000, "2 hours ahead"),
        (365 * 86_400_000, "365 days behind"),
        (3652 * 86_400_000, "3652 days behind"),
        (3653 * 86_400_000, "10 years behind"),
        (-20_454 * 86_400_000, "56 years ahead"),
        (2**53, "285421 years behind"),
    ],
)
def test_how_far_a_clock_is_off(milliseconds: int | None, words: str) -> None:
    assert ahead_or_behind(milliseconds) == words
