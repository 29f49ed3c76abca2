"""Why a vault was locked, and after how long it is: in words."""

from __future__ import annotations

from enum import Enum, auto
from typing import assert_never

from wizard.core.wording import tr


class LockReason(Enum):
    """What locked a vault."""

    BY_HAND = auto()
    IDLE = auto()
    GOES_TO_SLEEP = auto()
    SLEPT = auto()
    SCREEN_LOCKED = auto()


def reason_words(reason: LockReason, minutes: int | None) -> str:
    """One sentence; `minutes` is what was chosen for IDLE."""
    match reason:
        case LockReason.BY_HAND:
            return tr("You locked it.")
        case LockReason.IDLE:
            count = minutes or 1
            return tr(
                "It was locked after {count} minutes without you.",
                "",
                count,
                one="It was locked after a minute without you.",
            ).format(count=count)
        case LockReason.GOES_TO_SLEEP:
            return tr("It was locked because the computer went to sleep.")
        case LockReason.SLEPT:
            return tr("It was locked because the computer slept, or its clock was set.")
        case LockReason.SCREEN_LOCKED:
            return tr("It was locked because the screen was locked.")
        case _:
            assert_never(reason)


def choice_words(minutes: int | None) -> str:
    """One choice of the setting, to follow “Lock after”."""
    if minutes is None:
        return tr("Never by itself")
    return tr("{count} minutes", "", minutes, one="{count} minute").format(count=minutes)
