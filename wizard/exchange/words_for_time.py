"""Lengths of time in words: how long to wait, how far a clock is off."""

from __future__ import annotations

import math
import re

_WITHOUT_HINT_S = 60
_SPELLED_OUT = re.compile(r"[0-9]{1,9}", re.ASCII)
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_KEEP_UNTIL = 2  # 90 seconds stay 90 seconds, 3 minutes are minutes


def seconds_to_wait(retry_after: str | None) -> int:
    """From a Retry-After header. Without one, or with 0 as seen at times: 60 s."""
    if retry_after is None or _SPELLED_OUT.fullmatch(retry_after.strip()) is None:
        return _WITHOUT_HINT_S
    return int(retry_after) or _WITHOUT_HINT_S


def waiting_time(seconds: int) -> str:
    """Such as "60 seconds" or "3 hours"; rounded up, so that nobody comes back too early."""
    for length, unit in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if seconds >= _KEEP_UNTIL * length:
            return _count(math.ceil(seconds / length), unit)
    return _count(seconds, "second")


def ahead_or_behind(clock_off_ms: int | None) -> str:
    """Such as "12 minutes behind". Takes milliseconds, positive when the computer is behind."""
    if clock_off_ms is None:
        return "ahead or behind"
    seconds = abs(clock_off_ms) / 1000
    for length, unit in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if seconds >= _KEEP_UNTIL * length:
            span = _count(round(seconds / length), unit)
            break
    else:
        span = _count(max(1, round(seconds)), "second")
    return f"{span} {'behind' if clock_off_ms > 0 else 'ahead'}"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
