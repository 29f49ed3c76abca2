"""A page to read: a longer text of the program's own, offline."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.gui.look import GRID, Look
from wizard.gui.pages.scrolling import scrolling
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.text import Role, Text


class ReadingPage(QWidget):
    """Markdown with a way back."""

    back = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._text = Text(look, Role.LEAD, markdown=True)
        self._back = Button(look, self.tr("Back"), "reading-back", icon="arrow-left")
        self._back.clicked.connect(self.back)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._text)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(look, content, centred=True))

    def show_text(self, markdown: str) -> None:
        """Show a text from its beginning."""
        self._text.setText(markdown)
        self._back.setFocus()
