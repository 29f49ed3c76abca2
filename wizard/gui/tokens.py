"""The colours of every theme by what they are for, and those that drawings are made in."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


# Not a dataclass: to load their library takes a fiftieth of the start.
class Tokens(NamedTuple):
    """One theme's colours as #rrggbb. Text colours keep 4.5:1 on the surfaces they lie on.

    `control` and `edge` are a button's ground and outline: in the dark, what can be pressed lies
    higher, and so is lighter than a panel. `idle`: the ground of one that cannot be.

    In high contrast they keep 7:1, and what is drawn as an edge keeps 3:1.
    """

    window: str
    panel: str
    control: str
    edge: str
    border: str
    line: str
    idle: str
    ink: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    bad: str
    bad_soft: str
    warn: str
    warn_soft: str


DRAWN = Tokens(
    window="#ffffff",
    panel="#f4f5f7",
    control="#fffffe",
    edge="#c6cbd5",
    border="#dcdfe4",
    line="#dde0e8",
    idle="#dde0e9",
    ink="#5a6475",
    text="#1a1d23",
    muted="#5a6270",
    accent="#1f6fea",
    accent_hover="#185fd0",
    on_accent="#fefefe",
    accent_soft="#e2eeff",
    good="#1a7f43",
    good_soft="#e4f5ea",
    bad="#c1211d",
    bad_soft="#ffe9e9",
    warn="#8a5a00",
    warn_soft="#fff3d9",
)

# Thin letters need a little more contrast than the surfaces of a drawing.
LIGHT = DRAWN._replace(accent="#1a5fd0", accent_hover="#1650b3", good="#17713b")

DARK = Tokens(
    window="#1b1e24",
    panel="#23272f",
    control="#2c323c",
    edge="#474e5b",
    border="#3a3f4a",
    line="#3a404c",
    idle="#3a404c",
    ink="#9aa3b2",
    text="#eceef2",
    muted="#a3abb8",
    accent="#5b9dff",
    accent_hover="#78aeff",
    on_accent="#0b1220",
    accent_soft="#24344f",
    good="#3fb86f",
    good_soft="#1d3a2a",
    bad="#ff7a6e",
    bad_soft="#43201d",
    warn="#e0b050",
    warn_soft="#3d3218",
)

HIGH_LIGHT = Tokens(
    window="#ffffff",
    panel="#ffffff",
    control="#fffffd",
    edge="#000001",
    border="#000000",
    line="#808080",
    idle="#f0f0f0",
    ink="#1a1a1a",
    text="#000000",
    muted="#1a1a1a",
    accent="#0033a8",
    accent_hover="#00257a",
    on_accent="#fffffe",
    accent_soft="#e8f0ff",
    good="#0a4a24",
    good_soft="#eaf8ef",
    bad="#8c0906",
    bad_soft="#fff0f0",
    warn="#573700",
    warn_soft="#fff7e5",
)

HIGH_DARK = Tokens(
    window="#000000",
    panel="#000000",
    control="#000002",
    edge="#fffffd",
    border="#ffffff",
    line="#757575",
    idle="#1e1e1e",
    ink="#d9d9d9",
    text="#ffffff",
    muted="#dcdcdc",
    accent="#8fc3ff",
    accent_hover="#b8d9ff",
    on_accent="#000001",
    accent_soft="#0a2140",
    good="#74e6a0",
    good_soft="#05230f",
    bad="#ffa39b",
    bad_soft="#360b08",
    warn="#ffd36b",
    warn_soft="#2a1f00",
)


def recoloured(drawing: str, tokens: Tokens) -> str:
    """A drawing made in the colours of DRAWN, in those of `tokens`."""
    # Two passes, so that a colour already swapped is not taken for another light one.
    for name, drawn in zip(Tokens._fields, DRAWN, strict=True):
        drawing = drawing.replace(drawn, f"@{name}@")
    for name, wanted in zip(Tokens._fields, tokens, strict=True):
        drawing = drawing.replace(f"@{name}@", wanted)
    return drawing


@cache  # every text asks for it; who changes colours does so in a copy
def palette_of(tokens: Tokens) -> QPalette:
    """The palette that native widgets draw themselves with."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.window,
        role.AlternateBase: tokens.panel,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.panel,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.ToolTipBase: tokens.panel,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.window,
        role.Midlight: tokens.line,
        role.Mid: tokens.border,
        role.Dark: tokens.ink,
        role.Shadow: tokens.text,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    return palette
