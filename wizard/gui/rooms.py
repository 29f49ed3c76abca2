"""Everything behind the first picture: the pages, the flows at work, and which leads where."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.guide import (
    GuideState,
    at_unfinished,
    start_again,
    start_creating,
    start_with_own_key,
)
from wizard.gui.address_flow import AddressFlow
from wizard.gui.connection_flow import ConnectionFlow
from wizard.gui.ending import Ending
from wizard.gui.guide_flow import GuideFlow
from wizard.gui.home_flow import HomeFlow
from wizard.gui.jobs import JobRunner
from wizard.gui.lock_flow import LockFlow
from wizard.gui.look import Look
from wizard.gui.notice_flow import NoticeFlow
from wizard.gui.page_stack import PageStack
from wizard.gui.report_flow import ReportFlow
from wizard.gui.restore_flow import RestoreFlow
from wizard.gui.resume_flow import ResumeFlow
from wizard.gui.start_flow import StartFlow
from wizard.gui.vault_flow import VaultFlow
from wizard.gui.widgets.dialogs import confirm_dropping
from wizard.gui.window_pages import WindowPages
from wizard.guide.steps import load_steps
from wizard.guide.texts import load_text
from wizard.key_service import KeyService


class Rooms(QObject):
    """`ready`: the vault was looked for. `rehearse` asks for another window.

    `above`: the window's top, above whatever page is shown.
    """

    rehearse = Signal()
    ready = Signal()

    def __init__(
        self,
        look: Look,
        window: QWidget,
        stack: PageStack,
        above: QVBoxLayout,
        pages: WindowPages,
        make_service: Callable[[], KeyService],
        open_page: Callable[[str], bool],
        *,
        is_practice: bool,
    ) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._stack = stack
        self._above = above
        self.pages = pages
        self.runner = JobRunner(window)
        self._addresses = AddressFlow(look, window, pages, open_page)
        self.resume = ResumeFlow(look, self.runner, lambda: self.service, self._may_offer_resuming)
        self.guide: GuideFlow | None = None
        self.home: HomeFlow | None = None
        self._may_close = False
        self._before_reading: QWidget = pages.welcome
        self.start = StartFlow(make_service, self.runner, pages.welcome, pages.passphrase)
        self.locking = LockFlow(
            window, self.runner, self.start, self.holds_unsealed, is_practice=is_practice
        )
        self._ending = Ending(window, self.runner, lambda: self.start.built)
        shared = (look, window, self.runner, lambda: self.start.built)
        self._report, self._connection = ReportFlow(*shared), ConnectionFlow(*shared)
        self._vault, self._restoring = VaultFlow(*shared), RestoreFlow(*shared, self.start)
        self.notices = NoticeFlow(*shared, self._vault, is_practice=is_practice)
        self._connect_start()
        self._connect_pages()
        self._connect_vault()

    def begin(self) -> None:
        """Look for the vault."""
        self.start.begin()

    @property
    def service(self) -> KeyService:
        """The service, as soon as `ready` was sent."""
        return self.start.service

    @property
    def guide_state(self) -> GuideState | None:
        """Where the person is in the guide, while it is shown."""
        shown = self.guide is not None and self._stack.currentWidget() is self.pages.guide
        return self.guide.state if shown and self.guide is not None else None

    def holds_unsealed(self) -> bool:
        """Whether closing now would lose something that was pasted."""
        return self.guide is not None and self.guide.holds_unsealed

    def may_close(self) -> bool:
        """Whether nothing is lost; else the person is asked, and the window closed on a yes."""
        if self._may_close or self.guide is None or not self.holds_unsealed():
            return True
        dialog = confirm_dropping(self._look, self._window, both=self.guide.holds_pair)
        dialog.confirmed.connect(self._close_now)
        return False

    def begin_end(self) -> None:
        """The window closes."""
        self.locking.end()
        for flow in (self.guide, self.home):
            if flow is not None:
                flow.end()
        self._ending.begin()

    def end(self) -> None:
        """Wait for the last threads, and close the service. Does nothing twice."""
        self._ending.end()

    def _close_now(self) -> None:
        self._may_close = True
        self._window.close()

    def _connect_start(self) -> None:
        start, pages = self.start, self.pages
        start.opened.connect(self._show_first)
        start.fresh.connect(self._show_fresh)
        start.locked.connect(lambda: self._show(pages.passphrase))
        start.ask_passphrase.connect(lambda: self._show(pages.passphrase))
        start.noticed.connect(self._leave_first)
        self.locking.locking.connect(self._forget_opened)
        self.locking.unlocked.connect(self._come_back)
        self.locking.can_lock_changed.connect(pages.home.show_can_lock)
        self.locking.in_vain.connect(self._tell_no_lock)

    def _connect_pages(self) -> None:
        welcome, home = self.pages.welcome, self.pages.home
        self.pages.passphrase.cancelled.connect(lambda: self._show(welcome))
        self.pages.reading.back.connect(lambda: self._show(self._before_reading))
        welcome.create_key.connect(lambda: self._begin_guide(start_creating()))
        welcome.have_one.connect(lambda: self._begin_guide(start_with_own_key()))
        welcome.rehearse.connect(self.rehearse)
        welcome.import_keys.connect(lambda: self.start.with_passphrase(self._vault.take_in))
        self.pages.guide.content.why.connect(self._show_why)
        for page in (welcome, home):
            page.why.connect(self._show_why)
            page.report.connect(self._report.open)
            page.connection.connect(self._connection.open)
            page.vault.connect(self._vault.open)
        home.restore.connect(self._restoring.open)
        home.lock.connect(self.locking.lock_now)
        home.new_key.connect(lambda: self._begin_guide(start_creating()))
        home.check_own_key.connect(lambda: self._begin_guide(start_with_own_key()))
        home.create_again.connect(self._create_again)
        home.resume_pending.connect(self._resume_pending)

    def _connect_vault(self) -> None:
        self._vault.changed.connect(self.locking.look_again)
        self._vault.imported.connect(self.show_keys)
        self._vault.made.connect(self.start.begin)
        self._vault.missed.connect(self.pages.home.show_problem)
        self.notices.was_read.connect(self.resume.offer)
        self.resume.go_on.connect(self._begin_guide)
        self.resume.discarded.connect(self.show_keys)
        self.resume.missed.connect(self.pages.home.show_problem)
        self.resume.known.connect(self.pages.home.waiting.note_left_at)
        self.resume.card.offers.connect(self.pages.home.waiting.leave_out)

    def _forget_opened(self) -> None:
        for flow in (self.guide, self.home):
            if flow is not None:
                flow.lock()
        self.resume.card.hide()
        self._stack.lock()

    def _come_back(self) -> None:
        self.notices.tell_opened(code_dropped=self.locking.dropped_code)
        page = self._stack.unlock()
        guide, home = self._flows()
        guide.unlock(is_shown=page is self.pages.guide)
        home.unlock()
        if page is self.pages.home or page is self.pages.welcome:
            home.refresh()
            self.resume.offer()

    def _show(self, page: QWidget) -> None:
        self._stack.show_page(page)
        if page is self.pages.welcome:
            self.notices.show_in(self.pages.welcome.above)
        elif page is self.pages.home:
            self.notices.show_in(self.pages.home.above)
        else:
            self.resume.card.hide()

    def _flows(self) -> tuple[GuideFlow, HomeFlow]:
        if self.guide is None or self.home is None:
            service = self.start.service
            self.guide = GuideFlow(
                self._look,
                self.pages.guide,
                self.runner,
                service,
                load_steps(),
                self._addresses.open,
                self._connection,
            )
            self.guide.ended.connect(self.leave_guide)
            self.guide.restore.connect(self._restoring.open)
            self.home = HomeFlow(
                self._look, self.pages.home, self.runner, service, self._addresses.open
            )
            self.home.shown.connect(lambda: self._show(self.pages.home))
            self.home.looked_again.connect(self.locking.look_again)
            self.home.emptied.connect(lambda: self._show(self.pages.welcome))
            for seen in (self.home.shown, self.home.looked_again, self.home.emptied):
                seen.connect(self.resume.look_again)
        return self.guide, self.home

    def _leave_first(self) -> None:
        if self._stack.shows_first:
            self._show(self.pages.welcome)

    def _show_fresh(self) -> None:
        self._show(self.pages.welcome)
        self.ready.emit()

    def _show_first(self) -> None:
        self.notices.tell_opened()
        self.show_keys()
        self.resume.offer()
        self.locking.look_again()
        self.ready.emit()

    def leave_guide(self) -> None:
        """The guide has ended: show the keys, and the one that it saved."""
        guide, home = self._flows()
        self.pages.home.note_saved(guide.saved_id or "")
        home.refresh(select=guide.saved_id, forget_news=True)
        if guide.saved_id is None:
            self.resume.offer(left=True)
        else:
            self.notices.tell_saved()

    def show_keys(self) -> None:
        """Read the vault's keys anew, and show them."""
        self._flows()[1].refresh()

    def _show_why(self) -> None:
        self._before_reading = self._stack.currentWidget() or self.pages.welcome
        drawn = next(step for step in load_steps() if step.id == "read-only")
        self.pages.reading.show_text(
            load_text("why-read-only"), drawn.illustration.removesuffix(".svg"), drawn.picture
        )
        self._show(self.pages.reading)

    def _begin_guide(self, state: GuideState) -> None:
        def go() -> None:
            self._flows()[0].begin(state)
            self._show(self.pages.guide)
            self.locking.look_again()

        self.start.with_vault(go)

    def _create_again(self, record_id: str) -> None:
        key = self._flows()[1].saved(record_id)
        if key is not None:
            self._begin_guide(start_again(key))

    def _resume_pending(self, record_id: str) -> None:
        key = self._flows()[1].pending(record_id)
        if key is not None:
            self._begin_guide(at_unfinished(key))

    def _may_offer_resuming(self, left: bool) -> bool:
        is_elsewhere = left or self.guide_state is None
        return is_elsewhere and self.notices.is_silent and not self.locking.is_locked

    def _tell_no_lock(self) -> None:
        in_guide = self._stack.currentWidget() is self.pages.guide
        self.notices.tell_no_lock(self._above if in_guide else None)

    def open_exchange(self) -> None:
        """Open the exchange's own page, of the venue that the guide is at."""
        if self.start.built is not None:
            in_guide = self.guide is not None and self.guide_state is not None
            venue = self.guide.venue if in_guide and self.guide else self.service.venue
            self._addresses.open(venue.pages["account"])
