"""Every screen there is, in the order of the contact sheet."""

from __future__ import annotations

from tests.look import (
    about_screens,
    check_screens,
    dialog_screens,
    first_screens,
    guide_screens,
    home_screens,
    pair_screens,
)
from tests.look.screen import Screen

SCREENS: tuple[Screen, ...] = (
    *first_screens.SCREENS,
    *guide_screens.SCREENS,
    *pair_screens.SCREENS,
    *check_screens.SCREENS,
    *home_screens.SCREENS,
    *dialog_screens.SCREENS,
    *about_screens.SCREENS,
)
