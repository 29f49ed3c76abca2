"""How far a proof goes, in words: nowhere may the weaker grade read like the full one."""

from __future__ import annotations

from typing import assert_never

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


def unproven_remark(grade: Grade) -> str:
    """Follows the time of a good check; "" when it has proven all there is."""
    return "" if grade is Grade.FULL else tr(" · withdrawals not proven")
