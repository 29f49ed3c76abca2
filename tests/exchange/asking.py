"""Asking a scripted server the way the program asks a venue."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.core.answers import READ_ONLY, body, body_without
from tests.exchange.scripted_server import (
    PERMISSIONS,
    TEST_ORDER,
    Role,
    ScriptedServer,
    error,
    says,
)
from wizard.core.credentials import Credentials, HmacCredentials
from wizard.core.evidence import Evidence, Finding, PermissionsSeen, Refused, Unanswered
from wizard.core.permissions import Permissions
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import Venue, VenueId
from wizard.exchange.binance_exchange import BinanceExchange

__all__ = ["READ_ONLY", "Asking", "body", "body_without"]

API_KEY = "KeyThatMustNotLeak0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"
SECRET = "SecretThatMustNotLeak0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"

HONEST: dict[str, Role] = {
    PERMISSIONS: says(200, body()),
    TEST_ORDER: error(401, -2015, "Invalid API-key, IP, or permissions for action."),
}


def hmac_pair() -> HmacCredentials:
    return HmacCredentials(API_KEY, Secret(SECRET))


@dataclass
class Asking:
    """One way of asking; `took_s` is how long the last check took, `seen` what it told early."""

    deadline_s: float = 5.0
    authorities: Path | None = None
    venue_id: VenueId = VenueId.PRACTICE
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    seen: list[PermissionsSeen] = field(default_factory=list)
    took_s: float = 0.0

    def exchange(self, url: str) -> BinanceExchange:
        return BinanceExchange(
            Venue(self.venue_id, "Scripted", url, {}),
            clock=self.clock,
            deadline_s=self.deadline_s,
            authorities=self.authorities,
        )

    def check(
        self,
        server: ScriptedServer | str | BinanceExchange,
        credentials: Credentials | None = None,
        *,
        try_test_order: bool = True,
    ) -> Finding:
        exchange = (
            server
            if isinstance(server, BinanceExchange)
            else self.exchange(server if isinstance(server, str) else server.url)
        )
        started = time.monotonic()
        finding = exchange.check(
            credentials or hmac_pair(),
            try_test_order=try_test_order,
            on_permissions=self.seen.append,
        )
        self.took_s = time.monotonic() - started
        return finding


def problem_of(finding: Finding) -> ProblemId:
    assert isinstance(finding, Refused | Unanswered), finding
    return finding.problem.id


def unanswered(finding: Finding) -> ProblemId:
    assert isinstance(finding, Unanswered), finding
    return finding.problem.id


def refused(finding: Finding) -> ProblemId:
    assert isinstance(finding, Refused), finding
    return finding.problem.id


def evidence_in(finding: Finding) -> Evidence:
    assert isinstance(finding, Evidence), finding
    return finding


def reported_in(finding: Finding) -> Permissions:
    permissions = evidence_in(finding).permissions
    assert permissions is not None, finding
    return permissions
