"""A line to type or paste into, in the family's look."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from wizard.gui.look import SIZE_BODY, Look

_STYLE = """
    QLineEdit {{ border: 1px solid {ink}; border-radius: 7px; padding: 8px 11px;
        background: {window}; color: {text}; placeholder-text-color: {muted};
        selection-background-color: {accent};
        selection-color: {on_accent}; }}
    QLineEdit:focus {{ border: 2px solid {accent}; padding: 7px 10px; }}
    QLineEdit:disabled {{ color: {muted}; background: {panel}; }}
"""


class Field(QLineEdit):
    """One line of text. `secret`: shown as dots, without undo, prediction or drag."""

    def __init__(self, look: Look, name: str, *, secret: bool = False) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(name)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
            self.setDragEnabled(False)
        self._dress()
        look.changed.connect(self._dress)

    def _dress(self) -> None:
        tokens = self._look.tokens
        self.setFont(self._look.font(SIZE_BODY))
        colours = {name: getattr(tokens, name) for name in tokens.__slots__}
        self.setStyleSheet(_STYLE.format(**colours))
