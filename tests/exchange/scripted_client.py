"""A client whose replies stand in a script: data in, data out, no socket."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.core.answers import body
from wizard.core.credentials import Credentials, HmacCredentials, KeyKind, secret_of
from wizard.core.secret import Secret
from wizard.core.venue import Venue, VenueId
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.conversation import Conversation
from wizard.exchange.replies import Answer, Cause, Failure, Reply, Stage

KEY, SECRET = "K" * 64, "S" * 64
PAIR = HmacCredentials(KEY, Secret(SECRET))
COM = Venue(VenueId.BINANCE_COM, "Binance.com", "https://api.example", {})
US = Venue(VenueId.BINANCE_US, "Binance.US", "https://api.example", {})
BROKEN = Failure(Cause.BROKEN, Stage.HEADERS)


def error(status: int, code: int) -> Answer:
    return Answer(status, json.dumps({"code": code, "msg": ""}).encode())


def clock_ahead_by(offset_ms: int) -> Callable[[], Reply]:
    def tell() -> Reply:
        now_ms = round(time.time() * 1000)
        return Answer(200, json.dumps({"serverTime": now_ms + offset_ms}).encode())

    return tell


HONEST = Answer(200, body())
TRADES = Answer(200, b"[]")
OUTSIDE = error(400, -1021)
UNKNOWN = error(400, -2008)
NOT_LET_IN = error(401, -2015)


@dataclass
class Script:
    """What each question is answered with, and what was asked by whom, with which clock."""

    questions: list[Reply]
    clock: Callable[[], Reply] = field(default_factory=lambda: clock_ahead_by(0))
    status: Reply = BROKEN
    order: Reply = BROKEN
    asked: list[tuple[str, str, int]] = field(default_factory=list)


@dataclass
class ScriptedClient:
    """The port's own shape; it reads replies from the script."""

    script: Script
    credentials: Credentials
    clock_off_ms: int = 0

    def _note(self, question: str) -> None:
        whose = f"{self.credentials.api_key[0]}{secret_of(self.credentials).reveal()[0]}"
        self.script.asked.append((question, whose, self.clock_off_ms))

    def permissions(self) -> Reply:
        self._note("permissions")
        return self.script.questions.pop(0)

    def latest_trade(self) -> Reply:
        self._note("latest trade")
        return self.script.questions.pop(0)

    def test_order(self) -> Reply:
        self._note("test order")
        return self.script.order

    def server_time(self) -> Reply:
        self._note("server time")
        return self.script.clock()

    def system_status(self) -> Reply:
        self._note("system status")
        return self.script.status


def conversation(
    script: Script,
    pair: Credentials = PAIR,
    venue: Venue = COM,
    clock_off_ms: int = 0,
    *,
    try_swapped: bool = True,
) -> Conversation:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    asked = Circumstances(venue, 20.0, lambda: now, KeyKind.HMAC)
    return Conversation(
        pair,
        lambda whose: ScriptedClient(script, whose),
        asked,
        clock_off_ms=clock_off_ms,
        try_swapped=try_swapped,
    )


def questions(script: Script) -> list[str]:
    return [question for question, _whose, _clock in script.asked]
