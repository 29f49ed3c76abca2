"""The look in force: which theme, which type sizes, whether things move. Widgets follow it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from wizard.core.appearance import Appearance, Motion
from wizard.core.appearance import Theme as Scheme
from wizard.gui.tokens import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Tokens, palette_of

__all__ = ["GRID", "Look", "Scheme", "TextSize"]

GRID = 8
"""All distances are multiples of this many device-independent pixels, or half of it."""

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_FadeTooltip,
)


class TextSize(float):
    """A size of the type scale, as a factor on the system's own text size."""


SIZE_CAPTION = TextSize(0.92)
SIZE_BODY = TextSize(1.0)
SIZE_LEAD = TextSize(1.12)
SIZE_HEADING = TextSize(1.28)
SIZE_TITLE = TextSize(1.85)


class Look(QObject):
    """The theme in force; `changed` is sent after colours, sizes or motion changed.

    `system_is_calm`: whether the system asks for less motion.
    """

    changed = Signal()

    def __init__(
        self,
        scheme: Scheme = Scheme.SYSTEM,
        parent: QObject | None = None,
        *,
        system_is_calm: bool = False,
    ) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._motion = Motion.SYSTEM
        self._system_is_calm = system_is_calm
        self._plain_font = QFont(QApplication.font())
        self._text_percent = 100
        self._effects = [one for one in _EFFECTS if QApplication.isEffectEnabled(one)]
        self.tokens: Tokens = LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._apply)
        hints.accessibility().contrastPreferenceChanged.connect(self._apply)
        self._apply()

    @property
    def moves(self) -> bool:
        """Whether anything may move."""
        return self._motion is Motion.SYSTEM and not self._system_is_calm

    def choose(self, scheme: Scheme) -> None:
        """Show another theme from now on."""
        self._scheme = scheme
        self._apply()

    def take(self, appearance: Appearance) -> None:
        """Look as somebody chose, at once."""
        self._scheme, self._motion = appearance.theme, appearance.motion
        if appearance.text_percent != self._text_percent:
            self._text_percent = appearance.text_percent
            QApplication.setFont(_scaled(self._plain_font, appearance.text_percent / 100))
        self._apply()

    def hear_of_motion(self, system_is_calm: bool) -> None:
        """The system asks for less motion, or for less no more."""
        if system_is_calm != self._system_is_calm:
            self._system_is_calm = system_is_calm
            self._apply()

    def _apply(self) -> None:
        self.tokens = _tokens_for(self._scheme)
        for effect in self._effects:
            QApplication.setEffectEnabled(effect, self.moves)
        QApplication.setPalette(self.palette())
        self.changed.emit()

    def palette(self) -> QPalette:
        """The palette of the theme in force."""
        return palette_of(self.tokens)

    @staticmethod
    def font(size: TextSize, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The system's font in one of the scale's sizes."""
        font = _scaled(QApplication.font(), size)
        font.setWeight(weight)
        return font


def _tokens_for(scheme: Scheme) -> Tokens:
    hints = QGuiApplication.styleHints()
    is_dark = hints.colorScheme() is Qt.ColorScheme.Dark
    match scheme:
        case Scheme.LIGHT:
            return LIGHT
        case Scheme.DARK:
            return DARK
        case Scheme.HIGH_CONTRAST:
            return HIGH_DARK if is_dark else HIGH_LIGHT
        case Scheme.SYSTEM:
            if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
                return HIGH_DARK if is_dark else HIGH_LIGHT
            return DARK if is_dark else LIGHT


def _scaled(plain: QFont, factor: float) -> QFont:
    font = QFont(plain)
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * factor)
    else:
        font.setPixelSize(round(font.pixelSize() * factor))
    return font
