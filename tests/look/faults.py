"""What is wrong with a screen as it is laid out: cut words, widgets that cover each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from wizard.gui.widgets.drawings import Illustration

_SLACK = 1  # pixels that rounding may cost


def faults_of(shown: QWidget) -> list[str]:
    """What is cut off or covered in a window or dialog, in words; empty when all is well."""
    widgets = [one for one in shown.findChildren(QWidget) if one.isVisible()]
    faults = [] if widgets else ["nothing is on the screen"]
    for widget in widgets:
        faults += [f"{_name(widget)}: {fault}" for fault in _faults(widget, shown)]
    return faults + list(_covered(widgets, shown))


def place_in(widget: QWidget, window: QWidget) -> QRect:
    """Where a widget is in the window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _name(widget: QWidget) -> str:
    words = "" if isinstance(widget, QLineEdit) else str(widget.property("text") or "")
    if isinstance(widget, QLabel):
        words = widget.text()
    return f"{type(widget).__name__} {widget.objectName()} “{words[:40]}”"


def _faults(widget: QWidget, window: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractScrollArea) and widget.horizontalScrollBar().isVisible():
        yield "scrolls sideways"
    if isinstance(widget, QScrollArea):
        content = widget.widget()
        if content is not None and content.width() > widget.viewport().width():
            yield "cut at the side"
    if not isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return
    place = place_in(widget, window)
    if place.left() < 0 or place.right() >= window.width() + _SLACK:
        yield f"sticks out of the window, from {place.left()} to {place.right()}"
    if isinstance(widget, QLabel) and not isinstance(widget, Illustration):
        yield from _cut_words(widget)
    elif isinstance(widget, QPushButton | QLineEdit):
        least = widget.sizeHint() if isinstance(widget, QPushButton) else widget.minimumSizeHint()
        if widget.height() < least.height() - _SLACK or widget.width() < least.width() - _SLACK:
            yield f"{widget.width()} x {widget.height()}, needs {least.width()} x {least.height()}"


def _cut_words(label: QLabel) -> Iterator[str]:
    if not label.pixmap().isNull():
        return
    needed = label.sizeHint().height()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        longest = label.minimumSizeHint().width()
    else:
        longest = label.sizeHint().width()
    if label.height() < needed - _SLACK:
        yield f"{label.height()} px high, needs {needed}"
    if label.width() < longest - _SLACK:
        yield f"{label.width()} px wide, needs {longest}"


def _covered(widgets: list[QWidget], window: QWidget) -> Iterator[str]:
    """Pairs that lie on each other though neither holds the other."""
    single = [
        one
        for one in widgets
        if isinstance(one, QLabel | QAbstractButton | QLineEdit) and one.text()
    ]
    places = {one: place_in(one, window) for one in single}
    for one, other in combinations(single, 2):
        if one.parentWidget() is not other.parentWidget():
            continue  # where a scrolled area ends the next one begins
        both = places[one].intersected(places[other])
        if both.width() > _SLACK and both.height() > _SLACK:
            yield f"{_name(one)} and {_name(other)} cover each other"
