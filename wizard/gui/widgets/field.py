"""A line to type or paste into, in the family's look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMenu

from wizard.gui.clipboard import can_be_pasted
from wizard.gui.look import SIZE_BODY, Look
from wizard.gui.widgets.drawings import with_text

_STYLE = """
    QLineEdit {{ border: 1px solid {ink}; border-radius: 8px; padding: {high}px {wide}px;
        background: {window}; color: {text}; placeholder-text-color: {muted};
        selection-background-color: {accent};
        selection-color: {on_accent}; }}
    QLineEdit:focus {{ border: 2px solid {accent}; padding: {high_inside}px {wide_inside}px; }}
    QLineEdit:disabled {{ color: {muted}; background: {panel}; }}
"""


_DOT = "\N{BLACK CIRCLE}"
SECRET_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class Field(QLineEdit):
    """One line of text. `secret`: shown as dots, without undo, prediction, copy or drag.

    To a screen reader its value is dots as well (Qt's QAccessibleLineEdit). What was typed lies
    in texts of Qt's, which nobody can overwrite; they are let go of when it is emptied.
    """

    def __init__(self, look: Look, name: str, *, secret: bool = False) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(name)
        self._is_secret = secret
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
            self.setInputMethodHints(SECRET_HINTS)
            self.setDragEnabled(False)
        self._dress()
        look.changed.connect(self._dress)

    def clear(self) -> None:
        """Empty it for good: Qt's own `clear` keeps every letter, to undo it."""
        self.setText("")

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: object = None, /) -> object:
        """What an input method may know: of a secret no more than its length."""
        answer: object = super().inputMethodQuery(query, argument)
        return _DOT * len(answer) if self._is_secret and isinstance(answer, str) else answer

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._is_secret:
            super().contextMenuEvent(event)
            return
        # Qt's own menu offers to undo, and knows no pictures.
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste = menu.addAction(self.tr("Paste"))
        paste.setEnabled(can_be_pasted(QGuiApplication.clipboard().mimeData()))
        paste.triggered.connect(self.paste)
        menu.popup(event.globalPos())

    def _dress(self) -> None:
        tokens = self._look.tokens
        self.setFont(self._look.font(SIZE_BODY))
        colours = tokens._asdict()
        high, wide = with_text(8), with_text(11)
        inside = {"high_inside": high - 1, "wide_inside": wide - 1}
        self.setStyleSheet(_STYLE.format(**colours, high=high, wide=wide, **inside))
