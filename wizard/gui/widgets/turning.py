"""Things side by side where there is room, and one below the other where there is not."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget


def turn(layout: QBoxLayout, widget: QWidget, characters: int) -> bool:
    """Lay out side by side when `widget` is at least so many characters wide; True when it is.

    Counting in characters makes large text turn earlier, as a narrow window does.
    """
    # Not by the widget's own font: that follows a new text size a little later.
    letters = QFontMetrics(QApplication.font())
    across = widget.width() / max(1, letters.averageCharWidth())
    wide = across >= characters
    side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
    layout.setDirection(side if wide else below)
    return wide
