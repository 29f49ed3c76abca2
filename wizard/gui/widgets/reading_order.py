"""Tab and screen readers go through a page as it is laid out, whatever was made first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QWidget


def read_in_order(root: QWidget) -> None:
    """Let what lies in `root` be reached in the order of its layouts, from top to bottom.

    Qt goes by when each widget came to the window, and parts that are added later come last.
    Call it again when parts were added, or changed places.
    """
    stops = []
    for widget in _laid_out(root):
        # Among brothers and sisters the last one raised is the last one read; none overlap here.
        widget.raise_()
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
            stops.append(widget)
    if not stops:
        return
    foremost = _foremost(stops, root.window())
    if foremost is not stops[0]:
        # Qt's ring can only be changed behind something: behind it first, then the other way.
        QWidget.setTabOrder(foremost, stops[0])
        QWidget.setTabOrder(stops[0], foremost)
    for before, widget in pairwise(stops):
        QWidget.setTabOrder(before, widget)


def _foremost(stops: list[QWidget], window: QWidget) -> QWidget:
    """Which of these Tab comes to first, seen from the window."""
    wanted = set(stops)
    here = window.nextInFocusChain()
    while here is not None and here is not window and here not in wanted:
        here = here.nextInFocusChain()
    return here if here in wanted and here is not None else stops[0]


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    for child in _children(widget):
        yield child
        yield from _laid_out(child)


def _children(widget: QWidget) -> list[QWidget]:
    layout = widget.layout()
    if layout is not None:
        return list(_widgets_of(layout))
    if isinstance(widget, QAbstractScrollArea):
        inside = widget.widget() if isinstance(widget, QScrollArea) else None
        return [] if inside is None else [inside]
    # A field's own button, for instance, has its place without a layout.
    only = Qt.FindChildOption.FindDirectChildrenOnly
    return [one for one in widget.findChildren(QWidget, options=only) if not one.isWindow()]


def _widgets_of(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = None if item is None else item.widget()
        within = None if item is None else item.layout()
        if widget is not None:
            yield widget
        elif within is not None:
            yield from _widgets_of(within)
