"""Secrets on the clipboard: marked for clipboard managers, and taken away again in time."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QImage

from wizard.core.secret import Secret

_STAYS_MS = 60_000
_SAMPLE = QSize(512, 512)
# A longer text is not searched for a secret: it would take longer than a blink.
_SEARCHED_CHARACTERS = 20_000
_WINDOWS_NAME = 'application/x-qt-windows-mime;value="{0}"'
_DWORD_0 = bytes(4)


def hints_for(platform: str) -> Mapping[str, bytes]:
    """What tells clipboard managers to keep no copy, as MIME type and value. `sys.platform`.

    Linux: KDE's Klipper and those that follow it. Windows (learn.microsoft.com, "Clipboard
    Formats", 2026): neither the history nor the cloud. macOS: nspasteboard.org; Qt puts a prefix
    of its own before names that it does not know there, so this is a wish at most.
    """
    match platform:
        case "win32":
            names = (
                "ExcludeClipboardContentFromMonitorProcessing",
                "CanIncludeInClipboardHistory",
                "CanUploadToCloudClipboard",
            )
            return {_WINDOWS_NAME.format(name): _DWORD_0 for name in names}
        case "darwin":
            return dict.fromkeys(
                ("org.nspasteboard.ConcealedType", "org.nspasteboard.TransientType"), b"1"
            )
        case _:
            return {"x-kde-passwordManagerHint": b"secret"}


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
        for name, value in hints_for(sys.platform).items():
            data.setData(name, QByteArray(value))
        self._digest = _digest_of(text)
        QGuiApplication.clipboard().setMimeData(data)
        self._timer.start()

    def clear(self) -> None:
        """Empty the clipboard now, if it still holds what was copied here.

        Also before the program ends: PySide6 6.11 crashes over data that is left there.
        """
        self._timer.stop()
        if self._digest is None:
            return
        for mode in _modes():  # some desktops copy one into the other
            if _is_marked(mode) or _digest_of(QGuiApplication.clipboard().text(mode)) == (
                self._digest
            ):
                QGuiApplication.clipboard().clear(mode)
        self._digest = None


def pasted_in(data: QMimeData | None) -> str | QImage | Path | None:
    """What somebody pastes or drops: a picture's file, a text, or a picture; None for nothing.

    A text comes before a picture: a table's cells come as both.
    """
    if data is None:  # of an empty clipboard, whatever PySide's types say
        return None
    files = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    file = next(files, None)
    if file is not None:
        return file
    text = data.text()  # once: each time Qt leaves another copy behind
    if text.strip():
        return text
    image = data.imageData() if data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def can_be_pasted(data: QMimeData | None) -> bool:
    """Whether there seems to be something in it; a picture is not unpacked for that."""
    return data is not None and (data.hasImage() or data.hasUrls() or bool(data.text().strip()))


class PastedTrace:
    """Knows again what was pasted, by digest alone, to take it off the clipboard once sealed."""

    def __init__(self) -> None:
        self._digests: set[bytes] = set()

    def note(self, pasted: str | QImage) -> None:
        """This text or picture held one of the values."""
        self._digests.add(_digest_of(pasted))

    def take_away(self) -> None:
        """Empty the clipboard where it still holds what was pasted, and forget it."""
        for mode in _modes() if self._digests else ():
            held = pasted_in(QGuiApplication.clipboard().mimeData(mode))
            if isinstance(held, str | QImage) and _digest_of(held) in self._digests:
                QGuiApplication.clipboard().clear(mode)
        self._digests.clear()


class LeftOnClipboard(QObject):
    """Whether a sealed secret is on the clipboard all the same; knows it by digest alone.

    It may be: a clipboard manager put it back, or it was copied once more. `found` carries a bool
    whenever that was looked at.
    """

    found = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._length = 0
        self._digest = b""
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self.look)
        clipboard.selectionChanged.connect(self.look)

    def note(self, secret: Secret) -> None:
        """Look out for this one from now on."""
        text = _plain(secret.reveal())
        self._length, self._digest = len(text), _digest_of(text)

    def forget(self) -> None:
        """Look out for nothing."""
        self._length = 0

    def look(self) -> None:
        """Look now."""
        if self._length:
            self.found.emit(bool(self._holding()))

    def take_away(self) -> None:
        """Empty the clipboard where it holds the secret."""
        for mode in self._holding():
            QGuiApplication.clipboard().clear(mode)
        self.look()

    def _holding(self) -> list[QClipboard.Mode]:
        return [mode for mode in _modes() if self._is_in(QGuiApplication.clipboard().text(mode))]

    def _is_in(self, text: str) -> bool:
        text = _plain(text[:_SEARCHED_CHARACTERS])
        starts = range(len(text) - self._length + 1) if self._length else ()
        return any(_digest_of(text[at : at + self._length]) == self._digest for at in starts)


def forget_pasted(secret: Secret) -> None:
    """Empty the clipboard if it still holds the secret that was just pasted and sealed."""
    for mode in _modes():
        text = QGuiApplication.clipboard().text(mode)
        if text and _plain(secret.reveal()) in _plain(text):
            QGuiApplication.clipboard().clear(mode)


def _is_marked(mode: QClipboard.Mode) -> bool:
    """Whether it is ours for certain: then it need not be read, which would be one more copy."""
    clipboard = QGuiApplication.clipboard()
    ours = clipboard.ownsClipboard() if mode is _modes()[0] else clipboard.ownsSelection()
    return ours and all(
        clipboard.mimeData(mode).hasFormat(name) for name in hints_for(sys.platform)
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _modes() -> tuple[QClipboard.Mode, ...]:
    # On X11 and Wayland what is marked can be pasted too, with the middle mouse button.
    modes = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
    return modes if QGuiApplication.clipboard().supportsSelection() else modes[:1]


def _digest_of(content: str | QImage) -> bytes:
    if isinstance(content, str):
        return hashlib.sha256(content.encode(errors="surrogatepass")).digest()
    # Of a large picture every nth dot: all of them would take a second.
    sample = content.scaled(_SAMPLE).convertToFormat(QImage.Format.Format_RGB32)
    shape = f"{content.width()} {content.height()} {content.format()}"
    return hashlib.sha256(shape.encode() + bytes(sample.constBits())).digest()
