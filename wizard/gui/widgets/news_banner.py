"""The sentence at the top of the saved keys: what changed since last time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from wizard.core.news import News
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.card import Card
from wizard.gui.widgets.drawings import IconLabel
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.tones import CARDS, ICONS, ROLES
from wizard.gui.widgets.turning import turn

_SIDE_BY_SIDE = 80
_NATURAL = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class NewsBanner(Card):
    """Hidden until there is news. `asked` carries the record id of the key to show."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setObjectName("news")
        self._news: News | None = None
        self._icon = IconLabel(look, "check")
        self._sentence = Text(look, Role.STRONG)
        self._sentence.setObjectName("news-sentence")
        self._more = Text(look, Role.BODY)
        self._show = Button(look, self.tr("Show me what changed"), "news-show")
        self._show.clicked.connect(self._ask)
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        texts.addWidget(self._sentence)
        texts.addWidget(self._more)
        words = QHBoxLayout()
        words.setSpacing(GRID + 4)
        words.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        words.addLayout(texts, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GRID + 4)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._show, 0, _NATURAL)
        self.column.addLayout(self._row)
        self.hide()

    @property
    def news(self) -> News | None:
        """What is shown."""
        return self._news

    def show_news(self, news: News | None) -> None:
        """Show the news and announce it; None hides the banner."""
        self._news = news
        self.setVisible(news is not None)
        if news is None:
            return
        self.feel(CARDS[news.tone])
        self._icon.show_icon(*ICONS[news.tone])
        self._sentence.play(ROLES[news.tone])
        self._sentence.setText(news.sentence)
        self._more.setText(news.more)
        self._more.setVisible(bool(news.more))
        self._show.setVisible(news.record_id is not None)
        words = f"{news.sentence} {news.more}".strip()
        self.setAccessibleName(words)
        announce(self, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn(self._row, self, _SIDE_BY_SIDE)

    def _ask(self) -> None:
        if self._news is not None and self._news.record_id is not None:
            self.asked.emit(self._news.record_id)
