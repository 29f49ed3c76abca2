"""How far a proof goes, in words: nowhere may the weaker grade read like the full one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from wizard.core.evidence import TestOrder
from wizard.core.saved_key import PastCheck, SavedKey, VerdictWord
from wizard.core.venue import Grade
from wizard.core.wording import QT_TR_NOOP, tr

NOT_PROVEN_OFF = QT_TR_NOOP("That withdrawals are off cannot be proven at Binance.US.")
"""Goes with every word that the weaker grade gets; in English."""


def not_proven_off() -> str:
    """The same in the language that is spoken."""
    return tr(NOT_PROVEN_OFF)


def proven_word(grade: Grade) -> str:
    """What a good check has proven, in a word or two."""
    match grade:
        case Grade.FULL:
            return tr("Read-only")
        case Grade.TRADING_ONLY:
            return tr("Cannot trade")
        case _:
            assert_never(grade)


def proven_once_word(grade: Grade) -> str:
    """The same of an older check."""
    match grade:
        case Grade.FULL:
            return tr("Read-only when last checked")
        case Grade.TRADING_ONLY:
            return tr("Could not trade when last checked")
        case _:
            assert_never(grade)


def proven_adjective(grade: Grade) -> str:
    """What a key is, as far as a good check has proven it; within a sentence."""
    return tr("read-only") if grade is Grade.FULL else tr("unable to trade")


def unproven_remark(key: SavedKey, past: PastCheck) -> str:
    """Follows the time of a good check; "" when it has proven all there is."""
    if key.grade is not Grade.FULL:
        return tr(" · withdrawals not proven")
    return tr(" · by its report alone") if by_report_alone(past) else ""


def by_report_alone(past: PastCheck) -> bool:
    """Whether a good check had no second witness: no test order was refused."""
    is_good = past.verdict is VerdictWord.READ_ONLY
    return is_good and past.permissions is not None and past.test_order != TestOrder.REFUSED


def no_order_refused() -> str:
    """Goes with the word for such a check."""
    return tr("No test order was refused, so this rests on the exchange's report alone.")


def less_proven(keys: Sequence[SavedKey]) -> str:
    """What the newest checks of keys that are all right have not proven; "" when nothing."""
    weaker = sum(key.grade is not Grade.FULL for key in keys)
    alone = sum(key.last_check is not None and by_report_alone(key.last_check) for key in keys)
    parts = []
    if weaker and weaker < len(keys):
        text = tr(
            "{count} of them are proven less far.",
            "",
            weaker,
            one="{count} of them is proven less far.",
        )
        parts.append(text.format(count=weaker))
    if weaker:
        parts.append(not_proven_off())
    if alone and alone == len(keys):
        parts.append(no_order_refused())
    elif alone:
        text = tr(
            "For {count} of them no test order was refused: only the exchange's report says so.",
            "",
            alone,
        )
        parts.append(text.format(count=alone))
    return " ".join(parts)
