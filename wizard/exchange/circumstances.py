"""What a diagnosis needs to know besides the reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from wizard.core.credentials import KeyKind
from wizard.core.proxy import Proxy
from wizard.core.venue import Venue


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who was asked, with which kind of key, and for how long at most.

    `clock` gives aware UTC times; it is read when an answer has come, because a wait that the
    exchange asks for begins there.
    `clock_off_ms` is how far the computer's clock is behind the exchange's (negative: ahead),
    None if that is not known. `kind` is None for a question asked in nobody's name. `proxy` was
    chosen and gone through; `proxy_not_used` is one that the environment names.
    """

    venue: Venue
    deadline_s: float
    clock: Callable[[], datetime]
    kind: KeyKind | None = None
    clock_off_ms: int | None = None
    proxy: Proxy | None = None
    proxy_not_used: Proxy | None = None
