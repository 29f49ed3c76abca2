"""A verdict as a person at a terminal reads it, permission by permission."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from wizard.cli.columns import aligned
from wizard.core.credentials import last4
from wizard.core.evidence import TestOrder
from wizard.core.outcome_words import box
from wizard.core.permissions import HARMLESS, READING, label
from wizard.core.saved_key import VerdictWord
from wizard.core.status import named_fields
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly, Verdict

_HEADS = {
    VerdictWord.READ_ONLY: "Read-only",
    VerdictWord.CAN_DO_MORE: "CAN DO MORE than read",
    VerdictWord.NOT_ACCEPTED: "Not accepted",
    VerdictWord.NOT_CHECKED: "Not checked",
}
_ORDERS = {
    TestOrder.REFUSED: "refused, as it should be",
    TestOrder.ACCEPTED: "accepted: this key can trade",
    TestOrder.SILENT: "no clear answer",
    TestOrder.OFF: "not tried",
}


def head(word: VerdictWord) -> str:
    """A verdict in a few words."""
    return _HEADS[word]


def key_ending(api_key: str) -> str:
    """The API key as it may be shown."""
    return f"key ending in {last4(api_key)}"


def verdict_text(verdict: Verdict) -> str:
    """The facts and what they mean; "" where a problem says it all."""
    match verdict:
        case ReadOnly(evidence):
            facts = _facts(evidence.permissions.flags, (), evidence.test_order)
            return f"{facts}\n\nThis key can read and do nothing else."
        case CanDoMore(evidence, switched_on):
            facts = _facts(evidence.permissions.flags, switched_on, evidence.test_order)
            return f"{facts}\n\n{mending(verdict)}"
        case NotAccepted() | NotChecked():
            return ""
        case _:
            assert_never(verdict)


def mending(verdict: CanDoMore) -> str:
    """What to do about permissions that are on."""
    switched_on = verdict.switched_on
    are = "is" if len(switched_on) == 1 else "are"
    if not verdict.evidence.permissions.switched_on:
        return (
            "The exchange says that trading is off, and yet it took a test order.\n"
            "What to do: do not use this key; delete it at the exchange and create a new one."
        )
    boxes = " and ".join(f"“{box(field)}”" for field in switched_on)
    return (
        f"This key can do more than read: {named_fields(switched_on)} {are} on.\n"
        "Whoever has the key can use that.\n"
        "What to do: on the exchange's API page choose “Edit restrictions”, "
        f"untick {boxes}, save, then check again."
    )


def _facts(flags: Mapping[str, bool], switched_on: tuple[str, ...], order: TestOrder) -> str:
    rows = [_row(READING, flags.get(READING, False), "")]
    # A test order that was accepted puts a field among them that the exchange calls off.
    rows += [_row(field, flags.get(field, False), "must be off") for field in switched_on]
    rows += [
        _row(field, on, "")
        for field, on in flags.items()
        if field not in {READING, *HARMLESS, *switched_on}
    ]
    rows += [_row(field, flags[field], "") for field in HARMLESS if field in flags]
    bad = order is TestOrder.ACCEPTED
    rows.append(("!" if bad else " ", "Test order", _ORDERS[order], ""))
    return aligned(rows)


def _row(field: str, on: bool, remark: str) -> tuple[str, str, str, str]:
    return ("!" if remark else " ", label(field), "on" if on else "off", remark)
