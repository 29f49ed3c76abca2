"""The one way to the person's own browser, and only to the pages on the list."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from wizard.exchange.venues import may_be_opened


def open_in_browser(address: str) -> bool:
    """Open a page of a venue. False when the system has nothing to open it with.

    Raises ValueError for an address that is not on the list: no text, file or answer from outside
    may ever choose where the person is sent.
    """
    if not may_be_opened(address):
        raise ValueError("Only the exchange's own pages are opened in the browser.")
    return QDesktopServices.openUrl(QUrl(address))
