"""Every trouble of the practice exchange, met by the real adapter: one verdict and cause each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.exchange.asking import Asking
from tests.exchange.never_fooled import table
from tests.exchange.never_fooled.behaviour import (
    FULL,
    ORDER_ONLY,
    READ_ONLY,
    TRADES,
    Expected,
    can_do_more,
    not_accepted,
    not_checked,
)
from tests.exchange.never_fooled.conftest import Note
from tests.exchange.never_fooled.pauses_said import paused
from tests.exchange.never_fooled.runner import LIMIT_MB, SLACK_S, about_verdict, problem_in, word_of
from tests.exchange.never_fooled.weighing import Scales
from wizard.core.credentials import HmacCredentials
from wizard.core.permissions import TRADING
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.core.verdict import NotAccepted, NotChecked, judge
from wizard.practice.account import PracticeAccount
from wizard.practice.permission_boxes import READ_ONLY as READING_ALONE
from wizard.practice.server import PracticeServer
from wizard.practice.site import PracticeSite
from wizard.practice.troubles import Trouble, troubles_of

GROUP = "troubles of the practice exchange"
NOW = datetime.now(UTC)
_BAN = timedelta(seconds=120)
_BANNED_UNTIL = NOW + _BAN
_HALF_AN_HOUR_MS = 30 * 60_000
_UNREADABLE = not_checked(ProblemId.ANSWER_UNREADABLE)
_TOO_LARGE = not_checked(ProblemId.ANSWER_TOO_LARGE)
_BROKEN = not_checked(ProblemId.CONNECTION_BROKEN)
_TIMED_OUT = not_checked(ProblemId.TIMED_OUT)

_HAS_ANSWERS_TO_BOTH: Mapping[Trouble, Expected] = {
    Trouble.TRADING_ON: can_do_more(TRADING),
    Trouble.KEY_SHAPE: not_accepted(ProblemId.KEY_SHAPE_REFUSED),
    Trouble.WRONG_SIGNATURE: not_accepted(ProblemId.WRONG_SECRET),
    Trouble.CLOCK_AHEAD: replace(READ_ONLY, clock_off_ms=_HALF_AN_HOUR_MS),
    Trouble.CLOCK_BEHIND: replace(READ_ONLY, clock_off_ms=-_HALF_AN_HOUR_MS),
    Trouble.CLOCK_JUMPS: not_checked(ProblemId.CLOCK_DISPUTED),
    Trouble.ERROR_IN_200: _UNREADABLE,
    Trouble.EMPTY: _UNREADABLE,
    Trouble.NO_CONTENT: _UNREADABLE,
    Trouble.NOT_JSON: _UNREADABLE,
    Trouble.HUGE_NUMBER: _TOO_LARGE,
    Trouble.NESTED_LISTS: _TOO_LARGE,
    Trouble.RATE_LIMIT: paused(ProblemId.TOO_MANY_REQUESTS, NOW + timedelta(seconds=30)),
    Trouble.RATE_LIMIT_ZERO: paused(ProblemId.TOO_MANY_REQUESTS, NOW + timedelta(seconds=60)),
    Trouble.BAN: paused(ProblemId.BANNED, _BANNED_UNTIL),
    Trouble.MAINTENANCE: not_checked(ProblemId.MAINTENANCE),
    Trouble.OVERLOAD: not_checked(ProblemId.SERVER_TROUBLE),
    Trouble.COUNTRY: not_checked(ProblemId.LOCATION_REFUSED),
    Trouble.FIREWALL_PAGE: not_checked(ProblemId.FIREWALL),
    Trouble.LOGIN_PAGE: not_checked(ProblemId.LOGIN_PAGE),
    Trouble.REDIRECT: not_checked(ProblemId.REDIRECTED),
    Trouble.SLOW_HEADERS: _TIMED_OUT,
    Trouble.SLOW_BODY: _TIMED_OUT,
    Trouble.SILENT: _TIMED_OUT,
    Trouble.CUT_OFF: _BROKEN,
    Trouble.RESET: _BROKEN,
    Trouble.GARBAGE: _UNREADABLE,
    Trouble.ENDLESS_BODY: _TOO_LARGE,
    Trouble.GZIP_BOMB: _UNREADABLE,
}
ALLOWED: Mapping[PracticeSite, Mapping[Trouble, Expected]] = {
    PracticeSite.BINANCE_COM: {
        **_HAS_ANSWERS_TO_BOTH,
        Trouble.READING_OFF: not_accepted(ProblemId.NOT_ALLOWED),
        Trouble.LYING_FLAGS: TRADES,
        Trouble.UNKNOWN_PERMISSION: can_do_more("enableSomethingNew"),
        Trouble.UNKNOWN_PERMISSION_OFF: READ_ONLY,
        Trouble.ANOTHER_KEY: not_checked(ProblemId.ANOTHER_KEY_ANSWERED),
        Trouble.IP_LIST: not_accepted(ProblemId.NOT_ALLOWED),
        Trouble.IP_LIST_WITH_ADDRESS: not_accepted(ProblemId.NOT_ALLOWED),
        Trouble.UNKNOWN_KEY: not_accepted(ProblemId.KEY_UNKNOWN),
        Trouble.WRONG_TYPE: _UNREADABLE,
        Trouble.MISSING_FIELD: _UNREADABLE,
        Trouble.DUPLICATE_NAMES: _UNREADABLE,
    },
    # Without a report, -2015 says less: the same answer has more causes.
    PracticeSite.BINANCE_US: {
        **_HAS_ANSWERS_TO_BOTH,
        Trouble.READING_OFF: not_accepted(ProblemId.KEY_NOT_LET_IN),
        Trouble.IP_LIST: not_accepted(ProblemId.KEY_NOT_LET_IN),
        Trouble.IP_LIST_WITH_ADDRESS: not_accepted(ProblemId.KEY_NOT_LET_IN),
        Trouble.UNKNOWN_KEY: not_accepted(ProblemId.KEY_NOT_LET_IN),
    },
}
_KINDS = {PracticeSite.BINANCE_COM: FULL, PracticeSite.BINANCE_US: ORDER_ONLY}
_BEFORE_THE_SECOND_BYTE_S = 0.4
_END_AT_THE_DEADLINE = {Trouble.SLOW_HEADERS, Trouble.SLOW_BODY, Trouble.SILENT}


_HEAVY = {Trouble.ENDLESS_BODY, Trouble.GZIP_BOMB, Trouble.HUGE_NUMBER, Trouble.NESTED_LISTS}


@dataclass
class Practice:
    """A practice exchange of one kind, with one key that may only read."""

    account: PracticeAccount
    url: str
    venue: VenueId

    def met(self, trouble: Trouble, expected: Expected, scales: Scales | None) -> table.Row:
        hangs = trouble in _END_AT_THE_DEADLINE
        deadline_s = _BEFORE_THE_SECOND_BYTE_S if hangs else 5.0
        asking = Asking(deadline_s=deadline_s, venue_id=self.venue, clock=lambda: NOW)
        key = self.account.make_key("Tax tool", permissions=READING_ALONE)
        finding = asking.check(self.url, HmacCredentials(key.api_key, Secret(key.verifier)))
        verdict = judge(finding, None if self.venue is ORDER_ONLY else key.create_time)
        if trouble is Trouble.BAN and isinstance(verdict, NotChecked) and verdict.until:
            # The exchange says until when by its own clock, which goes on; this one stands still.
            assert _BANNED_UNTIL <= verdict.until <= datetime.now(UTC) + _BAN
            verdict = replace(verdict, until=_BANNED_UNTIL)
        wrong = [*about_verdict(expected, verdict)]
        if asking.took_s > deadline_s + SLACK_S or (hangs and asking.took_s < deadline_s):
            wrong.append(f"it took {asking.took_s:.1f} s")
        if trouble is Trouble.IP_LIST_WITH_ADDRESS and not (
            isinstance(verdict, NotAccepted) and "203.0.113.7" in verdict.problem.means
        ):
            wrong.append("the address is not named")
        memory_mb = None
        if scales is not None and trouble in _HEAVY:
            pair = (key.api_key, key.verifier)
            memory_mb = round(scales.ask(self.url, self.venue, deadline_s, pair=pair), 1)
            if memory_mb >= LIMIT_MB:
                wrong.append("it fills the memory")
        problem = problem_in(verdict)
        name = f"{trouble} [{self.venue}]"
        return (
            GROUP,
            name,
            word_of(verdict).value,
            "" if problem is None else problem.value,
            round(asking.took_s, 3),
            memory_mb,
            "; ".join(wrong),
        )


@pytest.fixture
def practices() -> Iterator[Mapping[PracticeSite, Practice]]:
    ready: dict[PracticeSite, Practice] = {}
    servers = []
    for site, venue in _KINDS.items():
        account = PracticeAccount(site=site)
        server = PracticeServer(account=account)
        servers.append(server)
        ready[site] = Practice(account, server.start().api_url, venue)
    yield ready
    for server in servers:
        server.stop()


@pytest.mark.parametrize("site", PracticeSite)
def test_every_trouble_has_its_verdict(site: PracticeSite) -> None:
    assert set(ALLOWED[site]) == set(troubles_of(site))
    assert set(ALLOWED[PracticeSite.BINANCE_COM]) == set(Trouble)


def test_no_trouble_fools_anybody(
    practices: Mapping[PracticeSite, Practice], scales_at_hand: Scales, note: Note
) -> None:
    def of_one_site(site: PracticeSite) -> list[table.Row]:
        practice = practices[site]
        kept = []
        for trouble, expected in ALLOWED[site].items():
            before = practice.account.behaviours
            practice.account.behaviours = replace(before, troubles=frozenset({trouble}))
            kept.append(practice.met(trouble, expected, scales_at_hand))
            practice.account.behaviours = before
        return kept

    kept = [row for site in practices for row in of_one_site(site)]
    note(GROUP, kept)


def test_without_trouble_the_same_key_is_read_only(
    practices: Mapping[PracticeSite, Practice],
) -> None:
    for practice in practices.values():
        row = practice.met(Trouble.UNKNOWN_PERMISSION_OFF, READ_ONLY, None)
        assert (row[2], row[6]) == ("read-only", "")
