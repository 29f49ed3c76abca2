"""The first picture: what this is for, and that the vault is being looked for.

It makes do without Qt's largest families of names, which take as long to load as an eighth of the
start: no flags, no pens. The welcome page shows the same at the same place, so nothing jumps.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from wizard.gui.look import GRID, SIZE_BODY, SIZE_LEAD, SIZE_TITLE, Look
from wizard.gui.measure import PAGE_TOP, SCROLL_BAR, edges
from wizard.gui.tokens import recoloured
from wizard.resource_files import resource

_GAP = 2 * GRID


class OpeningPage(QWidget):
    """Shown until it is known what comes next."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._drawing = resource("illustrations", "welcome.svg").read_text(encoding="utf-8")
        self._renderer = QSvgRenderer()
        self._title = QLabel(self.tr("A key that can look, and do nothing else"), self)
        self._lead = QLabel(
            self.tr(
                "Give your portfolio tracker or tax tool a look at your exchange account, "
                "without giving anyone the power to trade or withdraw."
            ),
            self,
        )
        self._waiting = QLabel(self.tr("Looking for your vault…"), self)
        for text in self._texts:
            text.setWordWrap(True)
        self._dress()
        look.changed.connect(self._dress)
        self.setFocus()  # the page that comes next takes it over

    def paintEvent(self, event: QPaintEvent) -> None:
        place, box = self._place_of_drawing(), self._renderer.defaultSize()
        width = min(place.width(), place.height() * box.width() / max(1, box.height()))
        painter = QPainter(self)
        self._renderer.render(painter, QRectF(place.left(), place.top(), width, place.height()))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @property
    def _texts(self) -> tuple[QLabel, ...]:
        return (self._title, self._lead, self._waiting)

    def _place_of_drawing(self) -> QRect:
        left, across = edges(self.width() - SCROLL_BAR, centred=True)
        box = self._renderer.defaultSize()
        return QRect(left, PAGE_TOP, across, round(across * box.height() / max(1, box.width())))

    def _arrange(self) -> None:
        place = self._place_of_drawing()
        top = place.top() + place.height() + _GAP
        for text in self._texts:
            height = text.heightForWidth(place.width())
            text.setGeometry(place.left(), top, place.width(), height)
            top += height + _GAP

    def _dress(self) -> None:
        look = self._look
        self._renderer.load(QByteArray(recoloured(self._drawing, look.tokens).encode()))
        self._title.setFont(look.font(SIZE_TITLE, QFont.Weight.DemiBold))
        self._lead.setFont(look.font(SIZE_LEAD))
        self._waiting.setFont(look.font(SIZE_BODY))
        quiet = self.palette()
        quiet.setColor(QPalette.ColorRole.WindowText, QColor(look.tokens.muted))
        self._waiting.setPalette(quiet)
        self._arrange()
        self.update()
