"""What was seen live about one key: the reported permissions and the fate of a test order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wizard.core.credentials import Fingerprint
from wizard.core.permissions import Permissions
from wizard.core.problems import Problem
from wizard.core.venue import VenueId


class TestOrder(StrEnum):
    """The second witness: what became of an order that is never sent to the market."""

    __test__ = False  # not a test class, whatever pytest makes of the name

    REFUSED = "refused"
    ACCEPTED = "accepted"
    SILENT = "silent"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer that proves anything: network, limits, maintenance, unreadable.

    `until` is the aware UTC time before which the exchange wants no more questions.
    """

    problem: Problem
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A full answer of the exchange about these very credentials.

    `permissions` is None where none were reported: at a venue that reports none, the signed
    question worked all the same, so the pair is right and reading is on. `checked_at` is an
    aware UTC time; `answered_ms` is how long the first answer took, in milliseconds;
    `clock_off_ms` is how far the computer's clock was corrected (0: not at all). `wait`: the
    venue answered the test order by asking for a pause.
    """

    subject: Fingerprint
    venue: VenueId
    permissions: Permissions | None
    test_order: TestOrder
    checked_at: datetime
    answered_ms: int
    clock_off_ms: int = 0
    wait: Unanswered | None = None


@dataclass(frozen=True, slots=True)
class PermissionsSeen:
    """The first half of a check, told as soon as it is known. `answered_ms`: milliseconds.

    `permissions` is None at a venue that reports none; its signed question worked all the same.
    """

    permissions: Permissions | None
    answered_ms: int
    clock_off_ms: int = 0


@dataclass(frozen=True, slots=True)
class Greeting:
    """The exchange answers, asked in nobody's name. Milliseconds; `clock_off_ms` as it measured:
    positive when the computer's clock is behind the exchange's, negative when ahead.
    """

    answered_ms: int
    clock_off_ms: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The exchange answered, and does not accept these credentials."""

    problem: Problem


Finding = Evidence | Refused | Unanswered
