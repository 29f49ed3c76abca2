"""The first picture: what this is for, and that the vault is being looked for.

Painted without widgets, and without Qt's large families of names, which take as long to load as
an eighth of the start. The welcome page shows the same at the same place: nothing jumps.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from wizard.gui.look import GRID, SIZE_BODY, SIZE_LEAD, SIZE_TITLE, Look
from wizard.gui.measure import PAGE_TOP, SCROLL_BAR, edges
from wizard.gui.tokens import recoloured
from wizard.resource_files import resource

_GAP = 2 * GRID
# Source: Qt::TextWordWrap in qnamespace.h; by its name it would load the whole namespace.
_WRAPPED = 0x1000
_ANY_HEIGHT = 2000


class OpeningPage(QWidget):
    """Shown until it is known what comes next."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._drawing = resource("illustrations", "welcome.svg").read_text(encoding="utf-8")
        self._texts = (
            (self.tr("A key that can look, and do nothing else"), "text"),
            (
                self.tr(
                    "Give your portfolio tracker or tax tool a look at your exchange account, "
                    "without giving anyone the power to trade or withdraw."
                ),
                "text",
            ),
            (self.tr("Looking for your vault…"), "muted"),
        )
        self.setAccessibleName(" ".join(text for text, _ in self._texts))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        left, across = edges(self.width() - SCROLL_BAR, centred=True)
        painter = QPainter(self)
        top = PAGE_TOP + self._draw(painter, left, across) + _GAP
        for font, (text, colour) in zip(self._fonts(), self._texts, strict=True):
            room = QRect(left, top, across, _ANY_HEIGHT)
            painter.setFont(font)
            painter.setPen(QColor(getattr(self._look.tokens, colour)))
            painter.drawText(room, _WRAPPED, text)
            top += QFontMetrics(font).boundingRect(room, _WRAPPED, text).height() + _GAP
        painter.end()

    def _draw(self, painter: QPainter, left: int, across: int) -> int:
        coloured = recoloured(self._drawing, self._look.tokens)
        renderer = QSvgRenderer(QByteArray(coloured.encode()))
        box = renderer.defaultSize()
        height = round(across * box.height() / max(1, box.width()))
        renderer.render(painter, QRectF(left, PAGE_TOP, across, height))
        return height

    def _fonts(self) -> tuple[QFont, QFont, QFont]:
        look = self._look
        title = look.font(SIZE_TITLE, QFont.Weight.DemiBold)
        return title, look.font(SIZE_LEAD), look.font(SIZE_BODY)
