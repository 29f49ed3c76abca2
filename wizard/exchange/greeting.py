"""Whether a venue answers at all, and how far the clocks are apart; asked in nobody's name."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from wizard.core.evidence import Greeting, Unanswered
from wizard.core.strict_json import JsonRejectedError, read_object
from wizard.exchange import diagnosis
from wizard.exchange.listed_requests import SERVER_TIME
from wizard.exchange.replies import Answer, Failure

if TYPE_CHECKING:  # it loads http.client and ssl, which the first window does not wait for
    from wizard.exchange.strict_transport import StrictConnection

_OK = 200


def greet(connection: StrictConnection, *, deadline_s: float) -> Greeting | Unanswered:
    """Ask for the exchange's clock. `deadline_s` is only for the words of a problem."""
    before = time.time()
    started = time.monotonic()
    reply = connection.send(SERVER_TIME, "", None, {})
    took_s = time.monotonic() - started
    if isinstance(reply, Failure) or reply.status != _OK:
        found = diagnosis.diagnose(reply, deadline_s=deadline_s)
        return Unanswered(found.problem)
    server_ms = _server_ms(reply)
    if server_ms is None:
        return diagnosis.unreadable(reply, "it is not the exchange's time")
    # The answer was made somewhere in between; half the way is the best guess.
    ours_ms = round((before + took_s / 2) * 1000)
    return Greeting(answered_ms=round(took_s * 1000), clock_off_ms=server_ms - ours_ms)


def _server_ms(reply: Answer) -> int | None:
    try:
        said = read_object(reply.body).get("serverTime")
    except JsonRejectedError:
        return None
    return said if type(said) is int else None
