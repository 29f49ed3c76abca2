"""The window: which screen is shown when, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.guide import GuideState, at_pending_key, start_creating, start_with_own_key
from wizard.core.problems import Problem, ProblemId
from wizard.gui.browser import open_in_browser
from wizard.gui.connection_flow import ConnectionFlow
from wizard.gui.ending import Ending
from wizard.gui.guide_flow import GuideFlow
from wizard.gui.home_flow import HomeFlow
from wizard.gui.jobs import JobRunner
from wizard.gui.lock_flow import LockFlow
from wizard.gui.look import Look
from wizard.gui.notice_flow import NoticeFlow
from wizard.gui.page_stack import PageStack
from wizard.gui.pages.guide import GuidePage
from wizard.gui.pages.home import HomePage
from wizard.gui.pages.passphrase import PassphrasePage
from wizard.gui.pages.reading import ReadingPage
from wizard.gui.pages.welcome import WelcomePage
from wizard.gui.report_flow import ReportFlow
from wizard.gui.restore_flow import RestoreFlow
from wizard.gui.resume_flow import ResumeFlow
from wizard.gui.start_flow import StartFlow
from wizard.gui.vault_flow import VaultFlow
from wizard.gui.widgets.dialogs import confirm_dropping
from wizard.gui.widgets.ribbon import Ribbon
from wizard.guide.steps import load_steps
from wizard.guide.texts import load_text
from wizard.key_service import KeyService


class MainWindow(QWidget):
    """One window on one service. `rehearse` asks for a second window, on the practice exchange."""

    rehearse = Signal()
    ready = Signal()

    def __init__(
        self,
        look: Look,
        make_service: Callable[[], KeyService],
        *,
        is_practice: bool,
        open_address: Callable[[str], bool] = open_in_browser,
    ) -> None:
        super().__init__()
        self._look = look
        self._open_page = open_address
        self.setWindowTitle(
            self.tr("Read-Only Key Wizard – rehearsal")
            if is_practice
            else self.tr("Read-Only Key Wizard")
        )
        self.resize(1020, 700)
        self.setMinimumSize(720, 480)
        self.runner = JobRunner(self)
        self._welcome = WelcomePage(look, can_rehearse=not is_practice)
        self._passphrase = PassphrasePage(look)
        self._reading = ReadingPage(look)
        self._guide_page = GuidePage(look)
        self._home_page = HomePage(look)
        self._resume = ResumeFlow(look, self.runner, lambda: self.service, self._may_offer_resuming)
        self._ribbon = Ribbon(look)
        self._ribbon.setVisible(is_practice)
        self._ribbon.open_exchange.connect(self._open_exchange)
        self._stack = PageStack(
            self._passphrase, (self._welcome, self._reading, self._guide_page, self._home_page)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._ribbon)
        column.addWidget(self._resume.card)
        self._above = QVBoxLayout()
        column.addLayout(self._above)
        column.addWidget(self._stack, 1)
        self._may_close = False
        self._guide: GuideFlow | None = None
        self._home: HomeFlow | None = None
        self._before_reading: QWidget = self._welcome
        self._start = StartFlow(make_service, self.runner, self._welcome, self._passphrase)
        self.locking = LockFlow(
            self, self.runner, self._start, self._holds_unsealed, is_practice=is_practice
        )
        self._ending = Ending(self, self.runner, lambda: self._start.built)
        shared = (look, self, self.runner, lambda: self._start.built)
        self._report, self._connection = ReportFlow(*shared), ConnectionFlow(*shared)
        self._vault, self._restoring = VaultFlow(*shared), RestoreFlow(*shared, self._start)
        self._notices = NoticeFlow(*shared, self._vault, is_practice=is_practice)
        self._connect()

    def begin(self) -> None:
        """Look for the vault; the window is on screen already."""
        self._start.begin()

    @property
    def service(self) -> KeyService:
        """The service this window works on; there is one as soon as `ready` was sent."""
        return self._start.service

    @property
    def guide_state(self) -> GuideState | None:
        """Where the person is in the guide, while it is shown."""
        shown = self._guide is not None and self._stack.currentWidget() is self._guide_page
        return self._guide.state if shown and self._guide is not None else None

    def lock_now(self) -> None:
        """Lock the vault, where there is one that asks for a passphrase."""
        self.locking.lock_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._guide is not None and self._holds_unsealed() and not self._may_close:
            event.ignore()
            dialog = confirm_dropping(self._look, self, both=self._guide.holds_pair)
            dialog.confirmed.connect(self._close_now)
            return
        self.locking.end()
        if self._guide is not None:
            self._guide.end()
        if self._home is not None:
            self._home.end()
        self._ending.begin()
        super().closeEvent(event)

    def end(self) -> None:
        """After closing: wait for the last threads, and close the service. Does nothing twice."""
        self._ending.end()

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def _connect(self) -> None:
        self._start.opened.connect(self._show_first)
        self._start.fresh.connect(self._show_fresh)
        self._start.locked.connect(lambda: self._show(self._passphrase))
        self._start.ask_passphrase.connect(lambda: self._show(self._passphrase))
        self._passphrase.cancelled.connect(lambda: self._show(self._welcome))
        self._welcome.create_key.connect(lambda: self._begin_guide(start_creating()))
        self._welcome.have_one.connect(lambda: self._begin_guide(start_with_own_key()))
        self._welcome.rehearse.connect(self.rehearse)
        for page in (self._welcome, self._home_page):
            page.why.connect(self._show_why)
            page.report.connect(self._report.open)
            page.connection.connect(self._connection.open)
            page.vault.connect(self._vault.open)
        self._vault.changed.connect(self.locking.look_again)
        self._vault.imported.connect(self._show_keys)
        self._vault.made.connect(self._start.begin)
        self._vault.missed.connect(self._home_page.show_problem)
        self._home_page.restore.connect(self._restoring.open)
        self._notices.was_read.connect(self._resume.offer)
        self.locking.in_vain.connect(self._tell_no_lock)
        self._welcome.import_keys.connect(lambda: self._start.with_passphrase(self._vault.take_in))
        self._reading.back.connect(lambda: self._show(self._before_reading))
        self.locking.locking.connect(self._forget_opened)
        self.locking.unlocked.connect(self._come_back)
        self.locking.can_lock_changed.connect(self._home_page.show_can_lock)
        home = self._home_page
        home.lock.connect(self.lock_now)
        home.new_key.connect(lambda: self._begin_guide(start_creating()))
        home.check_own_key.connect(lambda: self._begin_guide(start_with_own_key()))
        home.create_again.connect(self._create_again)
        home.resume_pending.connect(self._resume_pending)
        self._resume.go_on.connect(self._begin_guide)
        self._resume.discarded.connect(self._show_keys)
        self._resume.missed.connect(home.show_problem)

    def _holds_unsealed(self) -> bool:
        return self._guide is not None and self._guide.holds_unsealed

    def _forget_opened(self) -> None:
        for flow in (self._guide, self._home):
            if flow is not None:
                flow.lock()
        self._resume.card.hide()
        self._stack.lock()

    def _come_back(self) -> None:
        self._notices.tell_opened(code_dropped=self.locking.dropped_code)
        page = self._stack.unlock()
        guide, home = self._flows()
        guide.unlock(is_shown=page is self._guide_page)
        home.unlock()
        if page is self._home_page or page is self._welcome:
            home.refresh()
            self._resume.offer()

    def _show(self, page: QWidget) -> None:
        self._stack.show_page(page)
        if isinstance(page, WelcomePage | HomePage):
            self._notices.show_in(page.above)
        else:
            self._resume.card.hide()

    def _flows(self) -> tuple[GuideFlow, HomeFlow]:
        if self._guide is None or self._home is None:
            service = self._start.service
            self._guide = GuideFlow(
                self._look,
                self._guide_page,
                self.runner,
                service,
                load_steps(),
                self._open_address,
                self._connection,
            )
            self._guide.ended.connect(self._leave_guide)
            self._guide.restore.connect(self._restoring.open)
            self._home = HomeFlow(
                self._look, self._home_page, self.runner, service, self._open_address
            )
            self._home.shown.connect(lambda: self._show(self._home_page))
            self._home.looked_again.connect(self.locking.look_again)
            self._home.emptied.connect(lambda: self._show(self._welcome))
        return self._guide, self._home

    def _show_fresh(self) -> None:
        self._show(self._welcome)
        self.ready.emit()

    def _show_first(self) -> None:
        self._notices.tell_opened()
        self._show_keys()
        self._resume.offer()
        self.locking.look_again()
        self.ready.emit()

    def _leave_guide(self) -> None:
        guide, home = self._flows()
        home.refresh(select=guide.saved_id, forget_news=True)
        if guide.saved_id is None:
            self._resume.offer(left=True)
        else:
            self._notices.tell_saved()

    def _show_keys(self) -> None:
        self._flows()[1].refresh()

    def _show_why(self) -> None:
        self._before_reading = self._stack.currentWidget() or self._welcome
        self._reading.show_text(load_text("why-read-only"))
        self._show(self._reading)

    def _begin_guide(self, state: GuideState) -> None:
        def go() -> None:
            self._flows()[0].begin(state)
            self._show(self._guide_page)
            self.locking.look_again()

        self._start.with_vault(go)

    def _create_again(self, record_id: str) -> None:
        key = self._flows()[1].saved(record_id)
        if key is not None:
            anew = start_creating(key.name, replaces=record_id)
            self._begin_guide(replace(anew, venue=key.venue))

    def _resume_pending(self, record_id: str) -> None:
        key = self._flows()[1].pending(record_id)
        if key is not None:
            state = at_pending_key(key.record_id, key.name, key.replaces, key.venue)
            self._begin_guide(state)

    def _may_offer_resuming(self, left: bool) -> bool:
        is_elsewhere = left or self.guide_state is None
        return is_elsewhere and self._notices.is_silent and not self.locking.is_locked

    def _tell_no_lock(self) -> None:
        in_guide = self._stack.currentWidget() is self._guide_page
        self._notices.tell_no_lock(self._above if in_guide else None)

    def _open_address(self, address: str) -> None:
        if self._open_page(address):
            return
        problem = Problem(ProblemId.NO_BROWSER, values={"address": address})
        for page in (self._guide_page.problem, self._welcome.problem, self._home_page):
            page.show_problem(problem)

    def _open_exchange(self) -> None:
        if self._start.built is not None:
            in_guide = self._guide is not None and self.guide_state is not None
            venue = self._guide.venue if in_guide and self._guide else self.service.venue
            self._open_address(venue.pages["account"])
