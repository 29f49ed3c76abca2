"""Asks the right venue about a key, the chosen way; leaves one alone that wants no questions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from types import MappingProxyType

from wizard.core.credentials import Credentials, Fingerprint
from wizard.core.evidence import Evidence, Greeting, PermissionsSeen, TestOrder, Unanswered
from wizard.core.pause import (
    NO_PAUSES,
    Pauses,
    merged,
    noted,
    read_pauses,
    still_paused,
    to_text,
)
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import SavedKey
from wizard.core.second_thoughts import in_the_light_of, took_an_order, unless_refused
from wizard.core.settings import Settings
from wizard.core.venue import Grade, Venue, VenueId, grade_of
from wizard.core.venue_words import venue_name
from wizard.core.verdict import NotChecked, Verdict, judge
from wizard.core.wording import tr
from wizard.exchange.exchange import Exchange
from wizard.key_service.session_log import SessionLog
from wizard.vault.side_files import SideFiles


class Asking:
    """All the venues that can be asked; the first is meant when nobody says which.

    Blocks while the network is asked. May be called from many threads at once.
    """

    def __init__(
        self,
        exchanges: Sequence[Exchange],
        files: SideFiles,
        clock: Callable[[], datetime],
        *,
        try_test_order: bool,
    ) -> None:
        self._exchanges: Mapping[VenueId, Exchange] = MappingProxyType(
            {exchange.venue.id: exchange for exchange in exchanges}
        )
        self._files = files
        self._clock = clock
        self._try_test_order = try_test_order
        self._heard: Pauses = NO_PAUSES  # in this process, should the file not be to be had
        self._took_orders: frozenset[Fingerprint] = frozenset()  # also of keys not saved yet
        self._lock = threading.Lock()
        self.log = SessionLog()

    @property
    def venues(self) -> tuple[Venue, ...]:
        """Every venue, the usual one first."""
        return tuple(exchange.venue for exchange in self._exchanges.values())

    def venue(self, venue_id: VenueId | None = None) -> Venue:
        """One of them. Raises ProblemError: OTHER_VENUE."""
        return self._exchange(venue_id).venue

    def ask(
        self,
        venue_id: VenueId | None,
        credentials: Credentials,
        on_permissions: Callable[[PermissionsSeen], None],
        known: SavedKey | None = None,
        *,
        suspect: bool = False,
    ) -> Verdict:
        """The verdict on a pair of credentials; `known` is the saved key that they belong to.

        `suspect`: it could do more before, so the test order is tried whatever anybody prefers,
        as it is for a key that took one.
        """
        exchange = self._exchange(venue_id)
        way = self._way_to(exchange)
        if not isinstance(way, Settings):
            return NotChecked(way.problem, way.until)
        took_one = self._took_order(credentials) or (known is not None and took_an_order(known))
        wanted = self._try_test_order and _is_wanted(way, exchange.venue.id)
        finding = exchange.check(
            credentials,
            try_test_order=took_one or suspect or wanted,
            # A key that was proven once was not swapped then, and its secret need not travel.
            try_swapped=known is None,
            on_permissions=on_permissions,
            proxy=way.proxy,
        )
        told = finding.wait if isinstance(finding, Evidence) else finding
        if isinstance(told, Unanswered):
            self._hear(exchange.venue.id, told)
        verdict = judge(finding, known.first_seen_created_ms if known else None)
        if known is not None:
            verdict = in_the_light_of(verdict, known)
        if took_one:
            verdict = unless_refused(verdict)
        if isinstance(finding, Evidence):
            self._remember_order(finding)
        self.log.note(exchange.venue.id, finding, verdict, self._clock())
        return verdict

    def greet(self, venue_id: VenueId | None = None) -> Greeting | Unanswered:
        """Whether a venue answers at all, and how far the clocks are apart."""
        exchange = self._exchange(venue_id)
        way = self._way_to(exchange)
        if isinstance(way, Unanswered):
            return way
        answer = exchange.greet(proxy=way.proxy)
        if isinstance(answer, Unanswered):
            self._hear(exchange.venue.id, answer)
        return answer

    def _took_order(self, credentials: Credentials) -> bool:
        """Whether these took a test order since the program started, and refused none since."""
        if not self._took_orders:
            return False
        try:
            return Fingerprint.of(credentials) in self._took_orders
        except UnicodeEncodeError:  # what cannot even be sent took none
            return False

    def _remember_order(self, evidence: Evidence) -> None:
        with self._lock:
            if evidence.test_order is TestOrder.ACCEPTED:
                self._took_orders |= {evidence.subject}
            elif evidence.test_order is TestOrder.REFUSED:
                self._took_orders -= {evidence.subject}

    def _exchange(self, venue_id: VenueId | None) -> Exchange:
        if venue_id is None:
            return next(iter(self._exchanges.values()))
        exchange = self._exchanges.get(venue_id)
        if exchange is None:
            values = {"name": tr("This key"), "venue": venue_name(venue_id)}
            raise ProblemError(Problem(ProblemId.OTHER_VENUE, values=values))
        return exchange

    def _way_to(self, exchange: Exchange) -> Settings | Unanswered:
        """The settings to ask with, or why nobody is asked now."""
        settings = self._files.settings.read()
        if isinstance(settings, Problem):
            return Unanswered(settings)
        return self._paused(exchange.venue.id) or settings

    def _paused(self, venue_id: VenueId) -> Unanswered | None:
        # Read anew each time: another window or command may have been told to wait.
        now = self._clock()
        return still_paused(self._remembered(now), venue_id, now)

    def _remembered(self, now: datetime) -> Pauses:
        """What this process heard and what any other wrote down."""
        return merged(read_pauses(self._files.pauses.read() or ""), self._heard, now)

    def _hear(self, venue_id: VenueId, told: Unanswered) -> None:
        if told.until is None:
            return
        with self._lock:
            now = self._clock()
            self._heard = noted(self._remembered(now), venue_id, told, now)
            with suppress(ProblemError):  # then this process alone remembers
                self._files.pauses.write(to_text(self._heard))


def _is_wanted(settings: Settings, venue_id: VenueId) -> bool:
    """Whether to try the test order: where nothing is reported there is no other witness."""
    return settings.try_test_order or grade_of(venue_id) is Grade.TRADING_ONLY
