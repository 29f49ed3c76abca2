"""Until when the exchange wants no more questions."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from wizard.exchange.error_body import banned_until_ms
from wizard.exchange.replies import Answer

_WITHOUT_HINT_S = 60
_SPELLED_OUT = re.compile(r"[0-9]{1,9}")
# The longest ban there is: documentation, autumn 2026. Whoever says more is not believed.
LONGEST_PAUSE = timedelta(days=3)


def pause_until(answer: Answer, now: datetime) -> datetime:
    """When to ask again: the later of what the headers and the words say, 3 days at most.

    `now` is an aware UTC time, and so is the answer.
    """
    until = now + timedelta(seconds=seconds_to_wait(answer.retry_after))
    spelled_out_ms = banned_until_ms(answer)
    if spelled_out_ms is not None:
        until = max(until, datetime.fromtimestamp(spelled_out_ms / 1000, UTC))
    return min(until, now + LONGEST_PAUSE)


def seconds_to_wait(retry_after: str | None) -> int:
    """From a Retry-After header. Without one, or with 0 as seen at times: 60 s."""
    if retry_after is None or _SPELLED_OUT.fullmatch(retry_after.strip()) is None:
        return _WITHOUT_HINT_S
    return int(retry_after) or _WITHOUT_HINT_S
