"""How the window looks and speaks; read before the first picture, so it needs nothing heavy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

LANGUAGE, THEME, TEXT, MOTION = "language", "theme", "text_percent", "motion"
"""The fields in the settings' text."""

TEXT_CHOICES_PERCENT: tuple[int, ...] = (100, 125, 150, 175, 200)
"""How large the text may be, as a share of the system's own."""

# "es", "pt_BR", "zh_Hant_TW": what becomes part of a file's name.
_LANGUAGE_SHAPE = r"[a-z]{2,3}(_[A-Za-z]{2,4}){0,2}"


class Theme(StrEnum):
    """Which colours to show."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class Motion(StrEnum):
    """Whether anything on the screen may move."""

    SYSTEM = "system"
    OFF = "off"


# Not a dataclass: to load their library takes a fiftieth of the start.
class Appearance(NamedTuple):
    """`language` of texts, such as "es"; "" for the system's. `text_percent` of its size."""

    language: str = ""
    theme: Theme = Theme.SYSTEM
    text_percent: int = TEXT_CHOICES_PERCENT[0]
    motion: Motion = Motion.SYSTEM


def appearance_in(fields: Mapping[str, object]) -> Appearance:
    """What these fields of the settings say.

    No safety hangs on it: what is missing or cannot be understood is as the system has it.
    """
    language, theme = fields.get(LANGUAGE), fields.get(THEME)
    percent, motion = fields.get(TEXT), fields.get(MOTION)
    usual = Appearance()
    is_language = isinstance(language, str) and re.fullmatch(_LANGUAGE_SHAPE, language, re.ASCII)
    smallest, largest = TEXT_CHOICES_PERCENT[0], TEXT_CHOICES_PERCENT[-1]
    is_size = type(percent) is int and smallest <= percent <= largest
    return Appearance(
        language if isinstance(language, str) and is_language else usual.language,
        Theme(theme) if isinstance(theme, str) and theme in list(Theme) else usual.theme,
        percent if type(percent) is int and is_size else usual.text_percent,
        Motion(motion) if isinstance(motion, str) and motion in list(Motion) else usual.motion,
    )


def read_appearance(text: str) -> Appearance:
    """The same of the settings' whole text; as the system has it where that cannot be read."""
    import json  # only who chose something waits for it

    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return Appearance()
    return appearance_in(fields) if isinstance(fields, dict) else Appearance()
