"""What can be used and read on a screen that is shown, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QScrollArea, QWidget

_SLACK = 3  # device-independent pixels that a line may be uneven


def controls(window: QWidget) -> list[QWidget]:
    """Everything that can be used now: it is seen, it can be pressed or filled in."""
    return [one for one in window.findChildren(QWidget) if _takes_tab(one, window)]


def stops(window: QWidget) -> list[QWidget]:
    """Where the Tab key has to stop: of several ways to choose only the chosen one."""
    return [one for one in controls(window) if not _another_way(one)]


def named(widget: QWidget | None) -> str:
    """A widget for a message of a test."""
    if widget is None:
        return "nothing"
    words = widget.accessibleName() or str(widget.property("text") or "")
    return f"{type(widget).__name__} {widget.objectName()} “{words[:40]}”"


def out_of_order(widgets: Sequence[QWidget], window: QWidget) -> list[str]:
    """Where one of these comes after another that stands below it, or right of it in its line."""
    return [
        f"{named(b)} after {named(a)}" for a, b in pairwise(widgets) if _goes_back(a, b, window)
    ]


def _takes_tab(widget: QWidget, window: QWidget) -> bool:
    policy = widget.focusPolicy()
    can_be_used = widget.isVisible() and widget.isEnabled() and widget.window() is window
    return bool(policy & Qt.FocusPolicy.TabFocus) and can_be_used and widget.focusProxy() is None


def _another_way(widget: QWidget) -> bool:
    if not isinstance(widget, QRadioButton) or widget.isChecked():
        return False
    group: QButtonGroup | None = widget.group()
    ways: Iterable[QAbstractButton] = () if group is None else group.buttons()
    return any(way.isChecked() for way in ways)


def _goes_back(first: QWidget, second: QWidget, window: QWidget) -> bool:
    if first.isAncestorOf(second):
        return False  # an eye in its field
    one, other = _boxes(first, second, window)
    if other.left() >= one.right() - _SLACK and other.top() < one.bottom():
        return False  # beside it
    if other.left() >= one.right() - _SLACK:
        return False  # below, and to the right
    is_above = other.bottom() <= one.top() + _SLACK
    in_line = other.center().y() < one.bottom() - _SLACK
    begins_above = other.top() <= one.top() + _SLACK
    return is_above or (in_line and begins_above and other.right() <= one.left() + _SLACK)


def _boxes(first: QWidget, second: QWidget, window: QWidget) -> tuple[QRect, QRect]:
    """Where both stand; what only one of them can be scrolled in counts as a whole."""
    mine, its = _area(first, window), _area(second, window)
    if mine is its:
        return _box(first, window), _box(second, window)
    one = mine if mine is not None else first
    other = its if its is not None else second
    return _box(one, window), _box(other, window)


def _area(widget: QWidget, window: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QScrollArea):
            return parent
        parent = parent.parentWidget()
    return None


def _box(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
