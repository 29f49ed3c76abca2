"""Lengths of time in words."""

from __future__ import annotations

import pytest

from wizard.exchange.words_for_time import ahead_or_behind, seconds_to_wait, waiting_time


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, 60), ("", 60), ("0", 60), ("00", 60), (" 7 ", 7), ("259200", 259_200)]
    + [(odd, 60) for odd in ("x", "-1", "1e3", "1.5", "٣", "9" * 10, "Wed, 21 Oct 2026")],
)
def test_how_long_to_wait(header: str | None, seconds: int) -> None:
    assert seconds_to_wait(header) == seconds


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (119, "119 seconds"),
        (120, "2 minutes"),
        (121, "3 minutes"),
        (7199, "120 minutes"),
        (7201, "3 hours"),
        (172_800, "2 days"),
    ],
)
def test_waiting_is_rounded_up(seconds: int, words: str) -> None:
    assert waiting_time(seconds) == words


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
    ],
)
def test_how_far_a_clock_is_off(milliseconds: int | None, words: str) -> None:
    assert ahead_or_behind(milliseconds) == words
