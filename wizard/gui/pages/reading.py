"""A page to read: a longer text of the program's own, offline."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.pages.scrolling import scrolling
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.drawings import Illustration
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.page_links import help_link
from wizard.gui.widgets.readable_column import in_column
from wizard.gui.widgets.scroll_bar import WIDTH
from wizard.gui.widgets.text import Role, Text


class ReadingPage(QWidget):
    """Markdown with a way back."""

    back = Signal()
    help = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._beginning = Text(look, Role.LEAD, markdown=True)
        self._drawing = Illustration(look)
        self._text = Text(look, Role.LEAD, markdown=True)
        self._back = Button(look, self.tr("Back"), "reading-back", icon="arrow-left")
        self._back.clicked.connect(self.back)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        for part in (self._beginning, self._drawing, self._text):
            column.addWidget(part)
        column.addStretch(1)
        above = QWidget()
        row = Flow(apart=True)
        row.addWidget(self._back)
        row.addWidget(help_link(look, self.help))
        above.setLayout(row)
        top = QWidget()
        top.setLayout(in_column(above, top=3 * GRID, bottom=0, centred=True, reserved=WIDTH))
        self._scroll = scrolling(look, content, centred=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(top)
        outer.addWidget(self._scroll, 1)

    def show_text(self, markdown: str, drawing: str = "", described: str = "") -> None:
        """Show a text from its beginning. A drawing stands before its first part."""
        beginning, mark, rest = markdown.partition("\n## ")
        self._beginning.setText(beginning)
        self._text.setText(mark.lstrip() + rest)
        self._text.setVisible(bool(rest))
        self._drawing.setVisible(bool(drawing))
        if drawing:
            self._drawing.show_drawing(drawing, described)
        self._scroll.verticalScrollBar().setValue(0)
        self._back.setFocus()
        words = f"{self._beginning.accessibleName()} {self._text.accessibleName()}"
        announce(self, words.strip(), politely=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back.click()
        else:
            self._scroll.scroll_by(event)
