"""Every colour of words can be read on every surface that words lie on, in both themes."""

import math
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor

from wizard.gui.tokens import DARK, DRAWN, LIGHT, Tokens, recoloured

_WORDS = ("text", "muted", "accent", "accent_hover", "good", "bad", "warn")
_SURFACES = ("window", "panel", "accent_soft", "good_soft", "bad_soft", "warn_soft")
_ENOUGH = 4.5  # WCAG 2.2, contrast (minimum), for text of ordinary size


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else math.pow((part + 0.055) / 1.055, 2.4)


def _luminance(name: str) -> float:
    colour = QColor(name)
    red, green, blue = colour.redF(), colour.greenF(), colour.blueF()
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("surface", _SURFACES)
@pytest.mark.parametrize("words", _WORDS)
def test_words_can_be_read(tokens: Tokens, words: str, surface: str) -> None:
    assert _contrast(getattr(tokens, words), getattr(tokens, surface)) >= _ENOUGH


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_main_button_can_be_read(tokens: Tokens) -> None:
    assert _contrast(tokens.on_accent, tokens.accent) >= _ENOUGH
    assert _contrast(tokens.on_accent, tokens.accent_hover) >= _ENOUGH
    assert _contrast(tokens.muted, tokens.line) >= 3, "a button that is switched off"


def test_a_drawing_takes_every_colour_of_the_theme() -> None:
    names = [field.name for field in fields(Tokens)]
    drawing = " ".join(getattr(DRAWN, name) for name in names)
    for tokens in (LIGHT, DARK):
        expected = " ".join(getattr(tokens, name) for name in names)
        assert recoloured(drawing, tokens) == expected
