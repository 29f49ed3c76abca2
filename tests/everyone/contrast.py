"""How far two colours are apart, as WCAG 2.2 counts it."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtGui import QColor


@cache
def contrast(one: str, other: str) -> float:
    """From 1 for the same colour up to 21 for black on white; both as #rrggbb."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@cache
def _luminance(name: str) -> float:
    colour = QColor(name)
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else math.pow((part + 0.055) / 1.055, 2.4)
