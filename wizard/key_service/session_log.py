"""Remembers in memory how the last checks ended, for a report; nothing of any key."""

from __future__ import annotations

import threading
from collections import deque
from datetime import datetime

from wizard.core.evidence import Evidence, Finding
from wizard.core.history import word_of
from wizard.core.problems import Problem
from wizard.core.report import RecentCheck, Trouble
from wizard.core.venue import VenueId
from wizard.core.verdict import NotAccepted, NotChecked, Verdict

_MOST = 20


class SessionLog:
    """The last checks since the program started, newest first. May be used from any thread."""

    def __init__(self) -> None:
        self._checks: deque[RecentCheck] = deque(maxlen=_MOST)
        self._lock = threading.Lock()

    def note(self, venue: VenueId, finding: Finding, verdict: Verdict, now: datetime) -> None:
        """Remember one check. `now` is an aware UTC time."""
        problem: Problem | None = None
        if isinstance(verdict, NotAccepted | NotChecked):
            problem = verdict.problem
        measured = finding if isinstance(finding, Evidence) else None
        check = RecentCheck(
            now,
            venue,
            word_of(verdict),
            Trouble.of(problem),
            None if measured is None else measured.answered_ms,
            None if measured is None else measured.clock_off_ms,
        )
        with self._lock:
            self._checks.appendleft(check)

    def checks(self) -> tuple[RecentCheck, ...]:
        """What is remembered."""
        with self._lock:
            return tuple(self._checks)
