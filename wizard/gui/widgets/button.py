"""Buttons of one family: the one main thing to do, other things, links, and what destroys."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from wizard.gui.look import SIZE_BODY, Look
from wizard.gui.widgets.drawings import icon_pixmap, with_text


class Kind(Enum):
    """How much a button stands out."""

    MAIN = "main"
    PLAIN = "plain"
    LINK = "link"
    DANGER = "danger"


_WEIGHTS = {
    Kind.MAIN: QFont.Weight.DemiBold,
    Kind.PLAIN: QFont.Weight.Normal,
    Kind.LINK: QFont.Weight.Medium,
    Kind.DANGER: QFont.Weight.Normal,
}
_WIDE = 15  # with larger letters, too: three buttons must find place in a narrow window
_ICON = 18
_RING, _INSET, _INNER_RADIUS = 2.0, 4.0, 5.0


class Button(QPushButton):
    """A button that says what it does. `name` is its object name, for tests and the tour."""

    def __init__(
        self, look: Look, text: str, name: str, kind: Kind = Kind.PLAIN, icon: str | None = None
    ) -> None:
        super().__init__(text)
        self._look = look
        self._kind = kind
        self._icon_name = icon
        self.setObjectName(name)
        self.setAutoDefault(kind is not Kind.LINK)
        self._dress()
        look.changed.connect(self._dress)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            # Qt lets Enter press only what could be a dialog's usual button, and a link is none.
            self.click()
        # Held down it would press the button of whatever opens next, too.

    def become(self, kind: Kind) -> None:
        """Stand out more, or less."""
        self._kind = kind
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._kind is not Kind.MAIN or not self.hasFocus():
            return
        # On the accent's own ground no frame in the accent would be seen: a ring inside it is.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.tokens.on_accent), _RING))
        inner = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(inner, _INNER_RADIUS, _INNER_RADIUS)
        painter.end()

    def _dress(self) -> None:
        self.setFont(self._look.font(SIZE_BODY, _WEIGHTS[self._kind]))
        tokens = self._look.tokens
        self.setStyleSheet(_STYLES[self._kind].format(**tokens._asdict(), **_measures()))
        if self._icon_name:
            colour = {
                Kind.MAIN: tokens.on_accent,
                Kind.LINK: tokens.accent,
                Kind.DANGER: tokens.bad,
            }.get(self._kind, tokens.text)
            size = with_text(_ICON)
            ratio = self.devicePixelRatioF()
            icon = QIcon(icon_pixmap(self._icon_name, colour, size, ratio))
            faded = icon_pixmap(self._icon_name, tokens.muted, size, ratio)
            icon.addPixmap(faded, QIcon.Mode.Disabled)
            self.setIcon(icon)
            self.setIconSize(QSize(size, size))


def _measures() -> dict[str, int]:
    """Distances in a button: with larger letters they are larger, too."""
    high, wide = with_text(7), _WIDE
    return {
        "high": high,
        "wide": wide,
        "high_inside": high - 1,  # a frame twice as thick takes it from the inside
        "wide_inside": wide - 1,
        "wide_main": wide + 3,
        "flat": with_text(4),
        "least": with_text(_ICON),  # with an icon or without, a button is as high
    }


# Fusion would draw a focus frame of its own inside ours: outline 0.
_BOX = "border-radius: 8px; padding: {high}px {wide}px; min-height: {least}px; outline: 0;"
_STYLES = {
    Kind.MAIN: f"""
        QPushButton {{{{ {_BOX} border: 2px solid {{accent}}; background: {{accent}};
            color: {{on_accent}}; padding: {{high_inside}}px {{wide_main}}px; }}}}
        QPushButton:hover {{{{ background: {{accent_hover}}; border-color: {{accent_hover}}; }}}}
        QPushButton:pressed {{{{ background: {{accent_hover}}; border-color: {{text}}; }}}}
        QPushButton:disabled {{{{ background: {{idle}}; border-color: {{line}};
            color: {{muted}}; }}}}
    """,
    Kind.PLAIN: f"""
        QPushButton {{{{ {_BOX} border: 1px solid {{edge}};
            background: {{control}}; color: {{text}}; }}}}
        QPushButton:hover {{{{ background: {{accent_soft}}; border-color: {{accent}}; }}}}
        QPushButton:pressed {{{{ background: {{line}}; border-color: {{accent}}; }}}}
        QPushButton:focus {{{{ border: 2px solid {{accent}};
            padding: {{high_inside}}px {{wide_inside}}px; }}}}
        QPushButton:disabled {{{{ color: {{muted}}; background: {{panel}};
            border-color: {{line}}; }}}}
    """,
    Kind.LINK: """
        QPushButton {{ border: 0 solid transparent; border-top-width: 2px;
            border-bottom-width: 2px; padding: {flat}px 0; outline: 0;
            background: transparent; color: {accent}; }}
        QPushButton:hover {{ color: {accent_hover}; text-decoration: underline; }}
        QPushButton:pressed {{ color: {text}; }}
        QPushButton:focus {{ border-bottom-color: {accent}; background: {accent_soft}; }}
        QPushButton:disabled {{ color: {muted}; }}
    """,
    Kind.DANGER: f"""
        QPushButton {{{{ {_BOX} border: 1px solid {{edge}};
            background: {{control}}; color: {{bad}}; }}}}
        QPushButton:hover {{{{ background: {{bad_soft}}; border-color: {{bad}}; }}}}
        QPushButton:pressed {{{{ background: {{line}}; border-color: {{bad}}; }}}}
        QPushButton:focus {{{{ border: 2px solid {{bad}};
            padding: {{high_inside}}px {{wide_inside}}px; }}}}
        QPushButton:disabled {{{{ color: {{muted}}; background: {{panel}};
            border-color: {{line}}; }}}}
    """,
}
