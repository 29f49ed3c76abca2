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
    try:
        descriptor = os.open(folder / "settings.json", os.O_RDONLY | _CAREFUL)
    except OSError:
        return Appearance()
    try:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        return read_appearance(os.read(descriptor, _LIMIT).decode()) if is_file else Appearance()
    except (OSError, UnicodeDecodeError):
        return Appearance()
    finally:
        os.close(descriptor)
