"""One behaviour of the world as data: what the server does, and the only verdict allowed on it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

from tests.core.answers import body
from tests.exchange.scripted_server import (
    LATEST_TRADE,
    PERMISSIONS,
    STATUS,
    TEST_ORDER,
    Role,
    Stage,
    says,
)
from tests.exchange.scripted_wire import Slam
from wizard.core.evidence import TestOrder
from wizard.core.permissions import TRADING
from wizard.core.problems import ProblemId
from wizard.core.venue import VenueId

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
"""When everything here is asked, as far as the program knows."""

FULL, ORDER_ONLY = VenueId.PRACTICE, VenueId.PRACTICE_US
FIRST = MappingProxyType({FULL: PERMISSIONS, ORDER_ONLY: LATEST_TRADE})

_TRADE = {"symbol": "BTCUSDT", "id": 28457, "price": "4.1", "isBuyer": True, "time": 1499865549590}
GOOD = MappingProxyType({FULL: body(), ORDER_ONLY: json.dumps([_TRADE]).encode()})
"""An honest answer to the first question: the one a key of a fooled program would be saved on."""

REFUSAL = b'{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}'
REFUSES = says(401, REFUSAL)
NORMAL = says(200, b'{"status":0,"msg":"normal"}')

Roles = Mapping[str, Role | Sequence[Role]]


class Word(StrEnum):
    """A verdict in one word."""

    READ_ONLY = "read-only"
    CAN_DO_MORE = "can do more"
    NOT_ACCEPTED = "not accepted"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True)
class Expected:
    """The only verdict that is right. What is None is not looked at, except the problem."""

    word: Word
    problem: ProblemId | None = None
    switched_on: tuple[str, ...] | None = None
    test_order: TestOrder | None = None
    until: datetime | None = None
    clock_off_ms: int | None = None


READ_ONLY = Expected(Word.READ_ONLY, test_order=TestOrder.REFUSED)
BY_FLAGS_ALONE = Expected(Word.READ_ONLY, test_order=TestOrder.SILENT)
TRADES = Expected(Word.CAN_DO_MORE, switched_on=(TRADING,), test_order=TestOrder.ACCEPTED)
UNPROVEN = Expected(Word.NOT_CHECKED, ProblemId.TRADING_UNPROVEN)


def not_checked(problem: ProblemId) -> Expected:
    return Expected(Word.NOT_CHECKED, problem)


def not_accepted(problem: ProblemId) -> Expected:
    return Expected(Word.NOT_ACCEPTED, problem)


def can_do_more(*switched_on: str) -> Expected:
    return Expected(Word.CAN_DO_MORE, switched_on=switched_on)


class Tls(StrEnum):
    """Which certificate the server has, or what else is wrong with its encryption."""

    GOOD = "a good certificate"
    SELF_SIGNED = "self-signed"
    ANOTHER_ADDRESS = "for another address"
    ANOTHER_NAME = "for another name"
    SUBJECT_ALONE = "the address in its subject alone"
    EXPIRED = "expired"
    NOT_YET_VALID = "not yet valid"
    UNKNOWN_AUTHORITY = "of an unknown authority"
    NAMESAKE = "of an unknown authority with a known name"
    ANOTHER_PURPOSE = "not for servers"
    OLD_PROTOCOL = "TLS 1.1 only"


@dataclass
class Meeting:
    """Where client and server wait for each other between the two questions of a check."""

    client: threading.Event = field(default_factory=threading.Event)
    server: threading.Event = field(default_factory=threading.Event)

    def first(self, answer: Role, then: Role) -> Role:
        """`answer`, and when the client has read it, `then`, before it asks again."""

        def play(stage: Stage) -> None:
            answer(stage)
            self.client.wait(10)
            try:
                then(stage)
            finally:
                self.server.set()

        return play

    def arrive(self) -> None:
        """The client is there. Returns when the server has done its worst."""
        self.client.set()
        self.server.wait(10)


@dataclass(frozen=True)
class Behaviour:
    """`fires`: the paths whose answers must have gone out; `asked`: all requests, if it matters.

    `hangs`: nothing but the deadline ends it. `heavy`: it would fill the memory of a naive
    client. `environment` may say {authority}, {elsewhere} and {home}. `greets` and `slams` are
    those of the scripted server.
    """

    group: str
    name: str
    expected: Expected
    venue: VenueId = FULL
    roles: Roles = field(default_factory=dict)
    fires: tuple[str, ...] = ()
    asked: tuple[str, ...] | None = None
    deadline_s: float = 5.0
    hangs: bool = False
    heavy: bool = False
    expected_created_ms: int | None = None
    tls: Tls | None = None
    trusts: bool = True
    greets: bytes | None = None
    slams: Slam | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    meeting: Callable[[], tuple[Meeting, Roles]] | None = None


@dataclass(frozen=True)
class Fault:
    """An answer spoiled in one way, at whichever question; `problem` if it is the first."""

    name: str
    role: Role
    problem: ProblemId
    hangs: bool = False
    heavy: bool = False


SHORT_DEADLINE_S = 1.0


def at_first_question(group: str, fault: Fault, venue: VenueId) -> Behaviour:
    """Nothing is proven, and no order is tried, although it would be refused."""
    return Behaviour(
        group,
        f"{fault.name} [{venue}]",
        not_checked(fault.problem),
        venue,
        {FIRST[venue]: fault.role, TEST_ORDER: REFUSES, STATUS: NORMAL},
        fires=(FIRST[venue],),
        deadline_s=SHORT_DEADLINE_S if fault.hangs else 5.0,
        hangs=fault.hangs,
        heavy=fault.heavy,
    )


def at_test_order(group: str, fault: Fault, venue: VenueId) -> Behaviour:
    """The second witness is silent: flags decide where there are flags, otherwise nothing does."""
    return Behaviour(
        group,
        f"{fault.name} [{venue}]",
        BY_FLAGS_ALONE if venue is FULL else UNPROVEN,
        venue,
        {FIRST[venue]: says(200, GOOD[venue]), TEST_ORDER: fault.role},
        fires=(FIRST[venue], TEST_ORDER),
        asked=(FIRST[venue], TEST_ORDER),
        deadline_s=SHORT_DEADLINE_S if fault.hangs else 5.0,
        hangs=fault.hangs,
        heavy=fault.heavy,
    )
