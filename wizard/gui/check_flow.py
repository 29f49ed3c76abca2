"""Runs one live check of a pending key and shows it, row by row, in the guide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from wizard.core.evidence import PermissionsSeen
from wizard.core.facts import facts_after, facts_before, facts_half_way
from wizard.core.outcome_words import outcome_words
from wizard.core.problems import Problem
from wizard.core.saved_key import PendingKey
from wizard.core.status import Tone
from wizard.core.verdict import NotChecked
from wizard.gui.announce import announce
from wizard.gui.jobs import Job, JobRunner
from wizard.gui.pages.guide import GuidePage
from wizard.gui.widgets.text import Role
from wizard.key_service import KeyService, PendingOutcome, Saved

_HEADING_ROLES = {
    Tone.GOOD: Role.TITLE_GOOD,
    Tone.BAD: Role.TITLE_BAD,
    Tone.WARN: Role.TITLE_WARN,
    Tone.QUIET: Role.TITLE,
}


class CheckFlow(QObject):
    """`finished` carries a PendingOutcome, unless the check was stopped before."""

    finished = Signal(object)

    def __init__(self, page: GuidePage, runner: JobRunner, service: KeyService) -> None:
        super().__init__(page)
        self._page = page
        self._runner = runner
        self._service = service
        self._job: Job | None = None

    @property
    def is_running(self) -> bool:
        """Whether an answer is still out."""
        return self._job is not None

    def show_ready(self) -> None:
        """Show the rows before anything was asked."""
        self._page.check.show_ready()

    def start(self, pending: PendingKey) -> None:
        """Ask the exchange about this pending key."""
        self.stop()
        self._page.content.show_result(
            self.tr("Checking the key…"), Role.TITLE, self.tr("This takes a few seconds at most.")
        )
        self._page.content.hide_around()
        self._page.check.show_facts(facts_before(), running=True)
        jobs: list[Job] = []

        def is_wanted() -> bool:
            return not any(job.dropped for job in jobs)

        def half_way(seen: PermissionsSeen) -> None:
            if is_wanted():
                self._page.check.show_facts(facts_half_way(seen), running=True)

        relay = self._runner.on_gui_thread(half_way)
        job = self._runner.start(
            lambda: self._service.check_pending(pending.record_id, relay, is_wanted),
            lambda outcome: self._show(pending, outcome),
            lambda problem: self._fail(pending, problem),
        )
        jobs.append(job)
        self._job = job

    def swap(self, pending: PendingKey, done: Callable[[PendingKey], None]) -> None:
        """Put the key's two values in each other's place; `done` hears of the turned key."""
        self._runner.start_in_lane(
            lambda: self._service.swap(pending.record_id), done, self._page.problem.show_problem
        )

    def stop(self) -> None:
        """Do not wait any more; the key stays pending even if the answer is good."""
        if self._job is not None:
            self._job.drop()
            self._job = None

    def _fail(self, pending: PendingKey, problem: Problem) -> None:
        self._show(pending, NotChecked(problem))

    def _show(self, pending: PendingKey, outcome: PendingOutcome) -> None:
        self._job = None
        verdict = outcome.verdict if isinstance(outcome, Saved) else outcome
        words = outcome_words(verdict, pending.name)
        self._page.content.show_result(words.heading, _HEADING_ROLES[words.tone], words.lead)
        self._page.content.hide_around()
        self._page.check.show_facts(facts_after(verdict), running=False)
        self._page.check.show_advice(words)
        announce(self._page, f"{words.heading}. {words.lead} {words.do}")
        self.finished.emit(outcome)
