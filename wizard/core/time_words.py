"""Times as people say them."""

from __future__ import annotations

from datetime import datetime, timedelta

_JUST_NOW = timedelta(seconds=60)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)


def ago(moment: datetime, now: datetime) -> str:
    """How long ago `moment` was: "just now", "5 minutes ago", "3 days ago", or its date.

    Both are aware times. A moment in the future (a clock was set back) gives its date, unless
    it is less than a minute ahead.
    """
    passed = now - moment
    if passed <= -_JUST_NOW or passed >= _MONTH:
        local = moment.astimezone()
        return f"on {local.day} {local:%b %Y}"
    if passed < _JUST_NOW:
        return "just now"
    if passed < _HOUR:
        return _count(int(passed / timedelta(minutes=1)), "minute")
    if passed < _DAY:
        return _count(int(passed / _HOUR), "hour")
    return _count(passed.days, "day")


def clock_time(moment: datetime, now: datetime) -> str:
    """A moment as "today, 09:41" or "12 Oct, 09:41", in local time."""
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"today, {local:%H:%M}"
    if local.year == today.year:
        return f"{local.day} {local:%b}, {local:%H:%M}"
    return f"{local.day} {local:%b %Y}, {local:%H:%M}"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'} ago"
