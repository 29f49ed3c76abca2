"""Icons and illustrations: drawings in fixed colours, shown in those of the theme."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPaintEvent,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QSizePolicy

from wizard.gui.look import Look
from wizard.gui.tokens import DRAWN, recoloured
from wizard.resource_files import resource

_PLAIN_TEXT_HEIGHT = 17
_FRAME = re.compile(r'<rect x="0\.5" y="0\.5" [^>]*rx="12" fill="#f4f5f7" stroke="#dcdfe4"[^>]*/>')
_ROUND = 12.0
_SMALL_ICON = 24  # pixels: thinner lines than it has would be blurred


@lru_cache(maxsize=128)
def _drawing(folder: str, name: str) -> str:
    return resource(folder, f"{name}.svg").read_text(encoding="utf-8")


def _render(drawing: str, width: float, height: float, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(width * ratio), round(height * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, width, height))
    painter.end()
    return pixmap


def icon_pixmap(name: str, colour: str, size: float, ratio: float) -> QPixmap:
    """A line icon in one colour (#rrggbb), `size` device-independent pixels square."""
    told = f"{name} {colour} {size} {ratio}"
    kept = QPixmap()
    if not QPixmapCache.find(told, kept):
        kept = _render(_drawing("icons", name).replace(DRAWN.muted, colour), size, size, ratio)
        QPixmapCache.insert(told, kept)
    return kept


def with_text(size: int) -> int:
    """The size of an icon beside text: larger, in steps that stay sharp, when the text is."""
    growth = QFontMetrics(QGuiApplication.font()).height() / _PLAIN_TEXT_HEIGHT
    return round(size * max(1.0, round(growth * 2) / 2))


def app_icon() -> QIcon:
    """The program's icon in the sizes that desktops ask for."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        name = "app-small" if size <= _SMALL_ICON else "app"
        icon.addPixmap(_render(_drawing("icons", name), size, size, 1.0))
    return icon


class IconLabel(QLabel):
    """One icon of the set, in a colour of the theme; decoration beside words."""

    def __init__(self, look: Look, name: str, colour: str = "muted", size: int = 20) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._colour = colour
        self._plain_size = size
        self._dress()
        look.changed.connect(self._dress)

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self._dress()

    def _dress(self) -> None:
        colour = getattr(self._look.tokens, self._colour)
        size = with_text(self._plain_size)
        self.setFixedSize(size, size)
        self.setPixmap(icon_pixmap(self._name, colour, size, self.devicePixelRatioF()))


class Illustration(QLabel):
    """A drawing that keeps its proportions, sharp at any size.

    `in_frame`: its frame is as wide as all others', however low the drawing has to be.
    """

    _LARGEST = 760

    def __init__(self, look: Look, name: str = "", *, in_frame: bool = False) -> None:
        super().__init__()
        self._look = look
        self._in_frame = in_frame
        # A label that holds a picture is one to a screen reader; what is seen is drawn below.
        self.setPixmap(QPixmap(1, 1))
        self._renderer = QSvgRenderer(self)
        self._name = name
        self._is_framed = False
        self._ceiling: int | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._dress()
        look.changed.connect(self._dress)

    def show_drawing(self, name: str, description: str) -> None:
        """Show another drawing; `description` is what a screen reader says of it."""
        self._name = name
        self.setAccessibleName(description)
        self._dress()
        self.updateGeometry()

    def limit(self, height: int | None) -> None:
        """Be no higher than `height`, and narrower for it; None lifts the limit."""
        if height != self._ceiling:
            self._ceiling = height
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        box = self._renderer.defaultSize()
        if box.width() <= 0:
            return 0
        height = round(min(width, self._LARGEST) * box.height() / box.width())
        return height if self._ceiling is None else min(height, self._ceiling)

    def sizeHint(self) -> QSize:
        return QSize(self._LARGEST, self.heightForWidth(self._LARGEST))

    def paintEvent(self, event: QPaintEvent) -> None:
        height = self.heightForWidth(self.width())
        box = self._renderer.defaultSize()
        width = min(self.width(), height * box.width() / max(1, box.height()))
        across = min(self.width(), self._LARGEST)
        painter = QPainter(self)
        left = 0.0
        if self._is_framed:
            tokens = self._look.tokens
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(tokens.border))
            painter.setBrush(QColor(tokens.panel))
            painter.drawRoundedRect(QRectF(0.5, 0.5, across - 1, height - 1), _ROUND, _ROUND)
            left = (across - width) / 2
        self._renderer.render(painter, QRectF(left, 0, width, height))
        painter.end()

    def _dress(self) -> None:
        if self._name:
            drawing = _drawing("illustrations", self._name)
            if self._in_frame:  # its own is taken away, where it has one
                drawing, frames = _FRAME.subn("", drawing, count=1)
                self._is_framed = frames > 0
            drawing = recoloured(drawing, self._look.tokens)
            self._renderer.load(QByteArray(drawing.encode()))
        self.update()
