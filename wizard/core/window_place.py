"""Where a window was, and where one may open: rectangles of pixels, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_PLACE = ("left", "top", "width", "height")
_FARTHEST = 1 << 16  # pixels; what lies beyond is no screen
# As much of a title bar as somebody needs to take hold of.
_GRIP_WIDTH, _GRIP_HEIGHT = 120, 24


# Not a dataclass: to load their library takes a fiftieth of the start.
class Box(NamedTuple):
    """A rectangle on the desktop, in device-independent pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column that is not in it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first row that is not in it."""
        return self.top + self.height

    def overlap(self, other: Box) -> int:
        """How many pixels lie in both."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, across) * max(0, down)


class WindowPlace(NamedTuple):
    """Where a window was when it was not maximised, and whether it was."""

    box: Box
    is_maximised: bool = False

    def to_text(self) -> str:
        """As JSON, for `read_place`."""
        fields: dict[str, int | bool] = dict(zip(_PLACE, self.box, strict=True))
        import json

        return json.dumps({**fields, "maximised": self.is_maximised}, sort_keys=True)


def read_place(text: str) -> WindowPlace | None:
    """What `to_text` wrote; None for anything else: then a window opens as for the first time."""
    from wizard.core.strict_json import JsonRejectedError, read_object  # who comes back waits

    try:
        fields = read_object(text.encode())
    except (JsonRejectedError, UnicodeEncodeError):
        return None
    numbers: list[int] = []
    for name in _PLACE:
        number = fields.get(name)
        if type(number) is not int or abs(number) > _FARTHEST:
            return None
        numbers.append(number)
    maximised = fields.get("maximised")
    if not isinstance(maximised, bool):
        return None
    return WindowPlace(Box(*numbers), maximised)


def place_for(
    before: WindowPlace | None, screens: Sequence[Box], usual: tuple[int, int], frame: int
) -> WindowPlace:
    """Where to open a window: where it was, as far as that is on a screen today.

    `screens`: the usable parts of all screens, the one with the pointer first. `usual`: width and
    height of a first window. `frame`: what a window manager adds above.
    """
    if before is None or not _can_be_grasped(before.box, screens):
        width, height = usual if before is None else (before.box.width, before.box.height)
        box = _centred(width, height, screens[0], frame)
        return WindowPlace(box, before is not None and before.is_maximised)
    screen = max(screens, key=before.box.overlap)
    return WindowPlace(_inside(before.box, screen, frame), before.is_maximised)


def _can_be_grasped(box: Box, screens: Sequence[Box]) -> bool:
    """Whether enough of its upper edge is on one of the screens."""
    edge = Box(box.left, box.top, box.width, _GRIP_HEIGHT)
    return any(edge.overlap(screen) >= _GRIP_WIDTH * _GRIP_HEIGHT for screen in screens)


def _centred(width: int, height: int, screen: Box, frame: int) -> Box:
    width, height = min(width, screen.width), min(height, screen.height - frame)
    left = screen.left + (screen.width - width) // 2
    top = screen.top + frame + (screen.height - frame - height) // 2
    return Box(left, top, width, height)


def _inside(box: Box, screen: Box, frame: int) -> Box:
    width, height = min(box.width, screen.width), min(box.height, screen.height - frame)
    left = max(screen.left, min(box.left, screen.right - width))
    top = max(screen.top + frame, min(box.top, screen.bottom - height))
    return Box(left, top, width, height)
