"""The recovery code on paper: one page with the code, what it is for, and where to type it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPagedPaintDevice, QPageLayout, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from wizard.core.secret import Secret, SecretWipedError
from wizard.core.time_words import long_date
from wizard.core.wording import tr

_TITLE_PT, _BODY_PT, _CODE_PT, _NUMBER_PT = 22.0, 12.0, 24.0, 10.0
_MARGIN_MM = 20.0
_GROUPS_IN_LINE = 4
_GAP = 0.012  # of the page's height


@dataclass(frozen=True, slots=True)
class Made:
    """When a code was made (an aware time), on which computer, and where its vault lies."""

    at: datetime
    computer: str
    folder: Path


def ask_to_print(code: Secret, made: Made, parent: QWidget, said: Callable[[str], None]) -> None:
    """Let the person choose a printer, and print; `said` hears how that went, in words.

    Printing into a file is not offered: a code in a file is one that other programs can read.
    """
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        said(tr("No printer is set up on this computer. Please write the code down by hand."))
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("code-printer")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)

    def go() -> None:
        try:
            printed = print_code(printer, code, made)
        except SecretWipedError:  # the sheet was closed meanwhile
            return
        said(
            tr("It is on its way to the printer. Fetch the page before somebody else does.")
            if printed
            else tr("The printer did not take it. Please write the code down by hand.")
        )

    dialog.accepted.connect(go)
    QDialog.open(dialog)  # its own `open` wants to know whom to tell


def print_code(device: QPagedPaintDevice, code: Secret, made: Made) -> bool:
    """Print one page. False when the device does not take it."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(device):
        return False
    page = painter.viewport()
    column = _Column(painter, QRectF(0, 0, page.width(), page.height()))
    column.write(tr("Recovery code for a vault"), _font(_TITLE_PT, bold=True))
    column.write(tr("Read-Only Key Wizard"), _font(_BODY_PT))
    column.skip(2)
    column.write(
        tr("Made on {0}. A newer code makes this one useless.").format(long_date(made.at)),
        _font(_BODY_PT),
    )
    column.write(
        tr("For the vault on the computer “{0}”, in the folder {1}").format(
            made.computer, str(made.folder).replace("/", "/\N{ZERO WIDTH SPACE}")
        ),
        _font(_BODY_PT),
    )
    column.skip(3)
    groups = code.reveal().split("-")
    for start in range(0, len(groups), _GROUPS_IN_LINE):
        line = groups[start : start + _GROUPS_IN_LINE]
        numbers = [str(start + place + 1) for place in range(len(line))]
        column.write_cells(numbers, _font(_NUMBER_PT), _GROUPS_IN_LINE)
        column.write_cells(line, _code_font(), _GROUPS_IN_LINE)
        column.skip(1)
    column.skip(2)
    for words in (
        tr(
            "It opens the vault in which the wizard keeps your keys, on the day when the keychain "
            "and the passphrase do not."
        ),
        tr(
            "Where to type it in: start the wizard. When it asks for what opens your vault, choose "
            "“Use the recovery code instead”, and type the seven groups in this order. Capital "
            "and small letters are the same."
        ),
        tr("In a terminal: “key-wizard list” asks for the passphrase; type the code in its place."),
        tr(
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

    def write_cells(self, texts: Sequence[str], font: QFont, columns: int) -> None:
        """Write texts side by side, each in the middle of its column."""
        self._painter.setFont(font)
        width, height = self._page.width() / columns, self._painter.fontMetrics().height()
        for place, text in enumerate(texts):
            cell = QRectF(self._page.left() + place * width, self._top, width, height)
            self._painter.drawText(cell, int(Qt.AlignmentFlag.AlignHCenter), text)
        self._top += height

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
