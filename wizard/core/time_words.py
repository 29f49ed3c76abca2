"""Times as people say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_JUST_NOW = timedelta(seconds=60)
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)
_YEAR = timedelta(days=365.25)
_MANY_YEARS = 10 * _YEAR
_LATEST = datetime.max.replace(tzinfo=UTC) - _MINUTE
_KEEP_UNTIL = 2  # 90 seconds stay 90 seconds, 3 minutes are minutes


def local_time(moment: datetime) -> datetime:
    """An aware time as the clock on the wall tells it here; in its own zone where that has no date.

    A vault may hold any time up to the year 9999, and showing one must not fail.
    """
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):  # next to the first and the last year that are
        return moment


def ago(moment: datetime, now: datetime) -> str:
    """How long ago `moment` was: "just now", "5 minutes ago", "3 days ago", or its date.

    Both are aware times. A moment in the future (a clock was set back) gives its date, unless
    it is less than a minute ahead.
    """
    passed = now - moment
    if passed <= -_JUST_NOW or passed >= _MONTH:
        local = local_time(moment)
        return f"on {local.day} {local:%b %Y}"
    if passed < _JUST_NOW:
        return "just now"
    if passed < _HOUR:
        return _count(int(passed / _MINUTE), "minute") + " ago"
    if passed < _DAY:
        return _count(int(passed / _HOUR), "hour") + " ago"
    return _count(passed.days, "day") + " ago"


def clock_time(moment: datetime, now: datetime) -> str:
    """A moment as "today, 09:41" or "12 Oct, 09:41", in local time."""
    local, today = local_time(moment), local_time(now)
    if local.date() == today.date():
        return f"today, {local:%H:%M}"
    if local.year == today.year:
        return f"{local.day} {local:%b}, {local:%H:%M}"
    return f"{local.day} {local:%b %Y}, {local:%H:%M}"


def at_time(moment: datetime, now: datetime) -> str:
    """When to come back: "14:05", or "12 Oct, 14:05" on another day, in local time.

    Both are aware times. Rounded up to the minute, so that nobody comes back too early.
    """
    local = local_time(min(moment, _LATEST) + _MINUTE - timedelta(microseconds=1))
    same_day = local.date() == local_time(now).date()
    return f"{local:%H:%M}" if same_day else f"{local.day} {local:%b}, {local:%H:%M}"


def time_left(moment: datetime, now: datetime) -> str:
    """How long until `moment`: "25 seconds", "3 minutes", "2 hours", "1 second" at the least.

    Both are aware times. Rounded up, so that nobody is promised too much.
    """
    left = max(moment - now, timedelta(seconds=1))
    for length, unit in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if left >= _KEEP_UNTIL * length:
            return _count(-(-left // length), unit)
    return _count(-(-left // timedelta(seconds=1)), "second")


def ahead_or_behind(clock_off_ms: int | None) -> str:
    """Such as "12 minutes behind". Takes milliseconds, positive when the computer is behind."""
    if clock_off_ms is None:
        return "ahead or behind"
    off = timedelta(milliseconds=abs(clock_off_ms))
    side = "behind" if clock_off_ms > 0 else "ahead"
    if off > _MANY_YEARS:
        return f"{_count(round(off / _YEAR), 'year')} {side}"
    for length, unit in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if off >= _KEEP_UNTIL * length:
            span = _count(round(off / length), unit)
            break
    else:
        span = _count(max(1, round(off / timedelta(seconds=1))), "second")
    return f"{span} {side}"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
