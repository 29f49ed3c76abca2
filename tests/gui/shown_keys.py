"""Rows for the saved keys' screen, with the status that the rules give them."""

from __future__ import annotations

from tests.core.checked_keys import (
    NOW,
    can_do,
    days_ago,
    not_accepted,
    not_checked,
    read_only,
    saved_key,
)
from wizard.core.credentials import KeyKind
from wizard.core.permissions import TRADING
from wizard.core.saved_key import PastCheck, PendingKey
from wizard.core.status import status_of
from wizard.core.venue import VenueId
from wizard.gui.pages.home import KeyRow


def row(name: str, *history: PastCheck, busy: bool = False) -> KeyRow:
    key = saved_key(name, *history)
    status = status_of(key, in_this_session=True, now=NOW)
    return KeyRow(key, status, "Binance.com", busy)


def four_rows() -> list[KeyRow]:
    old = read_only(days_ago(11))
    return [
        row("Anything Crypto", read_only(), old),
        row("Tax report", can_do(TRADING), old),
        row("Old laptop", not_accepted(), old),
        row("Family", not_checked(), read_only(days_ago(2)), old),
    ]


def many_rows(count: int) -> list[KeyRow]:
    return [row(f"Key {number}", read_only(), read_only(days_ago(1))) for number in range(count)]


def pending_key(name: str, replaces: str | None = None) -> PendingKey:
    return PendingKey(
        f"id-{name}", name, VenueId.BINANCE_COM, KeyKind.HMAC, "y" * 64, NOW, replaces
    )
