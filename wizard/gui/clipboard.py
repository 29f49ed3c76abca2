"""Secrets on the clipboard: marked for clipboard managers, and taken away again after a minute."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from wizard.core.secret import Secret

_STAYS_MS = 60_000
# What clipboard managers look for before they keep a text: KDE's, Windows' and macOS' (2026).
_HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "org.nspasteboard.ConcealedType": b"1",
}


class SecretClipboard(QObject):
    """Copies one secret at a time; remembers only its digest."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._digest: bytes | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self.clear)

    def copy(self, secret: Secret) -> None:
        """Put `secret` on the clipboard for a minute."""
        text = secret.reveal()
        data = QMimeData()
        data.setText(text)
        for name, value in _HINTS.items():
            data.setData(name, QByteArray(value))
        self._digest = _digest_of(text)
        QGuiApplication.clipboard().setMimeData(data)
        self._timer.start()

    def clear(self) -> None:
        """Empty the clipboard now, if it still holds what was copied here.

        Also before the program ends: PySide6 6.11 crashes over data that is left there.
        """
        self._timer.stop()
        if self._digest is not None and _digest_of(QGuiApplication.clipboard().text()) == (
            self._digest
        ):
            QGuiApplication.clipboard().clear()
        self._digest = None


def forget_pasted(secret: Secret) -> None:
    """Empty the clipboard if it still holds the secret that was just pasted and sealed."""
    text = QGuiApplication.clipboard().text()
    if text and secret.reveal().strip() in text.replace("\r\n", "\n"):
        QGuiApplication.clipboard().clear()


def _digest_of(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
