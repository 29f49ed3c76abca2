"""A verdict as a person at a terminal reads it, permission by permission."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from wizard.cli.columns import aligned
from wizard.core.credentials import last4
from wizard.core.evidence import Evidence, TestOrder
from wizard.core.grade_words import NOT_PROVEN_OFF, by_report_alone, no_order_refused, proven_word
from wizard.core.outcome_words import box
from wizard.core.permissions import (
    HARMLESS,
    MUST_BE_OFF_IF_REPORTED,
    MUST_BE_REPORTED_OFF,
    READING,
    label,
)
from wizard.core.saved_key import PastCheck, SavedKey, VerdictWord
from wizard.core.status import named_fields
from wizard.core.venue import Grade
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly, Verdict

_HEADS = {
    VerdictWord.CAN_DO_MORE: "CAN DO MORE than read",
    VerdictWord.NOT_ACCEPTED: "Not accepted",
    VerdictWord.NOT_CHECKED: "Not checked",
}
_PROVEN = """\
This key can read; everything else that the exchange reports is off.{order}
It does not report “Alpha Withdrawals” and “Prediction Trading”: only you can see on its
page that these two boxes are unticked."""
_PROVEN_LESS = f"""\
This key cannot trade: the exchange refused a test order.
{NOT_PROVEN_OFF} Only you can see on its page that
“Enable Withdrawals” is not ticked."""
_BAD, _FINE = "!", " "
_ORDERS = {
    TestOrder.REFUSED: "refused, as it should be",
    TestOrder.ACCEPTED: "accepted: this key can trade",
    TestOrder.SILENT: "no clear answer",
    TestOrder.OFF: "not tried",
}


def head(word: VerdictWord, grade: Grade) -> str:
    """A verdict in a few words; a good one says no more than `grade` proves."""
    return proven_word(grade) if word is VerdictWord.READ_ONLY else _HEADS[word]


def found_words(key: SavedKey, past: PastCheck) -> str:
    """A check of a saved key in a few words, also where a good one had no second witness."""
    found = head(past.verdict, key.grade)
    is_less = key.grade is Grade.FULL and by_report_alone(past)
    return f"{found} by its report alone" if is_less else found


def key_ending(api_key: str) -> str:
    """The API key as it may be shown."""
    return f"key ending in {last4(api_key)}"


def verdict_text(verdict: Verdict) -> str:
    """The facts and what they mean; "" where a problem says it all."""
    match verdict:
        case ReadOnly(evidence, grade):
            proven = (
                _PROVEN_LESS if grade is not Grade.FULL else _PROVEN.format(order=_alone(evidence))
            )
            return f"{_facts(evidence, ())}\n\n{proven}"
        case CanDoMore(evidence, switched_on):
            return f"{_facts(evidence, switched_on)}\n\n{mending(verdict)}"
        case NotAccepted() | NotChecked():
            return ""
        case _:
            assert_never(verdict)


def _alone(evidence: Evidence) -> str:
    return "" if evidence.test_order is TestOrder.REFUSED else f"\n{no_order_refused()}"


def _facts(evidence: Evidence, switched_on: tuple[str, ...]) -> str:
    if evidence.permissions is None:
        mark = _BAD if evidence.test_order is TestOrder.ACCEPTED else _FINE
        rows = [
            (f"{_FINE} Permissions", "not reported by this site"),
            (f"{mark} Test order", _ORDERS[evidence.test_order]),
        ]
        return aligned(rows)
    return facts_text(evidence.permissions.flags, switched_on, evidence.test_order)


def mending(verdict: CanDoMore) -> str:
    """What to do about permissions that are on."""
    switched_on = verdict.switched_on
    are = "is" if len(switched_on) == 1 else "are"
    if verdict.evidence.permissions is None:
        return (
            "This key can trade: a test order was accepted.\n"
            "Whoever has the key can use that.\n"
            "What to do: on the exchange's API page edit the key, untick trading, "
            "look that only reading is ticked, save, then try again."
        )
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
        f"untick {boxes}, save, then try again."
    )


def facts_text(flags: Mapping[str, bool], switched_on: tuple[str, ...], order: TestOrder) -> str:
    """One line for each permission, those that must not be on first, and the test order."""
    known = [field for field in (*MUST_BE_REPORTED_OFF, *MUST_BE_OFF_IF_REPORTED) if field in flags]
    harmless = [field for field in HARMLESS if field in flags]
    unknown = sorted(set(flags).difference(known, harmless, [READING]))
    others = [field for field in (*known, *unknown) if field not in switched_on]
    rows = [
        _row(field, on=flags.get(field, False), bad=field in switched_on)
        for field in (READING, *switched_on, *others, *harmless)
    ]
    mark = _BAD if order is TestOrder.ACCEPTED else _FINE
    return aligned([*rows, (f"{mark} Test order", _ORDERS[order])])


def _row(field: str, *, on: bool, bad: bool) -> tuple[str, str]:
    said = "on" if on else "off"
    if bad:
        # An accepted test order puts a field among the bad ones that the exchange calls off.
        said += ", but must be off" if on else ", as the exchange says"
    return (f"{_BAD if bad else _FINE} {label(field)}", said)
