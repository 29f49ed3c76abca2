"""A piece of text in one of the type scale's roles; the only way text is put on a screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wizard.gui.look import (
    GRID,
    SIZE_BODY,
    SIZE_CAPTION,
    SIZE_HEADING,
    SIZE_LEAD,
    SIZE_TITLE,
    Look,
    TextSize,
)

_LEADING = 1.3
"""From one line of a paragraph to the next, as a share of what the letters need."""

_ONE_STEP_LARGER = 1

_NORMAL, _BOLD = QFont.Weight.Normal, QFont.Weight.DemiBold


@dataclass(frozen=True, slots=True)
class _Role:
    size: TextSize
    weight: QFont.Weight
    colour: str


class Role(Enum):
    """What a text is for; size, weight and colour follow from it."""

    TITLE = _Role(SIZE_TITLE, _BOLD, "text")
    HEADING = _Role(SIZE_HEADING, _BOLD, "text")
    LEAD = _Role(SIZE_LEAD, _NORMAL, "text")
    BODY = _Role(SIZE_BODY, _NORMAL, "text")
    STRONG = _Role(SIZE_BODY, _BOLD, "text")
    QUIET = _Role(SIZE_BODY, _NORMAL, "muted")
    EYEBROW = _Role(SIZE_CAPTION, _BOLD, "muted")
    GOOD = _Role(SIZE_BODY, _BOLD, "good")
    BAD = _Role(SIZE_BODY, _BOLD, "bad")
    WARN = _Role(SIZE_BODY, _BOLD, "warn")
    TITLE_GOOD = _Role(SIZE_TITLE, _BOLD, "good")
    TITLE_BAD = _Role(SIZE_TITLE, _BOLD, "bad")
    TITLE_WARN = _Role(SIZE_TITLE, _BOLD, "warn")


def typeset(markdown: str) -> QTextDocument:
    """Paragraphs with air between their lines and around them; nothing above the first."""
    document = QTextDocument()
    document.setMarkdown(markdown)
    line = round(_LEADING * QFontMetrics(document.defaultFont()).height())
    block, is_first = document.begin(), True
    while block.isValid():
        form = block.blockFormat()
        following = block.next()
        is_heading = form.headingLevel() > 0
        if is_heading:
            height = QTextBlockFormat.LineHeightTypes.ProportionalHeight
            form.setLineHeight(100 * _LEADING, height.value)
        else:  # the letters of a typewriter are higher: their lines would stand further apart
            form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        is_item = block.textList() is not None and following.textList() is not None
        above = 2 * GRID if is_heading and not is_first else 0
        form.setTopMargin(above)
        form.setBottomMargin(GRID // 2 if is_item or is_heading else GRID)
        cursor = QTextCursor(block)
        cursor.setBlockFormat(form)
        if form.headingLevel() > 1:
            _make_smaller(cursor)
        block, is_first = following, False
    last = QTextCursor(document.lastBlock())
    form = last.blockFormat()
    form.setBottomMargin(0)
    last.setBlockFormat(form)
    return document


def _make_smaller(cursor: QTextCursor) -> None:
    # Qt would have it larger than the title of the dialog that it is in.
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    letters = QTextCharFormat()
    letters.setProperty(QTextFormat.Property.FontSizeAdjustment.value, _ONE_STEP_LARGER)
    cursor.mergeCharFormat(letters)


class Text(QLabel):
    """Wrapping text; `markdown` for texts with bold words, lists or paragraphs."""

    def __init__(
        self, look: Look, role: Role, text: str = "", *, markdown: bool = False, wrap: bool = True
    ) -> None:
        super().__init__()
        self._look = look
        self._role = role
        self._is_markdown = markdown
        self._source = ""
        self.setTextFormat(Qt.TextFormat.RichText if markdown else Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._dress()
        self.setText(text)
        look.changed.connect(self._dress)

    def setText(self, text: str) -> None:
        self._source = text
        if not self._is_markdown:
            super().setText(text)
            return
        document = typeset(text)
        super().setText(document.toHtml())
        # Qt would have the marks read aloud: star, star.
        self.setAccessibleName(document.toPlainText().strip())

    def text(self) -> str:
        """What it was given: Markdown stays Markdown."""
        return self._source

    def play(self, role: Role) -> None:
        """Take another role."""
        self._role = role
        self._dress()

    def _dress(self) -> None:
        role = self._role.value
        font = self._look.font(role.size, role.weight)
        if self._is_markdown and self._source and font != self.font():
            self.setText(self._source)  # what is typeset keeps the size that it was set in
        self.setFont(font)
        palette = QPalette(self._look.palette())
        palette.setColor(
            QPalette.ColorRole.WindowText, QColor(getattr(self._look.tokens, role.colour))
        )
        self.setPalette(palette)


def labelled(text: Text, field: QWidget) -> Text:
    """Make `text` the label of `field`: clicking it and its shortcut lead there."""
    text.setBuddy(field)
    field.setAccessibleName(text.text().replace("&", ""))
    return text
