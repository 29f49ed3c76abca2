"""What a check reported, permission by permission, as rows to read."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from wizard.core.evidence import TestOrder
from wizard.core.facts import Fact, FactState, order_row
from wizard.core.key_story import latest_report, order_betrayed
from wizard.core.permissions import (
    IP_RESTRICTED,
    MUST_BE_OFF_IF_REPORTED,
    MUST_BE_REPORTED_OFF,
    READING,
    TRADING,
    label,
)
from wizard.core.saved_key import PastCheck, SavedKey, VerdictWord
from wizard.core.status import GONE
from wizard.core.time_words import JUST_NOW, ago
from wizard.core.venue import Grade
from wizard.core.wording import tr

_FIRST = (READING, TRADING, "enableWithdrawals")
_ORDER = (READING, *MUST_BE_REPORTED_OFF, *MUST_BE_OFF_IF_REPORTED, "enableFixReadOnly")


def report_heading(key: SavedKey, now: datetime) -> str:
    """When the newest report of a key was made, and whether it still holds; "" without a report.

    `now` is an aware time.
    """
    report, newest = latest_report(key), key.last_check
    if report is None or newest is None:
        return ""
    if newest is report:
        return tr("Permissions, reported {when}").format(when=ago(report.checked_at, now))
    is_new = abs(now - report.checked_at) < JUST_NOW
    when = tr("a moment ago") if is_new else ago(report.checked_at, now)
    return _not_since(newest).format(when=when)


def _not_since(newest: PastCheck) -> str:
    match newest.verdict:
        case VerdictWord.NOT_ACCEPTED if newest.problem_id in GONE:
            return tr("Permissions, reported {when}, before it was deleted")
        case VerdictWord.NOT_ACCEPTED:
            return tr("Permissions, reported {when}, before the exchange stopped accepting it")
        case VerdictWord.NOT_CHECKED | VerdictWord.READ_ONLY | VerdictWord.CAN_DO_MORE:
            return tr("Permissions, reported {when}, and not known since")
        case _:
            assert_never(newest.verdict)


def weaker_rows(key: SavedKey) -> tuple[Fact, ...]:
    """What is known of a key whose venue reports no permissions; () for other keys."""
    proof = key.last_proof
    if key.grade is Grade.FULL or proof is None:
        return ()
    if proof.verdict is VerdictWord.READ_ONLY:
        trading = Fact(label(TRADING), tr("a test order was refused"), FactState.GOOD)
    elif proof.verdict is VerdictWord.CAN_DO_MORE:
        trading = Fact(label(TRADING), tr("ON: a test order was accepted"), FactState.BAD)
    else:
        trading = Fact(label(TRADING), tr("not known"), FactState.UNKNOWN)
    return (
        trading,
        Fact(tr("Everything else"), tr("not reported by this site"), FactState.UNKNOWN),
    )


def short_rows(past: PastCheck) -> tuple[Fact, ...]:
    """The permissions that matter most, every other one that is on, and the rest."""
    flags = past.permissions or {}
    fields = [field for field in _reported(past) if field in _FIRST or flags[field]]
    others = Fact(tr("Everything else it reports"), tr("off"), FactState.GOOD)
    shown = tuple(_row(past, field) for field in fields)
    return shown if len(fields) == len(_reported(past)) else (*shown, others)


def all_rows(past: PastCheck) -> tuple[Fact, ...]:
    """Every permission that the exchange reported, unknown ones last under their own names."""
    return tuple(_row(past, field) for field in _reported(past))


def order_rows(past: PastCheck) -> tuple[Fact, ...]:
    """What became of the test order in a good check; () where the permissions said enough."""
    if past.verdict is not VerdictWord.READ_ONLY:
        return ()
    # A word that a later version may have written says nothing to this one.
    return (
        order_row(next((one for one in TestOrder if one == past.test_order), TestOrder.SILENT)),
    )


def restriction(past: PastCheck) -> str:
    """Where the key may be used from."""
    if (past.permissions or {}).get(IP_RESTRICTED, False):
        return tr("Works only from the IP addresses on your list")
    if past.verdict is VerdictWord.READ_ONLY:
        return tr("Works from every IP address: fine for a key that can only read")
    return tr("Works from every IP address")


def _reported(past: PastCheck) -> tuple[str, ...]:
    flags = past.permissions or {}
    known = [field for field in _ORDER if field in flags]
    return (*known, *sorted(set(flags) - set(known) - {IP_RESTRICTED}))


def _row(past: PastCheck, field: str) -> Fact:
    on = (past.permissions or {}).get(field, False)
    name = label(field)
    if field == READING:
        return Fact(name, tr("on") if on else tr("off"), FactState.GOOD if on else FactState.BAD)
    if field == TRADING and order_betrayed(past):
        return Fact(name, tr("off, but a test order was accepted"), FactState.BAD)
    if field in past.switched_on:
        return Fact(name, tr("ON"), FactState.BAD)
    return Fact(name, tr("on") if on else tr("off"), FactState.GOOD)
