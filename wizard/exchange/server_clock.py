"""Reading the exchange's clock out of its answer, and how far the computer's is off."""

from __future__ import annotations

from wizard.core.strict_json import JsonRejectedError, read_object
from wizard.exchange.replies import Answer

_OK = 200
# Longer ones are no times, and no length of time can be told from them.
_LATEST_MS = 2**53


def clock_off_ms(answer: Answer, *, asked_at: float, took_s: float) -> int | None:
    """How many milliseconds the computer's clock is behind the exchange's (negative: ahead).

    `asked_at` is the computer's time in seconds since the epoch when the question left, `took_s`
    how long the answer was under way. None when the answer tells no time.
    """
    try:
        server_ms = read_object(answer.body).get("serverTime")
    except JsonRejectedError:
        return None
    # Not isinstance: bool is an int in Python, and `true` must not pass as a time.
    if answer.status != _OK or type(server_ms) is not int or not 0 < server_ms <= _LATEST_MS:
        return None
    # The answer was made somewhere in between; half the way is the best guess.
    return server_ms - round((asked_at + took_s / 2) * 1000)
