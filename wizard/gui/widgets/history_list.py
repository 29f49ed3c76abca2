"""A key's history, newest first: when, and what was found or had changed."""

from __future__ import annotations

from datetime import datetime
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wizard.core.credentials import KeyKind
from wizard.core.history import Switched
from wizard.core.key_story import Chapter, story_of, summary_of
from wizard.core.permissions import IP_RESTRICTED, label
from wizard.core.saved_key import SavedKey
from wizard.core.status import Tone
from wizard.core.time_words import clock_time
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.text import Role, Text

_SHOWN_AT_FIRST = 4


class HistoryList(QWidget):
    """Two columns, time and words; long histories open on demand."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._key: SavedKey | None = None
        self._now: datetime | None = None
        self._open = False
        self._lines: list[tuple[Text, Text]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2 + 2)
        self._grid.setColumnStretch(1, 1)
        self._all = Button(look, "", "history-all", Kind.LINK)
        self._all.clicked.connect(self._toggle)
        self._summary = Text(look, Role.QUIET)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(Text(look, Role.STRONG, self.tr("History")))
        column.addLayout(self._grid)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._summary)
        column.addStretch(1)

    def show_history(self, key: SavedKey, now: datetime) -> None:
        """Show the history of `key`; another key's is folded at first."""
        if self._key is None or self._key.record_id != key.record_id:
            self._open = False
        self._key, self._now = key, now
        self._show()

    def _show(self) -> None:
        if self._key is None or self._now is None:
            return
        chapters = story_of(self._key)
        shown = chapters if self._open else chapters[:_SHOWN_AT_FIRST]
        while len(self._lines) < len(shown):
            self._add_line()
        for number, (when, what) in enumerate(self._lines):
            when.setVisible(number < len(shown))
            what.setVisible(number < len(shown))
            if number < len(shown):
                self._show_chapter(when, what, shown[number], self._now)
        hidden = len(chapters) - _SHOWN_AT_FIRST
        self._all.setVisible(hidden > 0)
        self._all.setText(
            self.tr("Show less") if self._open else self.tr("Show {0} older").format(hidden)
        )
        kinds = {
            KeyKind.HMAC: self.tr("System generated."),
            KeyKind.ED25519: self.tr("Self-generated, Ed25519."),
            KeyKind.RSA: self.tr("Self-generated, RSA."),
        }
        self._summary.setText(f"{kinds[self._key.kind]} {summary_of(self._key, self._now)}")

    def _add_line(self) -> None:
        when = Text(self._look, Role.QUIET, wrap=False)
        what = Text(self._look, Role.BODY)
        what.setTextFormat(Qt.TextFormat.RichText)
        row = len(self._lines)
        self._grid.addWidget(when, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(what, row, 1)
        self._lines.append((when, what))

    def _show_chapter(self, when: Text, what: Text, chapter: Chapter, now: datetime) -> None:
        moment = clock_time(chapter.newest.checked_at, now)
        when.setText(moment[0].upper() + moment[1:])
        # What the exchange calls a permission is not ours: it is escaped before it is shown.
        words = "<br>".join(self._switched(one) for one in chapter.changes)
        found = escape(chapter.words)
        if chapter.checks > 1:
            start = clock_time(chapter.earliest, now)
            found = self.tr("{0}, {1} times since {2}").format(found, chapter.checks, start)
        what.play(Role.BODY if chapter.changes or chapter.tone is not Tone.GOOD else Role.QUIET)
        what.setText(words or found)

    def _switched(self, change: Switched) -> str:
        if change.field == IP_RESTRICTED:
            return escape(change.words)
        on, off = self.tr("{0} switched <b>on</b>"), self.tr("{0} switched <b>off</b>")
        return (on if change.on else off).format(escape(label(change.field)))

    def _toggle(self) -> None:
        self._open = not self._open
        self._show()
