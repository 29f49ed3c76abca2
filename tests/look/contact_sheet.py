"""All pictures on one sheet: a page to click through, and one picture to look at."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageReader, QPainter

from tests.look.variants import SIZE, Variant

_WIDTH = 300  # of one small picture, in pixels
_GAP = 12
_HEADING = 28
_GROUND = "#8a8f98"
_INK = "#14161a"
_PAGE = """<!doctype html><meta charset="utf-8"><title>Contact sheet</title><style>
body {{ margin: 0; background: {ground}; font: 13px system-ui, sans-serif; color: {ink} }}
table {{ border-spacing: 12px }} th {{ text-align: left; font-weight: 600 }}
thead th {{ position: sticky; top: 0; background: {ground}; padding: 8px 0 }}
td {{ vertical-align: top }} img {{ width: 300px; display: block }}
</style><table><thead><tr><th></th>{heads}</tr></thead>{rows}</table>
"""


def write_page(folder: Path, screens: Sequence[str], variants: Sequence[Variant]) -> Path:
    """A page with a row for every screen; a click on a picture opens it in its own size."""
    heads = "".join(f"<th>{escape(variant.title)}</th>" for variant in variants)
    rows = "\n".join(
        f"<tr><th>{escape(screen)}</th>{''.join(_cell(screen, one) for one in variants)}</tr>"
        for screen in screens
    )
    page = folder / "index.html"
    text = _PAGE.format(ground=_GROUND, ink=_INK, heads=heads, rows=rows)
    page.write_text(text, encoding="utf-8")
    return page


def _cell(screen: str, variant: Variant) -> str:
    file = escape(variant.file(screen))
    words = escape(f"{screen}, {variant.title}")
    return f'<td><a href="{file}"><img loading="lazy" src="{file}" alt="{words}"></a></td>'


def write_picture(
    folder: Path, target: Path, screens: Sequence[str], variants: Sequence[Variant]
) -> None:
    """One PNG with a row for every screen and a column for every variant. Raises OSError."""
    height = round(_WIDTH * SIZE[1] / SIZE[0])
    across = (_WIDTH + _GAP) * len(variants) + _GAP
    down = _HEADING + (height + _HEADING + _GAP) * len(screens)
    sheet = QImage(QSize(across, down), QImage.Format.Format_RGB32)
    sheet.fill(QColor(_GROUND))
    painter = QPainter(sheet)
    painter.setPen(QColor(_INK))
    font = QFont("Inter")
    font.setPixelSize(12)
    painter.setFont(font)
    for row, screen in enumerate(screens):
        top = _HEADING + row * (height + _HEADING + _GAP)
        for column, variant in enumerate(variants):
            left = _GAP + column * (_WIDTH + _GAP)
            words = f"{screen} · {variant.title}"
            painter.drawText(
                QRect(left, top - 4, _WIDTH, _HEADING), Qt.AlignmentFlag.AlignVCenter, words
            )
            small = _small(folder / variant.file(screen), QSize(_WIDTH, height))
            painter.drawImage(left, top + _HEADING - 4, small)
    painter.end()
    if not sheet.save(str(target)):
        raise OSError(f"the sheet could not be saved as {target}")


def _small(file: Path, room: QSize) -> QImage:
    reader = QImageReader(str(file))
    picture = reader.read()
    return picture.scaled(
        room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
