"""The measure of a page: how wide a column of text is, and where it begins."""

from __future__ import annotations

from wizard.gui.look import GRID

MARGIN = 5 * GRID
WIDEST = 760
PAGE_TOP = 3 * GRID
"""What stays free above the first thing on a page."""

SCROLL_BAR = 14
"""The width of a scroll bar; pages keep its place free."""

_SMALL_MARGIN = 2 * GRID
_NARROW = 64 * GRID


def least_edges() -> int:
    """How much of a narrow page its margins take."""
    return 2 * _SMALL_MARGIN


def edges(room: int, *, centred: bool) -> tuple[int, int]:
    """Where the column begins in so much room, and how wide it is; both in pixels."""
    margin = MARGIN if room >= _NARROW else _SMALL_MARGIN
    across = max(0, min(WIDEST, room - 2 * margin))
    return ((room - across) // 2 if centred else margin), across
