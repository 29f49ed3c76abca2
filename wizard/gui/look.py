"""The look in force: which theme, which type sizes. Widgets follow its one signal."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from wizard.gui.tokens import DARK, LIGHT, Tokens, palette_of

GRID = 8
"""All distances are multiples of this many device-independent pixels, or half of it."""


class Scheme(StrEnum):
    """Which theme to show."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(float):
    """A size of the type scale, as a factor on the system's own text size."""


SIZE_CAPTION = TextSize(0.92)
SIZE_BODY = TextSize(1.0)
SIZE_LEAD = TextSize(1.12)
SIZE_HEADING = TextSize(1.28)
SIZE_TITLE = TextSize(1.85)


class Look(QObject):
    """The theme in force; `changed` is sent after the colours changed."""

    changed = Signal()

    def __init__(self, scheme: Scheme = Scheme.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self.tokens: Tokens = LIGHT
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    def choose(self, scheme: Scheme) -> None:
        """Show another theme from now on."""
        self._scheme = scheme
        self._apply()

    def _follow_system(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        dark = self._scheme is Scheme.DARK or (
            self._scheme is Scheme.SYSTEM
            and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        self.tokens = DARK if dark else LIGHT
        QApplication.setPalette(self.palette())
        self.changed.emit()

    def palette(self) -> QPalette:
        """The palette of the theme in force."""
        return palette_of(self.tokens)

    @staticmethod
    def font(size: TextSize, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The system's font in one of the scale's sizes."""
        font = QApplication.font()
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * size)
        else:
            font.setPixelSize(round(font.pixelSize() * size))
        font.setWeight(weight)
        return font
