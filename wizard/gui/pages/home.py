"""The saved keys: what changed, all keys at a glance, and everything about the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from wizard.core.news import News
from wizard.core.problems import Action, Problem
from wizard.core.saved_key import UnfinishedKey, WaitingPair
from wizard.gui.action_words import words_at_home
from wizard.gui.look import GRID, Look
from wizard.gui.pages.scrolling import Holder, area_around
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.dialogs import (
    ask_name,
    confirm,
    confirm_discarding,
    confirm_discarding_pair,
)
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.key_details import KeyDetails
from wizard.gui.widgets.key_table import KeyRow, KeyTable
from wizard.gui.widgets.news_banner import NewsBanner
from wizard.gui.widgets.page_links import PageLinks
from wizard.gui.widgets.pending_cards import PendingCards
from wizard.gui.widgets.problem_card import ProblemCard
from wizard.gui.widgets.progress_card import ProgressCard
from wizard.gui.widgets.reading_order import read_in_order
from wizard.gui.widgets.scroll_bar import WIDTH
from wizard.gui.widgets.text import Role, Text
from wizard.gui.widgets.turning import turn

__all__ = ["HomePage", "KeyRow"]

_SIDE_BY_SIDE = 170


class HomePage(QWidget):
    """Shows what it is given and says what is wanted; ids in signals are record ids.

    `problem_acted` also carries OPEN_PAGE when the selected key is to be mended at the exchange.
    """

    new_key = Signal()
    check_own_key = Signal()
    check_address = Signal()
    verify_all = Signal()
    stop_verifying = Signal()
    verify = Signal(str)
    hand_over = Signal(str)
    rename = Signal(str, str)
    remove = Signal(str)
    create_again = Signal(str)
    resume_pending = Signal(str)
    discard_pending = Signal(str)
    why = Signal()
    report = Signal()
    connection = Signal()
    vault = Signal()
    preferences = Signal()
    help = Signal()
    restore = Signal()
    lock = Signal()
    problem_acted = Signal(Action)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.above = QVBoxLayout()
        self._now: datetime | None = None
        self._problem = ProblemCard(look, words=words_at_home)
        self._shown_problem: Problem | None = None
        self._problem.acted.connect(self.problem_acted)
        self._progress = ProgressCard(look)
        self._progress.stopped.connect(self.stop_verifying)
        self._news = NewsBanner(look)
        self._news.asked.connect(self._show_changed)
        self.waiting = PendingCards(look)
        self.waiting.resumed.connect(self.resume_pending)
        self.waiting.discarded.connect(self._ask_to_discard)
        self.waiting.filled.connect(lambda: read_in_order(self))
        self._table = self._make_table(look)
        self._details = self._make_details(look)
        self._none = Text(
            look, Role.LEAD, self.tr("No saved keys. A key that is proven read-only appears here.")
        )
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(2 * GRID)
        self._below_table = QSpacerItem(0, 0)
        self._left = QVBoxLayout()
        self._left.addWidget(self._table, 1)
        self._left.addItem(self._below_table)
        self._body.addLayout(self._left)
        right = QVBoxLayout()
        right.addWidget(self._details)
        right.addStretch(1)
        self._body.addLayout(right)
        self._build()

    def show_keys(
        self, rows: Sequence[KeyRow], pending: Sequence[UnfinishedKey], now: datetime
    ) -> None:
        """Show all keys; the selected one stays selected. `now` is an aware time."""
        self._now = now
        self.waiting.show_pending(tuple(pending))
        self._table.show_rows(rows)
        self._table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._all.setEnabled(bool(rows) and self._progress.isHidden())

    def show_progress(self, done: int, total: int | None) -> None:
        """While keys are being verified: how many are `done`; None for `total`: idle."""
        focused: QWidget | None = self.focusWidget()
        if total is None:
            had_focus = focused is self._progress.stop
            self._all.setEnabled(not self._table.isHidden())
            if had_focus:
                self._all.setFocus()
            self._progress.hide()
            self._news.setVisible(self._news.news is not None)
            return
        self._news.hide()  # it told of the round before
        self._progress.show_progress(done, total)
        if focused is self._all:
            self._progress.stop.setFocus()
        self._all.setEnabled(False)

    def show_news(self, news: News | None) -> None:
        """Say what changed since last time; None takes it away."""
        self._news.show_news(news)

    def show_problem(self, problem: Problem | None) -> None:
        """Say what went wrong; None takes it away."""
        self._shown_problem = problem
        self._problem.show_problem(problem)

    def show_can_lock(self, can_lock: bool) -> None:
        """Offer to lock the vault, or not."""
        self._lock.setVisible(can_lock)

    @property
    def problem(self) -> Problem | None:
        """The problem that is shown."""
        return self._shown_problem

    @property
    def selected(self) -> str:
        """The record id of the selected key; "" when none is."""
        return self._table.chosen_id

    def note_saved(self, record_id: str) -> None:
        """To hand this key over is the thing to do now; "": there is none of that kind."""
        self._details.just_saved = record_id
        self._show_chosen(self._table.chosen_id)

    def select(self, record_id: str) -> None:
        """Select a key."""
        self._table.select(record_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        nowhere: QWidget | None = self.focusWidget()
        if nowhere is None and not self._table.isHidden():
            self._table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = turn(self._body, self, _SIDE_BY_SIDE)
        # Side by side both get their share; one below the other the table grows first.
        self._body.setStretch(0, 5 if wide else 1)
        self._body.setStretch(1, 4 if wide else 0)
        spare = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self._below_table.changeSize(0, 0, QSizePolicy.Policy.Minimum, spare)
        self._left.invalidate()

    def _make_table(self, look: Look) -> KeyTable:
        table = KeyTable(look)
        table.chosen.connect(self._show_chosen)
        table.verify.connect(self._ask_to_verify)
        table.rename.connect(self._ask_for_name)
        table.remove.connect(self._ask_to_remove)
        return table

    def _make_details(self, look: Look) -> KeyDetails:
        details = KeyDetails(look)
        details.verify.connect(lambda: self._ask_to_verify(self._table.chosen_id))
        details.hand_over.connect(lambda: self.hand_over.emit(self._table.chosen_id))
        details.rename.connect(lambda: self._ask_for_name(self._table.chosen_id))
        details.remove.connect(lambda: self._ask_to_remove(self._table.chosen_id))
        details.create_again.connect(lambda: self.create_again.emit(self._table.chosen_id))
        details.open_page.connect(lambda: self.problem_acted.emit(Action.OPEN_PAGE))
        details.hide()
        return details

    def _build(self) -> None:
        content = Holder()
        column = QVBoxLayout(content)
        # The bar's place is kept at the right, so that all cards end where those above the page do.
        column.setContentsMargins(4 * GRID + 4, 3 * GRID + 4, 4 * GRID + 4 - WIDTH, 3 * GRID)
        column.setSpacing(GRID + 4)
        column.addLayout(self.above)
        column.addLayout(self._make_top())
        for card in (self._problem, self._progress, self._news):
            column.addWidget(card)
        column.addLayout(self.waiting)
        column.addWidget(self._none)
        column.addLayout(self._body, 1)
        self._lock = Button(self._look, self.tr("Lock now"), "lock-now", Kind.LINK)
        self._lock.setToolTip(self.tr("Close the vault until your passphrase opens it again"))
        self._lock.clicked.connect(self.lock)
        self._lock.hide()
        links = PageLinks(self._look, after_vault=self._lock)
        links.lead_to(
            self.why,
            self.check_address,
            self.report,
            self.connection,
            self.vault,
            self.preferences,
            self.help,
        )
        column.addLayout(links)
        column.addStretch(0)
        self._scroll = area_around(self._look, content)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _make_top(self) -> Flow:
        look = self._look
        own = Button(look, self.tr("Check a key I have"), "check-own-key")
        own.clicked.connect(self.check_own_key)
        new = Button(look, self.tr("New read-only key"), "new-key", icon="plus")
        new.clicked.connect(self.new_key)
        self._all = Button(look, self.tr("Verify all"), "verify-all", Kind.MAIN, icon="refresh")
        self._all.setToolTip(self.tr("Ask the exchange about every key again"))
        self._all.clicked.connect(self.verify_all)
        top = Flow(apart=True, gap=GRID + 4)
        for widget in (Text(look, Role.TITLE, self.tr("Saved keys"), wrap=False), own, new):
            top.addWidget(widget)
        top.addWidget(self._all)
        return top

    def _show_chosen(self, record_id: str) -> None:
        row = self._table.row(record_id)
        self._details.setVisible(row is not None)
        if row is not None and self._now is not None:
            self._details.show_key(row, self._now)

    def _show_changed(self, record_id: str) -> None:
        self.select(record_id)
        self._table.setFocus()
        self._scroll.ensureWidgetVisible(self._details, 0, GRID)

    def _ask_to_verify(self, record_id: str) -> None:
        row = self._table.row(record_id)
        if row is not None and not row.busy:
            self.verify.emit(record_id)

    def _ask_for_name(self, record_id: str) -> None:
        row = self._table.row(record_id)
        if row is None:
            return
        taken = (*self._table.names_besides(record_id), *(one.name for one in self.waiting.pending))
        dialog = ask_name(self._look, self, row.key.name, taken)
        dialog.chosen.connect(lambda name: self.rename.emit(record_id, name))

    def _ask_to_remove(self, record_id: str) -> None:
        row = self._table.row(record_id)
        if row is None:
            return
        words = (
            self.tr("Its secret is wiped here, and the wizard forgets its history."),
            self.tr(
                "Old copies of it may remain, in a backup for example, and the key goes on "
                "working. To be sure, delete the key at the exchange as well."
            ),
        )
        title = self.tr("Remove “{0}”?").format(row.key.name)
        dialog = confirm(self._look, self, title, words, self.tr("Remove"))
        dialog.confirmed.connect(lambda: self.remove.emit(record_id))
        dialog.finished.connect(lambda _: self._table.setFocus())

    def _ask_to_discard(self, record_id: str) -> None:
        key = next((one for one in self.waiting.pending if one.record_id == record_id), None)
        if key is None:
            return
        ask = confirm_discarding_pair if isinstance(key, WaitingPair) else confirm_discarding
        dialog = ask(self._look, self, key.name)
        dialog.confirmed.connect(lambda: self.discard_pending.emit(record_id))
