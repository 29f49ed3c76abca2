"""One more question, where it tells two causes apart, and not one where it does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.core.answers import body
from tests.exchange.scripted_client import (
    BROKEN,
    COM,
    HONEST,
    KEY,
    NOT_LET_IN,
    PAIR,
    SECRET,
    TRADES,
    UNKNOWN,
    US,
    Script,
    ScriptedClient,
    conversation,
    error,
    questions,
)
from wizard.core.credentials import Ed25519Credentials, HmacCredentials
from wizard.core.evidence import Refused, Unanswered
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import Venue
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.conversation import Conversation
from wizard.exchange.replies import Answer, Reply

SWAPPED_REPLIES: list[tuple[Venue, Reply, bool]] = [
    (COM, HONEST, True),
    (COM, NOT_LET_IN, True),
    (COM, UNKNOWN, False),
    (COM, error(400, -1022), False),
    (COM, error(401, -2014), False),
    (COM, Answer(200, b"{}"), False),
    (COM, Answer(200, b"[]"), False),
    (COM, Answer(201, body()), False),
    (COM, BROKEN, False),
    (US, TRADES, True),
    (US, NOT_LET_IN, False),
    (US, Answer(200, b"{}"), False),
    (US, Answer(204, b"[]"), False),
    (US, BROKEN, False),
]


@pytest.mark.parametrize(("venue", "reply", "swapped"), SWAPPED_REPLIES)
def test_an_unknown_pair_is_tried_the_other_way_round_once(
    venue: Venue, reply: Reply, swapped: bool
) -> None:
    first = UNKNOWN if venue is COM else NOT_LET_IN
    script = Script([first, reply])
    found = conversation(script, venue=venue, clock_off_ms=3).ask_permissions()

    assert isinstance(found, Refused)
    expected = ProblemId.KEY_UNKNOWN if venue is COM else ProblemId.KEY_NOT_LET_IN
    assert found.problem.id is (ProblemId.SWAPPED if swapped else expected)
    asks = "permissions" if venue is COM else "latest trade"
    assert script.asked == [(asks, "KS", 3), (asks, "SK", 3)]


@pytest.mark.parametrize("secret", ["S" * 63, "S" * 65, "S" * 63 + "-", "short"])
def test_what_cannot_be_an_api_key_is_not_tried_as_one(secret: str) -> None:
    script = Script([UNKNOWN])
    found = conversation(script, HmacCredentials(KEY, Secret(secret))).ask_permissions()
    assert isinstance(found, Refused)
    assert found.problem.id is ProblemId.KEY_UNKNOWN
    assert len(script.asked) == 1


def test_the_same_value_twice_is_said_and_not_tried() -> None:
    script = Script([UNKNOWN])
    found = conversation(script, HmacCredentials(KEY, Secret(KEY))).ask_permissions()
    assert isinstance(found, Refused)
    assert found.problem.id is ProblemId.SAME_TWICE
    assert len(script.asked) == 1


@pytest.mark.parametrize("secret", [SECRET, KEY])
def test_the_secret_of_a_proven_key_never_travels_as_an_api_key(secret: str) -> None:
    script = Script([UNKNOWN, HONEST])
    pair = HmacCredentials(KEY, Secret(secret))
    found = conversation(script, pair, try_swapped=False).ask_permissions()
    assert isinstance(found, Refused)
    assert found.problem.id is ProblemId.KEY_UNKNOWN
    assert len(script.asked) == 1


def test_a_private_key_is_nobodys_api_key() -> None:
    script = Script([UNKNOWN])
    pair = Ed25519Credentials(KEY, Secret(SECRET))
    found = conversation(script, pair).ask_permissions()
    assert isinstance(found, Refused)
    assert found.problem.id is ProblemId.KEY_UNKNOWN
    assert len(script.asked) == 1


@pytest.mark.parametrize(
    ("status", "maintained"),
    [
        (Answer(200, b'{"status":1,"msg":"system_maintenance"}'), True),
        (Answer(200, b'{"status":0,"msg":"normal"}'), False),
        (Answer(200, b'{"status":2}'), False),
        (Answer(200, b'{"status":true}'), False),
        (Answer(200, b'{"status":1.0}'), False),
        (Answer(200, b'{"status":"1"}'), False),
        (Answer(200, b"{}"), False),
        (Answer(200, b"[1]"), False),
        (Answer(200, b"<html>"), False),
        (Answer(199, b'{"status":1}'), False),
        (Answer(201, b'{"status":1}'), False),
        (Answer(503, b'{"status":1}'), False),
        (BROKEN, False),
    ],
)
def test_trouble_of_the_server_may_be_maintenance(status: Reply, maintained: bool) -> None:
    script = Script([error(503, -1000)], status=status)
    found = conversation(script).ask_permissions()
    assert isinstance(found, Unanswered)
    expected = ProblemId.MAINTENANCE if maintained else ProblemId.SERVER_TROUBLE
    assert found.problem.id is expected
    assert found.problem.technical == "HTTP 503, code -1000"
    assert questions(script) == ["permissions", "system status"]


@pytest.mark.parametrize(
    "reply",
    [BROKEN, NOT_LET_IN, error(429, -1003), error(451, 0), error(400, -4321), error(400, -1022)],
)
def test_nothing_more_is_asked_where_it_tells_nothing_more(reply: Reply) -> None:
    script = Script([reply], status=Answer(200, b'{"status":1}'))
    conversation(script).ask_permissions()
    assert questions(script) == ["permissions"]


def test_a_pair_is_tried_the_other_way_round_unless_somebody_forbids_it() -> None:
    script = Script([UNKNOWN, HONEST])
    asked = Circumstances(COM, 20.0, lambda: datetime(2026, 11, 22, tzinfo=UTC))
    talk = Conversation(PAIR, lambda whose: ScriptedClient(script, whose), asked, clock_off_ms=0)
    found = talk.ask_permissions()
    assert isinstance(found, Refused)
    assert found.problem.id is ProblemId.SWAPPED
