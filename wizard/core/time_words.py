"""Times as people say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wizard.core.wording import QT_TR_NOOP, tr

JUST_NOW = timedelta(seconds=60)
"""What is not older is called “just now”."""
_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)
_YEAR = timedelta(days=365.25)
_MANY_YEARS = 10 * _YEAR
_LATEST = datetime.max.replace(tzinfo=UTC) - _MINUTE
_MONTHS = (
    QT_TR_NOOP("Jan"),
    QT_TR_NOOP("Feb"),
    QT_TR_NOOP("Mar"),
    QT_TR_NOOP("Apr"),
    QT_TR_NOOP("May"),
    QT_TR_NOOP("Jun"),
    QT_TR_NOOP("Jul"),
    QT_TR_NOOP("Aug"),
    QT_TR_NOOP("Sep"),
    QT_TR_NOOP("Oct"),
    QT_TR_NOOP("Nov"),
    QT_TR_NOOP("Dec"),
)
_LONG_MONTHS = (
    QT_TR_NOOP("January", "whole name of the month"),
    QT_TR_NOOP("February", "whole name of the month"),
    QT_TR_NOOP("March", "whole name of the month"),
    QT_TR_NOOP("April", "whole name of the month"),
    QT_TR_NOOP("May", "whole name of the month"),
    QT_TR_NOOP("June", "whole name of the month"),
    QT_TR_NOOP("July", "whole name of the month"),
    QT_TR_NOOP("August", "whole name of the month"),
    QT_TR_NOOP("September", "whole name of the month"),
    QT_TR_NOOP("October", "whole name of the month"),
    QT_TR_NOOP("November", "whole name of the month"),
    QT_TR_NOOP("December", "whole name of the month"),
)
_KEEP_UNTIL = 2  # 90 seconds stay 90 seconds, 3 minutes are minutes


def local_time(moment: datetime) -> datetime:
    """An aware time as the clock on the wall tells it here; in its own zone where that has no date.

    A vault may hold any time up to the year 9999, and showing one must not fail.
    """
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):  # next to the first and the last year that are
        return moment


def short_date(moment: datetime) -> str:
    """A date in local time: "12 Oct 2026". `moment` is aware."""
    local = local_time(moment)
    text = tr("{day} {month} {year}", "a date")
    return text.format(day=local.day, month=tr(_MONTHS[local.month - 1]), year=local.year)


def long_date(moment: datetime) -> str:
    """A date in local time: "12 October 2026". `moment` is aware."""
    local = local_time(moment)
    text = tr("{day} {month} {year}", "a date with the month's whole name")
    return text.format(
        day=local.day,
        month=tr(_LONG_MONTHS[local.month - 1], "whole name of the month"),
        year=local.year,
    )


def ago(moment: datetime, now: datetime) -> str:
    """How long ago `moment` was: "just now", "5 minutes ago", "3 days ago", or its date.

    Both are aware times. A moment in the future (a clock was set back) gives its date, unless
    it is less than a minute ahead.
    """
    passed = now - moment
    if passed <= -JUST_NOW or passed >= _MONTH:
        return tr("on {date}").format(date=short_date(moment))
    if passed < JUST_NOW:
        return tr("just now")
    if passed < _HOUR:
        count = int(passed / _MINUTE)
        text = tr("{count} minutes ago", "", count, one="{count} minute ago")
    elif passed < _DAY:
        count = int(passed / _HOUR)
        text = tr("{count} hours ago", "", count, one="{count} hour ago")
    else:
        count = passed.days
        text = tr("{count} days ago", "", count, one="{count} day ago")
    return text.format(count=count)


def clock_time(moment: datetime, now: datetime) -> str:
    """A moment as "today, 09:41" or "12 Oct, 09:41", in local time."""
    local, today = local_time(moment), local_time(now)
    if local.date() == today.date():
        return tr("today, {time}").format(time=f"{local:%H:%M}")
    if local.year == today.year:
        return _day_and_time(local)
    return tr("{date}, {time}").format(date=short_date(moment), time=f"{local:%H:%M}")


def _day_and_time(local: datetime) -> str:
    text = tr("{day} {month}, {time}")
    month = tr(_MONTHS[local.month - 1])
    return text.format(day=local.day, month=month, time=f"{local:%H:%M}")


def at_time(moment: datetime, now: datetime) -> str:
    """When to come back: "14:05", or "12 Oct, 14:05" on another day, in local time.

    Both are aware times. Rounded up to the minute, so that nobody comes back too early.
    """
    local = local_time(min(moment, _LATEST) + _MINUTE - timedelta(microseconds=1))
    same_day = local.date() == local_time(now).date()
    return f"{local:%H:%M}" if same_day else _day_and_time(local)


def time_left(moment: datetime, now: datetime) -> str:
    """How long until `moment`: "25 seconds", "3 minutes", "2 hours", "1 second" at the least.

    Both are aware times. Rounded up, so that nobody is promised too much.
    """
    left = max(moment - now, _SECOND)
    for unit in (_DAY, _HOUR, _MINUTE):
        if left >= _KEEP_UNTIL * unit:
            return _span(-(-left // unit), unit)
    return _span(-(-left // _SECOND), _SECOND)


def ahead_or_behind(clock_off_ms: int | None) -> str:
    """Such as "12 minutes behind". Takes milliseconds, positive when the computer is behind."""
    if clock_off_ms is None:
        return tr("ahead or behind")
    span = _rounded(timedelta(milliseconds=abs(clock_off_ms)))
    text = tr("{span} behind") if clock_off_ms > 0 else tr("{span} ahead")
    return text.format(span=span)


def _rounded(off: timedelta) -> str:
    if off > _MANY_YEARS:
        return _span(round(off / _YEAR), _YEAR)
    for unit in (_DAY, _HOUR, _MINUTE):
        if off >= _KEEP_UNTIL * unit:
            return _span(round(off / unit), unit)
    return _span(max(1, round(off / _SECOND)), _SECOND)


def _span(count: int, unit: timedelta) -> str:
    if unit is _YEAR:
        text = tr("{count} years", "", count, one="{count} year")
    elif unit is _DAY:
        text = tr("{count} days", "", count, one="{count} day")
    elif unit is _HOUR:
        text = tr("{count} hours", "", count, one="{count} hour")
    elif unit is _MINUTE:
        text = tr("{count} minutes", "", count, one="{count} minute")
    else:
        text = tr("{count} seconds", "", count, one="{count} second")
    return text.format(count=count)
