"""Why a vault was locked, and after how long it is: in words."""

from __future__ import annotations

from enum import Enum, auto
from typing import assert_never

from PySide6.QtCore import QCoreApplication


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
            return _said("You locked it.")
        case LockReason.IDLE:
            if minutes is None or minutes == 1:
                return _said("It was locked after a minute without you.")
            return _said("It was locked after {0} minutes without you.").format(minutes)
        case LockReason.GOES_TO_SLEEP:
            return _said("It was locked because the computer went to sleep.")
        case LockReason.SLEPT:
            return _said("It was locked because the computer slept, or its clock was set.")
        case LockReason.SCREEN_LOCKED:
            return _said("It was locked because the screen was locked.")
        case _:
            assert_never(reason)


def choice_words(minutes: int | None) -> str:
    """One choice of the setting, to follow “Lock after”."""
    if minutes is None:
        return _said("Never by itself")
    return _said("1 minute") if minutes == 1 else _said("{0} minutes").format(minutes)


def _said(words: str) -> str:
    return QCoreApplication.translate("Lock", words)
