"""The one way to the person's own browser."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_in_browser(address: str) -> bool:
    """Open a page of the venue; only addresses that the venue itself names come here.

    False when the system has nothing to open it with.
    """
    return QDesktopServices.openUrl(QUrl(address))
