"""Runs one live check of a pending key and shows it, row by row, in the guide."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wizard.core.evidence import PermissionsSeen
from wizard.core.facts import facts_after, facts_before, facts_half_way, of_kind
from wizard.core.outcome_words import outcome_words
from wizard.core.problems import Action
from wizard.core.saved_key import PendingKey
from wizard.core.status import Tone
from wizard.core.venue import Venue
from wizard.core.venue_words import venue_name
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
    """`finished` carries a PendingOutcome, unless the check was stopped before.

    `saved_late` carries a Saved that came all the same: the vault was being written at the stop.

    `ways_out`: what is offered after the last check, the main thing to do first.
    """

    finished = Signal(object)
    saved_late = Signal(object)

    def __init__(self, page: GuidePage, runner: JobRunner, service: KeyService) -> None:
        super().__init__(page)
        self._page = page
        self._runner = runner
        self._service = service
        self._job: Job | None = None
        self.ways_out: tuple[Action, ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether an answer is still out."""
        return self._job is not None

    def start(
        self, pending: PendingKey, other_venue: Venue | None, *, boxes_seen: bool = False
    ) -> None:
        """Ask the exchange about this pending key; `other_venue` could be asked instead.

        `boxes_seen`: the person looked at the boxes that the venue does not report.
        """
        self.stop()
        self._page.content.show_result(
            self.tr("Checking the key…"), Role.TITLE, self.tr("This takes a few seconds at most.")
        )
        self._page.content.hide_around()
        self._page.check.show_facts(of_kind(facts_before(), pending.kind), running=True)
        announce(self._page, self._page.content.heading.text(), politely=True)
        jobs: list[Job] = []

        def is_wanted() -> bool:
            return not any(job.dropped for job in jobs)

        def half_way(seen: PermissionsSeen) -> None:
            if is_wanted():
                rows = of_kind(facts_half_way(seen), pending.kind)
                self._page.check.show_facts(rows, running=True)

        relay = self._runner.on_gui_thread(half_way)
        job = self._runner.start(
            lambda: self._service.check_pending(
                pending.record_id, relay, is_wanted, boxes_seen=boxes_seen
            ),
            lambda outcome: self._show(pending, other_venue, outcome),
            lambda problem: self._show(pending, other_venue, NotChecked(problem)),
            self._tell_late,
        )
        jobs.append(job)
        self._job = job

    def stop(self) -> None:
        """Do not wait any more; the key stays pending even if the answer is good."""
        if self._job is not None:
            self._job.drop()
            self._job = None

    def show(self, pending: PendingKey, outcome: PendingOutcome) -> None:
        """Show what was found out, as if it had been waited for."""
        self._show(pending, None, outcome)

    def _tell_late(self, outcome: PendingOutcome) -> None:
        if isinstance(outcome, Saved):
            self.saved_late.emit(outcome)

    def _short(self, venue: Venue) -> str:
        # The names of the practice exchanges are too long for a button.
        return self.tr("the other site") if venue.is_practice else venue_name(venue.id)

    def _show(
        self, pending: PendingKey, other_venue: Venue | None, outcome: PendingOutcome
    ) -> None:
        self._job = None
        verdict = outcome.verdict if isinstance(outcome, Saved) else outcome
        words = outcome_words(verdict, pending.name)
        lead = words.lead
        if isinstance(outcome, Saved) and outcome.replaced is not None:
            place = self.tr(
                "It takes the place of “{0}”, which is not in this app any more. If the old key is "
                "still at the exchange, delete it there."
            )
            lead = f"{lead}\n\n{place.format(outcome.replaced)}"
        self._page.content.show_result(words.heading, _HEADING_ROLES[words.tone], lead)
        self._page.content.hide_around()
        self._page.check.show_facts(of_kind(facts_after(verdict), pending.kind), running=False)
        self._page.check.show_advice(
            words, None if other_venue is None else self._short(other_venue)
        )
        self.ways_out = words.actions
        announce(self._page, f"{words.heading}. {lead} {words.do}")
        self.finished.emit(outcome)
