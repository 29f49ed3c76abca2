"""The ways in which every screen is looked at: theme, size of display and text, words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from wizard.gui.look import Scheme

SIZE = (1020, 700)
"""The window's own size, in device-independent pixels."""

SCREEN = (1280, 800)
_NO_DISPLAY = "offscreen"


@dataclass(frozen=True, slots=True)
class Size:
    """How large things are: `display` as the system magnifies them, `text` as it sets letters."""

    name: str
    display: int
    text: float


SIZES = (Size("100", 1, 1.0), Size("display-200", 2, 1.0), Size("text-200", 1, 2.0))
SCHEMES = (Scheme.LIGHT, Scheme.DARK)
WORDS = ("plain", "long")


@dataclass(frozen=True, slots=True)
class Variant:
    """One column of the contact sheet."""

    size: Size
    scheme: Scheme
    words: str

    def file(self, screen: str) -> str:
        """The name of a screen's picture."""
        return f"{screen}--{self.size.name}-{self.scheme}-{self.words}.png"

    @property
    def title(self) -> str:
        """What stands over the column."""
        return f"{self.size.name} · {self.scheme} · {self.words}"


# A larger display changes no line break: long words are looked at on an ordinary one.
VARIANTS = tuple(
    Variant(size, scheme, words)
    for size, scheme, words in product(SIZES, SCHEMES, WORDS)
    if size.display == 1 or words == "plain"
)


def variables(size: Size, folder: Path) -> dict[str, str]:
    """Variables for a process that draws at this size, on a display that nobody sees."""
    width, height = (side * size.display for side in SCREEN)
    screen = {"name": "sheet", "x": 0, "y": 0, "width": width, "height": height}
    config = folder / f"display-{size.name}.json"
    config.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "dpr": 1}]}))
    return {
        "QT_QPA_PLATFORM": f"{_NO_DISPLAY}:configfile={config}",
        "QT_SCALE_FACTOR": str(size.display),
    }
