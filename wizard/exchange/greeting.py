"""Whether a venue answers at all, and how far the clocks are apart; asked in nobody's name."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from wizard.core.evidence import Greeting, Unanswered
from wizard.exchange import diagnosis
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.listed_requests import SERVER_TIME
from wizard.exchange.replies import Failure
from wizard.exchange.server_clock import clock_off_ms

if TYPE_CHECKING:  # it loads http.client and ssl, which the first window does not wait for
    from wizard.exchange.strict_transport import StrictConnection

_OK = 200


def greet(connection: StrictConnection, asked: Circumstances) -> Greeting | Unanswered:
    """Ask for the exchange's clock."""
    asked_at, started = time.time(), time.monotonic()
    reply = connection.send(SERVER_TIME, "", None, {})
    took_s = time.monotonic() - started
    if isinstance(reply, Failure) or reply.status != _OK:
        found = diagnosis.diagnose(reply, asked)
        return found if isinstance(found, Unanswered) else Unanswered(found.problem)
    off_ms = clock_off_ms(reply, asked_at=asked_at, took_s=took_s)
    if off_ms is None:
        return diagnosis.unreadable(reply, "it is not the exchange's time")
    return Greeting(answered_ms=round(took_s * 1000), clock_off_ms=off_ms)
