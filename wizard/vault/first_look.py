"""How the window is to look, read before its first picture: quickly, or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from wizard.core.appearance import Appearance, read_appearance

_LIMIT = 64 * 1024
_CAREFUL = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def first_look(folder: Path) -> Appearance:
    """What the settings in this folder say of it; as the system has it where they say nothing.

    Whatever else is wrong with them is said by whoever reads all of them (`SettingsFile`).
    """
    text = text_at_once(folder / "settings.json")
    return Appearance() if text is None else read_appearance(text)


def text_at_once(path: Path) -> str | None:
    """The text of a small file; None where there is none, or nothing that can be read at once."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _CAREFUL)
    except OSError:
        return None
    try:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        return os.read(descriptor, _LIMIT).decode() if is_file else None
    except (OSError, UnicodeDecodeError):
        return None
    finally:
        os.close(descriptor)
