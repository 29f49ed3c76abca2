"""Buttons of one family: the one main thing to do, other things, links, and what destroys."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton

from wizard.gui.look import SIZE_BODY, Look
from wizard.gui.tokens import Tokens
from wizard.gui.widgets.drawings import icon_pixmap, with_text


class Kind(Enum):
    """How much a button stands out."""

    MAIN = "main"
    PLAIN = "plain"
    LINK = "link"
    DANGER = "danger"


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
        # Enter that is held down would press the button of whatever opens next, too.
        if event.isAutoRepeat() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            return
        super().keyPressEvent(event)

    def become(self, kind: Kind) -> None:
        """Stand out more, or less."""
        self._kind = kind
        self._dress()

    def _dress(self) -> None:
        weight = QFont.Weight.DemiBold if self._kind is Kind.MAIN else QFont.Weight.Normal
        self.setFont(self._look.font(SIZE_BODY, weight))
        tokens = self._look.tokens
        self.setStyleSheet(_STYLES[self._kind].format(**_colours(tokens)))
        if self._icon_name:
            colour = {
                Kind.MAIN: tokens.on_accent,
                Kind.LINK: tokens.accent,
                Kind.DANGER: tokens.bad,
            }.get(self._kind, tokens.text)
            size = with_text(18)
            ratio = self.devicePixelRatioF()
            icon = QIcon(icon_pixmap(self._icon_name, colour, size, ratio))
            faded = icon_pixmap(self._icon_name, tokens.muted, size, ratio)
            icon.addPixmap(faded, QIcon.Mode.Disabled)
            self.setIcon(icon)
            self.setIconSize(QSize(size, size))


def _colours(tokens: Tokens) -> dict[str, str]:
    return {name: getattr(tokens, name) for name in tokens.__slots__}


# Fusion would draw a focus frame of its own inside ours: outline 0.
_BOX = "border-radius: 7px; padding: 7px 15px; min-height: 18px; outline: 0;"
_STYLES = {
    Kind.MAIN: f"""
        QPushButton {{{{ {_BOX} border: 2px solid {{accent}};
            background: {{accent}}; color: {{on_accent}}; padding: 6px 18px; }}}}
        QPushButton:hover {{{{ background: {{accent_hover}}; border-color: {{accent_hover}}; }}}}
        QPushButton:focus {{{{ border-color: {{text}}; }}}}
        QPushButton:disabled {{{{ background: {{line}}; border-color: {{line}};
            color: {{muted}}; }}}}
    """,
    Kind.PLAIN: f"""
        QPushButton {{{{ {_BOX} border: 1px solid {{border}};
            background: {{panel}}; color: {{text}}; }}}}
        QPushButton:hover {{{{ background: {{accent_soft}}; }}}}
        QPushButton:focus {{{{ border: 2px solid {{accent}}; padding: 6px 14px; }}}}
        QPushButton:disabled {{{{ color: {{muted}}; background: {{panel}};
            border-color: {{line}}; }}}}
    """,
    Kind.LINK: """
        QPushButton {{ border: 0 solid transparent; border-top-width: 2px;
            border-bottom-width: 2px; padding: 4px 0; outline: 0;
            background: transparent; color: {accent}; text-decoration: underline; }}
        QPushButton:hover {{ color: {accent_hover}; }}
        QPushButton:focus {{ border-color: {accent}; background: {accent_soft}; }}
        QPushButton:disabled {{ color: {muted}; }}
    """,
    Kind.DANGER: f"""
        QPushButton {{{{ {_BOX} border: 1px solid {{border}};
            background: {{panel}}; color: {{bad}}; }}}}
        QPushButton:hover {{{{ background: {{bad_soft}}; }}}}
        QPushButton:focus {{{{ border: 2px solid {{bad}}; padding: 6px 14px; }}}}
        QPushButton:disabled {{{{ color: {{muted}}; background: {{panel}};
            border-color: {{line}}; }}}}
    """,
}
