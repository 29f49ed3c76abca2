"""What can be found out about the way to the exchange and about the clock."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.core.evidence import Unanswered
from wizard.core.problems import Problem, ProblemId
from wizard.core.venue import Venue
from wizard.key_service.service import KeyService

# What the exchange takes by default, milliseconds: its documentation, autumn 2026. The wizard
# corrects for more; other programs with the same key may not.
_MOST_AHEAD_MS = 1000
_MOST_BEHIND_MS = 5000
_SMALL_MS = 500  # whoever reads it looks at whole seconds


@dataclass(frozen=True, slots=True)
class NetworkFindings:
    """`answered_ms` and `clock_off_ms` are None when nobody answered."""

    venue: Venue
    answered_ms: int | None
    clock_off_ms: int | None
    problem: Problem | None

    def rows(self) -> list[tuple[str, str]]:
        """For people."""
        rows = [("exchange", f"{self.venue.name}, {self.venue.api_url}")]
        if self.answered_ms is None or self.clock_off_ms is None:
            return [*rows, ("answer", "none")]
        off = self.clock_off_ms
        clock = "agrees with it" if abs(off) < _SMALL_MS else f"{_off(off)} it"
        return [*rows, ("answer", f"after {self.answered_ms} ms"), ("clock", clock)]


def look_at_network(service: KeyService) -> NetworkFindings:
    """Ask the venue for its time."""
    venue = service.venue
    greeting = service.greet()
    if isinstance(greeting, Unanswered):
        return NetworkFindings(venue, None, None, greeting.problem)
    off_ms = greeting.clock_off_ms
    problem = None
    if not -_MOST_AHEAD_MS < off_ms <= _MOST_BEHIND_MS:
        problem = Problem(ProblemId.CLOCK_OFF, values={"offset": _off(off_ms)})
    return NetworkFindings(venue, greeting.answered_ms, off_ms, problem)


def _off(clock_off_ms: int) -> str:
    side = "behind" if clock_off_ms > 0 else "ahead of"
    return f"{abs(clock_off_ms) / 1000:.1f} seconds {side}"
