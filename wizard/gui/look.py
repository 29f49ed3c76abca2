"""The look in force: which theme, which type sizes, whether things move. Widgets follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from wizard.core.appearance import Appearance, Motion
from wizard.core.appearance import Theme as Scheme
from wizard.gui.tokens import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Tokens, palette_of

if TYPE_CHECKING:
    from PySide6.QtCore import Qt  # for the first picture it would load names for 25 ms

__all__ = ["GRID", "Look", "Scheme", "TextSize"]

GRID = 8
"""All distances are multiples of this many device-independent pixels, or half of it."""

_DARK_BELOW = 128  # of 255


class TextSize(float):
    """A size of the type scale, as a factor on the system's own text size."""


SIZE_CAPTION = TextSize(0.92)
SIZE_BODY = TextSize(1.0)
SIZE_LEAD = TextSize(1.12)
SIZE_HEADING = TextSize(1.28)
SIZE_TITLE = TextSize(1.85)


class Look(QObject):
    """The theme in force; `changed` is sent after colours, sizes or motion changed.

    The first picture shows what the system's palette looks like: Qt is asked by `settle`, and
    whenever it says that something is different.
    """

    changed = Signal()

    def __init__(self, scheme: Scheme = Scheme.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._motion = Motion.SYSTEM
        self._system_is_calm = False
        self._plain_font = QFont(QApplication.font())
        self._text_percent = 100
        self._effects: list[Qt.UIEffect] | None = None
        self._is_settled = False
        lightness = QGuiApplication.palette().window().color().lightness()
        self._began_dark = lightness < _DARK_BELOW
        self.tokens: Tokens = LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.settle)
        hints.accessibility().contrastPreferenceChanged.connect(self.settle)
        self._apply()

    @property
    def moves(self) -> bool:
        """Whether anything may move."""
        return self._motion is Motion.SYSTEM and not self._system_is_calm

    def settle(self) -> None:
        """Ask the system itself for its colours and its contrast."""
        self._is_settled = True
        self._apply()

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
        self.tokens = self._tokens()
        if not self.moves or self._effects is not None:
            self._move_or_not()
        QApplication.setPalette(self.palette())
        self.changed.emit()

    def _tokens(self) -> Tokens:
        match self._scheme:
            case Scheme.LIGHT:
                return LIGHT
            case Scheme.DARK:
                return DARK
            case Scheme.HIGH_CONTRAST:
                return HIGH_DARK if self._is_dark() else HIGH_LIGHT
            case Scheme.SYSTEM:
                if self._is_settled and _wants_contrast():
                    return HIGH_DARK if self._is_dark() else HIGH_LIGHT
                return DARK if self._is_dark() else LIGHT

    def _is_dark(self) -> bool:
        if not self._is_settled:
            return self._began_dark
        from PySide6.QtCore import Qt

        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _move_or_not(self) -> None:
        from PySide6.QtCore import Qt

        if self._effects is None:
            effect = Qt.UIEffect
            which = (
                *(effect.UI_AnimateMenu, effect.UI_AnimateCombo, effect.UI_AnimateTooltip),
                *(effect.UI_FadeMenu, effect.UI_FadeTooltip),
            )
            self._effects = [one for one in which if QApplication.isEffectEnabled(one)]
        for one in self._effects:
            QApplication.setEffectEnabled(one, self.moves)

    def palette(self) -> QPalette:
        """The palette of the theme in force."""
        return palette_of(self.tokens)

    @staticmethod
    def font(size: TextSize, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The system's font in one of the scale's sizes."""
        font = _scaled(QApplication.font(), size)
        font.setWeight(weight)
        return font


def _wants_contrast() -> bool:
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    # By two names: PySide6 6.11 forgets what belongs to an object that it forgets itself.
    accessibility = hints.accessibility()
    return accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast


def _scaled(plain: QFont, factor: float) -> QFont:
    font = QFont(plain)
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * factor)
    else:
        font.setPixelSize(round(font.pixelSize() * factor))
    return font
