"""The saved keys' screen at work: verify one or all, rename, remove, and say what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from wizard.core.credentials import Credentials, secret_of
from wizard.core.news import news_of
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import SavedKey, UnfinishedKey
from wizard.core.status import status_of
from wizard.core.venue_words import venue_name
from wizard.gui.clipboard import SecretClipboard
from wizard.gui.home_changes import HomeChanges
from wizard.gui.home_mending import HomeMending
from wizard.gui.jobs import Job, JobRunner
from wizard.gui.look import Look
from wizard.gui.looking_again import LookingAgain
from wizard.gui.pages.home import HomePage, KeyRow
from wizard.gui.round_trouble import kept_back, trouble_of
from wizard.gui.widgets.hand_over_dialog import HandOverDialog
from wizard.key_service import KeyService, Verified

_CHECKS_AT_ONCE = 4
# Answers that come within so short a time are shown together: 200 keys must not redraw 200 times.
_TOGETHER_MS = 100

_Found = tuple[tuple[SavedKey, ...], tuple[UnfinishedKey, ...]]
_HandedOver = tuple[Verified, Credentials | None]


class HomeFlow(QObject):
    """`shown` and `emptied` say, after a look into the vault, whether there are keys to show.

    `looked_again`: others may have changed the vault since; it was read anew.
    """

    shown = Signal()
    looked_again = Signal()
    emptied = Signal()

    def __init__(
        self,
        look: Look,
        page: HomePage,
        runner: JobRunner,
        service: KeyService,
        open_address: Callable[[str], None],
    ) -> None:
        super().__init__(page)
        self._look = look
        self._clipboard = SecretClipboard(self)
        self._page = page
        self._runner = runner
        self._service = service
        self._keys: tuple[SavedKey, ...] = ()
        self._pending: tuple[UnfinishedKey, ...] = ()
        self._asked: dict[str, Job] = {}
        self._waiting: list[str] = []
        self._round: list[Verified] = []
        self._round_size = 0
        self._rounds = 0
        self._failed = 0
        self._keeps_back = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TOGETHER_MS)
        self._soon.timeout.connect(self._show)
        page.verify_all.connect(self._verify_all)
        page.verify.connect(lambda record_id: self._verify([record_id]))
        page.hand_over.connect(self._hand_over)
        page.stop_verifying.connect(self.stop)
        self._mending = HomeMending(
            page, service, open_address, verify=lambda key: self._verify([key]), look=self.refresh
        )
        page.problem_acted.connect(lambda action: self._mending.act(action, self._keys))
        self._changes = HomeChanges(
            page, runner, service, lambda key: self.refresh(key, forget_news=True), self.refresh
        )
        self._again = LookingAgain(page, self._show, self._look_again)

    def refresh(self, select: str | None = None, *, forget_news: bool = False) -> None:
        """Read the vault's keys anew and show them; what was news before may be old now."""
        if forget_news:
            self._page.show_news(None)

        def show(found: _Found) -> None:
            self._keys, self._pending = found
            self._show()
            if select is not None:
                self._page.select(select)
            if self._keys or self._pending:
                self.shown.emit()
            else:
                self.emptied.emit()

        self._runner.start_in_lane(self._read, show, self._page.show_problem)

    def _read(self) -> _Found:
        self._service.storage.reload()
        service = self._service
        return service.saved_keys(), (*service.pending_keys(), *service.pairs.waiting())

    def _look_again(self) -> None:
        """Another program may have changed the vault; nobody asked, so nobody is interrupted."""
        if self._asked:
            return
        begun = self._rounds

        def show(found: _Found) -> None:
            self.looked_again.emit()
            # A round that began since knows better, and whoever went on is not called back.
            if begun != self._rounds or not self._page.isVisible():
                return
            self._keys, self._pending = found
            self._show()
            if not self._keys and not self._pending:
                self.emptied.emit()

        def failed(problem: Problem) -> None:
            if self._page.isVisible():
                self._page.show_problem(problem)

        self._runner.start_in_lane(self._read, show, failed)

    def saved(self, record_id: str) -> SavedKey | None:
        """The saved key that is shown under this record id."""
        return next((key for key in self._keys if key.record_id == record_id), None)

    def pending(self, record_id: str) -> UnfinishedKey | None:
        """The pending key, or the pair, that is shown under this record id."""
        return next((key for key in self._pending if key.record_id == record_id), None)

    def lock(self) -> None:
        """The vault is being locked: drop what is asked, and take a copied secret away.

        What is shown holds no secret, and stays as it is.
        """
        self._clipboard.clear()
        if self._asked or self._waiting:
            self.stop()

    def unlock(self) -> None:
        """The person is back."""
        problem = self._page.problem
        if problem is not None and problem.id is ProblemId.PASSPHRASE_NEEDED:
            self._page.show_problem(None)

    def end(self) -> None:
        """The window closes: take a secret that was copied away from the clipboard."""
        self._again.end()
        self._clipboard.clear()
        self.stop()

    def stop(self) -> None:
        """Wait for no more answers; those that are out are noted in the history unseen."""
        for job in self._asked.values():
            job.drop()
        left_out = len(self._asked) + len(self._waiting)
        self._asked.clear()
        self._waiting.clear()
        self._end_round(left_out)

    def _end_round(self, left_out: int) -> None:
        self._soon.stop()
        self._page.show_progress(self._round_size, None)
        self._tell_news(left_out + self._failed)
        self._show()
        if self._failed:
            self.refresh()  # a key may be gone from the vault

    def _tell_news(self, left_out: int) -> None:
        found = self._round
        news = news_of(found, self._service.now(), left_out=left_out) if found else None
        if self._keeps_back:
            news = kept_back(news)
        if news is not None:
            self._page.show_news(news)
        unwritten = any(one.not_recorded is not None for one in found)
        trouble = trouble_of(found, asked=self._round_size)
        if trouble is not None and not unwritten and not self._failed:
            self._mending.show_trouble(trouble)

    def _show(self) -> None:
        now = self._service.now()
        rows = [
            KeyRow(
                key=key,
                status=status_of(
                    key,
                    in_this_session=self._service.verified_in_session(key.record_id),
                    now=now,
                ),
                venue_name=venue_name(key.venue),
                busy=key.record_id in self._asked or key.record_id in self._waiting,
            )
            for key in self._keys
        ]
        self._page.show_keys(rows, self._pending, now)

    def _verify_all(self) -> None:
        self._verify([key.record_id for key in self._keys])

    def _verify(self, record_ids: Sequence[str]) -> None:
        if self._asked:
            return
        self._begin_round(record_ids)
        self._waiting = list(record_ids)
        self._start_more()
        self._show()

    def _begin_round(self, record_ids: Sequence[str]) -> None:
        self._page.show_problem(None)
        self._page.show_news(None)
        self._round = []
        self._failed = 0
        self._keeps_back = False
        self._round_size = len(record_ids)
        self._rounds += 1
        self._page.show_progress(0, self._round_size)

    def _start_more(self) -> None:
        while self._waiting and len(self._asked) < _CHECKS_AT_ONCE:
            record_id = self._waiting.pop(0)
            self._asked[record_id] = self._start(record_id)

    def _start(self, record_id: str) -> Job:
        return self._runner.start(
            lambda: self._service.verify(record_id),
            self._verified,
            lambda problem: self._not_verified(record_id, problem),
        )

    def _verified(self, verified: Verified) -> None:
        self._round.append(verified)
        self._keys = tuple(
            verified.key if key.record_id == verified.key.record_id else key for key in self._keys
        )
        if verified.not_recorded is not None:
            self._page.show_problem(verified.not_recorded)
        self._answered(verified.key.record_id)

    def _not_verified(self, record_id: str, problem: Problem) -> None:
        self._failed += 1
        self._page.show_problem(problem)
        self._answered(record_id)

    def _hand_over(self, record_id: str) -> None:
        if self._asked:
            return
        self._begin_round([record_id])
        self._keeps_back = True
        self._asked[record_id] = self._runner.start(
            lambda: self._service.hand_over(record_id),
            self._handed_over,
            lambda problem: self._not_verified(record_id, problem),
            late=_wipe,
        )
        self._show()

    def _handed_over(self, outcome: _HandedOver) -> None:
        verified, credentials = outcome
        self._keeps_back = credentials is None
        self._verified(verified)
        if credentials is not None:
            self._page.note_saved("")
            dialog = HandOverDialog(
                self._look, self._page, verified.key, credentials, self._clipboard
            )
            dialog.open()

    def _answered(self, record_id: str) -> None:
        self._asked.pop(record_id, None)
        self._start_more()
        if not self._asked:
            self._end_round(left_out=0)
            return
        done = self._round_size - len(self._asked) - len(self._waiting)
        self._page.show_progress(done, self._round_size)
        if not self._soon.isActive():
            self._soon.start()


def _wipe(outcome: _HandedOver) -> None:
    """What nobody waits for any more must not lie about."""
    if outcome[1] is not None:
        secret_of(outcome[1]).wipe()
