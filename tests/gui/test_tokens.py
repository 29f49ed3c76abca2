"""Every colour of words can be read on every surface that words lie on, in every theme."""

import math

import pytest
from PySide6.QtGui import QColor

from wizard.gui.tokens import DARK, DRAWN, HIGH_DARK, HIGH_LIGHT, LIGHT, Tokens, recoloured

_WORDS = ("text", "muted", "accent", "accent_hover", "good", "bad", "warn")
_SURFACES = ("window", "panel", "control", "accent_soft", "good_soft", "bad_soft", "warn_soft")
_ENOUGH = 4.5  # WCAG 2.2, contrast (minimum), for text of ordinary size
_PLENTY = 7.0  # contrast (enhanced)
_AN_EDGE = 3.0  # non-text contrast
_HIGH = (HIGH_LIGHT, HIGH_DARK)
_ALL = pytest.mark.parametrize(
    "tokens", [LIGHT, DARK, *_HIGH], ids=["light", "dark", "high-light", "high-dark"]
)


def _asked_of(tokens: Tokens) -> float:
    return _PLENTY if tokens in _HIGH else _ENOUGH


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else math.pow((part + 0.055) / 1.055, 2.4)


def _luminance(name: str) -> float:
    colour = QColor(name)
    red, green, blue = colour.redF(), colour.greenF(), colour.blueF()
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@_ALL
@pytest.mark.parametrize("surface", _SURFACES)
@pytest.mark.parametrize("words", _WORDS)
def test_words_can_be_read(tokens: Tokens, words: str, surface: str) -> None:
    assert _contrast(getattr(tokens, words), getattr(tokens, surface)) >= _asked_of(tokens)


@_ALL
def test_the_main_button_can_be_read(tokens: Tokens) -> None:
    assert _contrast(tokens.on_accent, tokens.accent) >= _asked_of(tokens)
    assert _contrast(tokens.on_accent, tokens.accent_hover) >= _asked_of(tokens)
    least = _PLENTY if tokens in _HIGH else _AN_EDGE
    assert _contrast(tokens.muted, tokens.idle) >= least, "a button that is switched off"


def test_a_drawing_takes_every_colour_of_the_theme() -> None:
    names = Tokens._fields
    drawing = " ".join(getattr(DRAWN, name) for name in names)
    for tokens in (LIGHT, DARK, *_HIGH):
        expected = " ".join(getattr(tokens, name) for name in names)
        assert recoloured(drawing, tokens) == expected


@pytest.mark.parametrize("tokens", _HIGH, ids=["high-light", "high-dark"])
@pytest.mark.parametrize("surface", _SURFACES)
def test_in_high_contrast_every_edge_is_seen(tokens: Tokens, surface: str) -> None:
    for edge in (tokens.border, tokens.edge, tokens.line, tokens.ink, tokens.accent):
        assert _contrast(edge, getattr(tokens, surface)) >= _AN_EDGE, edge
