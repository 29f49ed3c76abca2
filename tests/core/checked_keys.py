"""Saved keys with a made-up history, for tests of what is said about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from wizard.core.credentials import KeyKind
from wizard.core.permissions import (
    HARMLESS,
    MUST_BE_OFF_IF_REPORTED,
    MUST_BE_REPORTED_OFF,
    READING,
    TRADING,
)
from wizard.core.problems import ProblemId
from wizard.core.saved_key import PastCheck, SavedKey, VerdictWord
from wizard.core.venue import Grade, VenueId

NOW = datetime(2026, 11, 12, 9, 41, tzinfo=UTC)
WITHDRAWALS = "enableWithdrawals"
IP_LIST = "ipRestrict"

_OFF = dict.fromkeys((*MUST_BE_REPORTED_OFF, *MUST_BE_OFF_IF_REPORTED, *HARMLESS), False)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def read_only(at: datetime = NOW, /, **flags: bool) -> PastCheck:
    permissions = {READING: True, **_OFF, **flags}
    return PastCheck(at, VerdictWord.READ_ONLY, permissions, (), "refused", None)


def by_report(at: datetime = NOW, /, **flags: bool) -> PastCheck:
    """As good as a report can be, and no test order was tried."""
    return replace(read_only(at, **flags), test_order="off")


def can_do(*fields: str, at: datetime = NOW) -> PastCheck:
    permissions = {READING: True, **_OFF, **dict.fromkeys(fields, True)}
    return PastCheck(at, VerdictWord.CAN_DO_MORE, permissions, fields, "off", None)


def order_taken(at: datetime = NOW) -> PastCheck:
    permissions = {READING: True, **_OFF}
    return PastCheck(at, VerdictWord.CAN_DO_MORE, permissions, (TRADING,), "accepted", None)


def not_accepted(problem: ProblemId = ProblemId.KEY_UNKNOWN, at: datetime = NOW) -> PastCheck:
    return PastCheck(at, VerdictWord.NOT_ACCEPTED, None, (), "off", problem)


def not_checked(problem: ProblemId = ProblemId.NO_NETWORK, at: datetime = NOW) -> PastCheck:
    return PastCheck(at, VerdictWord.NOT_CHECKED, None, (), "off", problem)


def saved_key(name: str, *history: PastCheck, venue: VenueId = VenueId.BINANCE_COM) -> SavedKey:
    """A key with this history, newest first; its record id is `id-` and its name."""
    return SavedKey(
        record_id=f"id-{name}",
        name=name,
        venue=venue,
        kind=KeyKind.HMAC,
        api_key=f"{'x' * 60}{name[-4:]:0>4}",
        created_at=days_ago(31),
        grade=Grade.FULL,
        first_seen_created_ms=1,
        history=history,
    )


@dataclass(frozen=True)
class Rechecked:
    key: SavedKey
    before: PastCheck | None


def rechecked(name: str, now: PastCheck, *history: PastCheck) -> Rechecked:
    key = saved_key(name, now, *history)
    return Rechecked(key, replace(key, history=history).last_proof)
