"""What is on a screen can be told apart: words from their ground, and what has the focus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from tests.everyone.contrast import contrast
from tests.everyone.on_screen import named, stops
from tests.look.screen import Frame
from tests.look.screens import SCREENS
from wizard.gui.look import Look, Scheme
from wizard.gui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("qtbot")

_WORDS, _LARGE, _EDGES = 4.5, 3.0, 3.0  # WCAG 2.2: 1.4.3, 1.4.11
_LARGE_PT = 14.0  # and bold
_MARGIN = 4
_SCHEMES = (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST)


@pytest.mark.parametrize("scheme", _SCHEMES)
def test_every_word_stands_out_from_what_lies_under_it(
    frame: Frame, look: Look, scheme: Scheme
) -> None:
    look.choose(scheme)
    screens = SCREENS[::4] if scheme is Scheme.HIGH_CONTRAST else SCREENS
    seen = ((screen.name, frame.show_screen(screen)) for screen in screens)
    faults = [f"{name}: {fault}" for name, window in seen for fault in _pale_words(window)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scheme", _SCHEMES)
def test_the_focus_is_seen_wherever_it_is(frame: Frame, look: Look, scheme: Scheme) -> None:
    look.choose(scheme)
    seen = ((screen.name, frame.show_screen(screen)) for screen in SCREENS[:: _every(scheme)])
    faults = [f"{name}: {fault}" for name, window in seen for fault in _hidden_focus(window)]
    assert not faults, "\n".join(faults)


def _every(scheme: Scheme) -> int:
    """Which screens: a part of them, and of most themes a few; the widgets are the same."""
    return 3 if scheme is Scheme.LIGHT else 9


def _pale_words(window: QWidget) -> Iterator[str]:
    picture = window.grab().toImage()
    for text in window.findChildren(Text):
        box = QRect(text.mapTo(window, QPoint(0, 0)), text.size())
        shown = text.visibleRegion().boundingRect().size() == text.size()
        if not (text.isVisible() and shown and text.text()) or not _is_plain(text):
            continue
        ground = _ground(picture, box)
        font = text.font()
        is_large = font.pointSizeF() >= _LARGE_PT and font.bold()
        colours = {text.palette().windowText().color().name()}
        if "<a " in text.text() or "](" in text.text():
            colours.add(text.palette().link().color().name())
        for colour in colours:
            found = contrast(colour, ground)
            if found < (_LARGE if is_large else _WORDS):
                yield f"{named(text)}: {colour} on {ground} is {found:.1f}:1"


def _is_plain(label: QLabel) -> bool:
    return label.pixmap().isNull()


def _ground(picture: QImage, box: QRect) -> str:
    """The colour that most of this place has: what lies under the words."""
    across, down = max(1, box.width() // 20), max(1, box.height() // 8)
    counted = Counter(
        picture.pixelColor(x, y).name()
        for y in range(box.top(), box.bottom() + 1, down)
        for x in range(box.left(), box.right() + 1, across)
        if picture.rect().contains(x, y)
    )
    return counted.most_common(1)[0][0]


def _hidden_focus(window: QWidget) -> Iterator[str]:
    window.activateWindow()
    for widget in stops(window):
        if widget.visibleRegion().boundingRect().size() != widget.size():
            continue  # scrolled away; Tab brings it into sight
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        place = _place(widget, window)
        focused = window.grab(place).toImage()
        widget.clearFocus()
        QApplication.processEvents()
        plain = window.grab(place).toImage()
        changed = _changed(focused, plain)
        if changed < _round(widget):
            yield f"{named(widget)}: the focus changes only {changed} pixels well enough"


def _place(widget: QWidget, window: QWidget) -> QRect:
    grown = QSize(widget.width() + 2 * _MARGIN, widget.height() + 2 * _MARGIN)
    corner = widget.mapTo(window, QPoint(-_MARGIN, -_MARGIN))
    return QRect(corner, grown).intersected(window.rect())


def _round(widget: QWidget) -> int:
    """As many pixels as a thin line half way round it; in a table the line is around a row."""
    if isinstance(widget, QTableView):
        return widget.width()
    return min(widget.width() + widget.height(), 400)


def _changed(one: QImage, other: QImage) -> int:
    if one.size() != other.size():
        return 0
    first = one.convertToFormat(QImage.Format.Format_RGB32)
    second = other.convertToFormat(QImage.Format.Format_RGB32)
    a, b = bytes(first.constBits()), bytes(second.constBits())
    pairs = Counter(
        (a[at : at + 3], b[at : at + 3])
        for at in range(0, len(a), 4)
        if a[at : at + 3] != b[at : at + 3]
    )
    return sum(count for (x, y), count in pairs.items() if contrast(_name(x), _name(y)) >= _EDGES)


def _name(pixel: bytes) -> str:
    blue, green, red = pixel
    return QColor(red, green, blue).name()
