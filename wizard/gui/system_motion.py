"""Whether the system asks for less motion: Qt 6.11 itself does not tell."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_MAC_FILE = "Library/Preferences/com.apple.universalaccess.plist"


def system_is_calm() -> bool:
    """What Windows and macOS say at once; ask before anybody changes Qt's own effects.

    On Linux the desktop's portal is asked, and answers later: `wizard.gui.portal`.
    """
    if sys.platform == "win32":
        # “Animation effects” in the settings of Windows 11 switches this one with the others.
        return not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    if sys.platform == "darwin":
        return reduces_motion(Path.home() / _MAC_FILE)
    return False


def reduces_motion(file: Path) -> bool:
    """Whether “Reduce motion” is on in this property list of macOS; False where it is not told."""
    import plistlib

    try:
        with file.open("rb") as opened:
            return plistlib.load(opened).get("reduceMotion") is True
    except Exception:  # noqa: BLE001 (a file of others: its parsers raise what they like)
        return False
