"""The recovery code on paper: one page with the code, what it is for, and where to type it in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPagedPaintDevice, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from wizard.core.secret import Secret, SecretWipedError

_TITLE_PT, _BODY_PT, _CODE_PT = 22.0, 12.0, 24.0
_GROUPS_IN_LINE = 4
_GAP = 0.012  # of the page's height


def ask_to_print(
    code: Secret, made_at: datetime, parent: QWidget, said: Callable[[str], None]
) -> None:
    """Let the person choose a printer, and print; `said` hears how that went, in words.

    Printing into a file is not offered: a code in a file is one that other programs can read.
    """
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        said(_said("No printer is set up on this computer. Please write the code down by hand."))
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("code-printer")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)

    def go() -> None:
        try:
            printed = print_code(printer, code, made_at)
        except SecretWipedError:  # the sheet was closed meanwhile
            return
        said(
            _said("It is on its way to the printer. Fetch the page before somebody else does.")
            if printed
            else _said("The printer did not take it. Please write the code down by hand.")
        )

    dialog.accepted.connect(go)
    QDialog.open(dialog)  # its own `open` wants to know whom to tell


def print_code(device: QPagedPaintDevice, code: Secret, made_at: datetime) -> bool:
    """Print one page; `made_at` is an aware time. False when the device does not take it."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    page = painter.viewport()
    column = _Column(painter, QRectF(0, 0, page.width(), page.height()))
    local = made_at.astimezone()
    column.write(_said("Recovery code for a vault"), _font(_TITLE_PT, bold=True))
    column.write(_said("Read-Only Key Wizard"), _font(_BODY_PT))
    column.skip(2)
    column.write(
        _said("Made on {0}. A newer code makes this one useless.").format(
            f"{local.day} {local:%B %Y}"
        ),
        _font(_BODY_PT),
    )
    column.skip(3)
    groups = code.reveal().split("-")
    for start in range(0, len(groups), _GROUPS_IN_LINE):
        column.write("   ".join(groups[start : start + _GROUPS_IN_LINE]), _code_font())
        column.skip(1)
    column.skip(2)
    for words in (
        _said(
            "It opens the vault in which the wizard keeps your keys, on the day when the keychain "
            "and the passphrase do not."
        ),
        _said(
            "Where to type it in: start the wizard. When it asks for what opens your vault, choose "
            "“Use the recovery code instead”, and type the seven groups in this order. Capital "
            "and small letters are the same."
        ),
        _said(
            "Keep this page where you keep what must not get lost. Whoever has it and the vault’s "
            "file can open the vault."
        ),
    ):
        column.write(words, _font(_BODY_PT))
        column.skip(1)
    return painter.end()


class _Column:
    """Writes one text below the other."""

    def __init__(self, painter: QPainter, page: QRectF) -> None:
        self._painter = painter
        self._page = page
        self._top = page.top()

    def write(self, text: str, font: QFont) -> None:
        self._painter.setFont(font)
        flags = int(Qt.TextFlag.TextWordWrap)
        room = QRectF(self._page.left(), self._top, self._page.width(), self._page.height())
        needed = self._painter.boundingRect(room, flags, text)
        self._painter.drawText(room, flags, text)
        self._top += needed.height()

    def skip(self, times: int) -> None:
        self._top += times * _GAP * self._page.height()


def _font(points: float, *, bold: bool = False) -> QFont:
    font = QFont(QApplication.font().family())
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def _code_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPointSizeF(_CODE_PT)
    font.setBold(True)
    return font


def _said(words: str) -> str:
    return QCoreApplication.translate("Paper", words)
