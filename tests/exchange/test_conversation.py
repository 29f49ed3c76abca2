"""Which questions a check asks, in which order, and not one more."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from tests.core.answers import READ_ONLY, body
from tests.exchange.asking import (
    API_KEY,
    HONEST,
    SECRET,
    Asking,
    evidence_in,
    hmac_pair,
    problem_of,
    refused,
    reported_in,
    unanswered,
)
from tests.exchange.scripted_server import (
    PERMISSIONS,
    STATUS,
    TEST_ORDER,
    TIME,
    Role,
    ScriptedServer,
    Stage,
    error,
    resets,
    says,
    silence,
)
from wizard.core.credentials import Fingerprint, HmacCredentials
from wizard.core.evidence import PermissionsSeen, TestOrder
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import Venue, VenueId
from wizard.core.verdict import ReadOnly, judge
from wizard.exchange.binance_exchange import BinanceExchange

OUTSIDE = error(400, -1021, "Timestamp for this request is outside of the recvWindow.")
UNKNOWN = error(400, -2008, "Invalid Api-Key ID.")


def clock_at(offset_ms: int) -> Role:
    """The exchange's clock, so far ahead of this computer's."""

    def play(stage: Stage) -> None:
        now = round(time.time() * 1000) + offset_ms
        says(200, f'{{"serverTime":{now}}}'.encode())(stage)

    return play


def test_a_normal_check_is_two_requests_on_one_connection(asking: Asking) -> None:
    with ScriptedServer(HONEST) as server:
        finding = asking.check(server)
    assert isinstance(judge(finding), ReadOnly)
    assert server.paths == [PERMISSIONS, TEST_ORDER]
    assert [asked.method for asked in server.asked] == ["GET", "POST"]
    assert server.connections == 1
    evidence = evidence_in(finding)
    assert evidence.test_order is TestOrder.REFUSED
    assert evidence.subject == Fingerprint.of(hmac_pair())
    assert evidence.venue is VenueId.PRACTICE
    assert evidence.clock_off_ms == 0
    assert 0 <= evidence.answered_ms < 1000
    assert asking.seen == [PermissionsSeen(evidence.permissions, evidence.answered_ms)]


def test_what_is_sent(asking: Asking) -> None:
    before = time.time() * 1000
    with ScriptedServer(HONEST) as server:
        asking.check(server)
    question, order = server.asked
    for asked in (question, order):
        assert asked.headers["x-mbx-apikey"] == API_KEY
        assert asked.headers["accept-encoding"] == "identity"
        assert asked.headers["host"] == f"127.0.0.1:{server.port}"
        assert SECRET not in repr(asked)
        assert asked.parameters["recvWindow"] == "8000"
        assert before - 1 <= int(asked.parameters["timestamp"]) <= time.time() * 1000 + 1
        assert len(asked.parameters["signature"]) == 64
    assert set(question.parameters) == {"recvWindow", "timestamp", "signature"}
    assert order.query == ""
    assert order.headers["content-type"] == "application/x-www-form-urlencoded"
    assert {name: order.parameters[name] for name in ("symbol", "side", "type", "timeInForce")} == {
        "symbol": "BTCUSDT",
        "side": "BUY",
        "type": "LIMIT",
        "timeInForce": "GTC",
    }


def test_the_permissions_are_told_before_the_order_is_tried(asking: Asking) -> None:
    told = threading.Event()
    when_tried: list[bool] = []

    def order(stage: Stage) -> None:
        when_tried.append(told.is_set())
        error(401, -2015)(stage)

    caller = threading.get_ident()
    on: list[int] = []

    def on_permissions(_seen: PermissionsSeen) -> None:
        on.append(threading.get_ident())
        told.set()

    with ScriptedServer({**HONEST, TEST_ORDER: order}) as server:
        asking.exchange(server.url).check(
            hmac_pair(), try_test_order=True, on_permissions=on_permissions
        )
    assert when_tried == [True]
    assert on == [caller]


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, False),
        ({"enableSpotAndMarginTrading": True}, True),
        ({"enableWithdrawals": True}, True),
        ({"enableAlpha": True}, True),
        ({"enableReading": False}, True),
    ],
    ids=["not wanted", "trading on", "withdrawals on", "unknown on", "reading off"],
)
def test_no_order_where_it_can_tell_nothing_new(
    changes: dict[str, bool], wanted: bool, asking: Asking
) -> None:
    with ScriptedServer({**HONEST, PERMISSIONS: says(200, body(**changes))}) as server:
        finding = asking.check(server, try_test_order=wanted)
    assert evidence_in(finding).test_order is TestOrder.OFF
    assert server.paths == [PERMISSIONS]


@pytest.mark.parametrize("offset_ms", [720_000, -720_000, 9_000, -1_500])
def test_a_wrong_clock_is_corrected_once_and_remembered(offset_ms: int, asking: Asking) -> None:
    answers = [OUTSIDE, says(200, body())]
    with ScriptedServer({**HONEST, PERMISSIONS: answers, TIME: clock_at(offset_ms)}) as server:
        exchange = asking.exchange(server.url)
        finding = asking.check(exchange)
        assert server.paths == [PERMISSIONS, TIME, PERMISSIONS, TEST_ORDER]
        assert server.connections == 1
        again = asking.check(exchange)
    assert server.paths[4:] == [PERMISSIONS, TEST_ORDER]
    for evidence in (evidence_in(finding), evidence_in(again)):
        assert evidence.clock_off_ms == pytest.approx(offset_ms, abs=200)
    assert asking.seen[0].clock_off_ms == evidence_in(finding).clock_off_ms
    sent = [int(asked.parameters["timestamp"]) for asked in server.asked if asked.path != TIME]
    assert sent[1] - sent[0] == pytest.approx(offset_ms, abs=300)
    assert sent[2] - sent[0] == pytest.approx(offset_ms, abs=300)
    assert "x-mbx-apikey" not in server.asked[1].headers


@pytest.mark.parametrize(
    ("offset_ms", "words"),
    [
        (720_000, "It is 12 minutes behind,"),
        (-1_800_000, "It is 30 minutes ahead,"),
        (-3 * 86_400_000, "It is 3 days ahead,"),
        (5_000, "It is 5 seconds behind,"),
    ],
)
def test_a_clock_that_stays_wrong(offset_ms: int, words: str, asking: Asking) -> None:
    with ScriptedServer({PERMISSIONS: OUTSIDE, TIME: clock_at(offset_ms)}) as server:
        finding = asking.check(server)
    assert unanswered(finding) is ProblemId.CLOCK_OFF
    verdict = judge(finding)
    assert words in verdict.problem.means  # type: ignore[union-attr]
    assert server.paths == [PERMISSIONS, TIME, PERMISSIONS]


@pytest.mark.parametrize(
    "clock",
    [
        says(200, b"{}"),
        says(200, b'{"serverTime":"1"}'),
        says(200, b'{"serverTime":true}'),
        says(200, b"<html>"),
        says(500, b'{"serverTime":1}'),
        error(500, -1000),
    ],
)
def test_an_exchange_that_does_not_tell_the_time(clock: Role, asking: Asking) -> None:
    with ScriptedServer({PERMISSIONS: OUTSIDE, TIME: clock}) as server:
        finding = asking.check(server)
    assert unanswered(finding) is ProblemId.CLOCK_OFF
    assert "It is ahead or behind," in judge(finding).problem.means  # type: ignore[union-attr]
    assert server.paths == [PERMISSIONS, TIME]


def test_a_connection_that_breaks_while_asking_for_the_time(asking: Asking) -> None:
    with ScriptedServer({PERMISSIONS: OUTSIDE, TIME: resets()}) as server:
        assert unanswered(asking.check(server)) is ProblemId.CONNECTION_BROKEN


def test_the_whole_check_shares_one_deadline(asking: Asking) -> None:
    asking.deadline_s = 1.0

    def slow(stage: Stage) -> None:
        threading.Event().wait(0.4)  # the slowness is the fault itself
        OUTSIDE(stage)

    with ScriptedServer({PERMISSIONS: slow, TIME: silence()}) as server:
        finding = asking.check(server)
    assert unanswered(finding) is ProblemId.TIMED_OUT
    assert 1.0 <= asking.took_s < 2.0
    assert server.paths == [PERMISSIONS, TIME]


@pytest.mark.parametrize(
    ("to_the_swapped_pair", "expected"),
    [
        (says(200, body()), ProblemId.SWAPPED),
        (error(401, -2015), ProblemId.SWAPPED),
        (says(200, b"{}"), ProblemId.KEY_UNKNOWN),
        (UNKNOWN, ProblemId.KEY_UNKNOWN),
        (error(400, -1022), ProblemId.KEY_UNKNOWN),
        (error(401, -2014), ProblemId.KEY_UNKNOWN),
        (resets(), ProblemId.KEY_UNKNOWN),
        (says(302, Location="http://127.0.0.1:1/"), ProblemId.KEY_UNKNOWN),
    ],
    ids=["works", "known", "{}", "unknown", "signature", "shape", "reset", "redirect"],
)
def test_an_unknown_pair_is_tried_the_other_way_round_once(
    to_the_swapped_pair: Role, expected: ProblemId, asking: Asking
) -> None:
    with ScriptedServer({PERMISSIONS: [UNKNOWN, to_the_swapped_pair]}) as server:
        finding = asking.check(server)
    assert refused(finding) is expected
    assert [asked.headers["x-mbx-apikey"] for asked in server.asked] == [API_KEY, SECRET]
    assert server.connections == 1
    assert asking.seen == []


def test_the_swapped_pair_is_asked_with_the_corrected_clock(asking: Asking) -> None:
    answers = [OUTSIDE, UNKNOWN, says(200, body())]
    with ScriptedServer({PERMISSIONS: answers, TIME: clock_at(-1_800_000)}) as server:
        assert refused(asking.check(server)) is ProblemId.SWAPPED
    sent = [int(asked.parameters["timestamp"]) for asked in server.asked if asked.path != TIME]
    assert [round((one - sent[0]) / 60_000) for one in sent] == [0, -30, -30]


def test_no_swap_where_it_makes_no_sense(asking: Asking) -> None:
    with ScriptedServer({PERMISSIONS: UNKNOWN}) as server:
        same_twice = asking.check(server, HmacCredentials(API_KEY, Secret(API_KEY)))
        assert refused(same_twice) is ProblemId.SAME_TWICE
        short = asking.check(server, HmacCredentials(API_KEY, Secret("a short secret")))
        assert refused(short) is ProblemId.KEY_UNKNOWN
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "api_key",
    ["", "with space" * 5, "line\nbreak", "a\r\nX-Evil: 1", "tab\t", "é" * 64, "x" * 5000, "\x00"],
    ids=ascii,
)
def test_what_cannot_be_an_api_key_is_not_sent(api_key: str, asking: Asking) -> None:
    with ScriptedServer(HONEST) as server:
        finding = asking.check(server, HmacCredentials(api_key, Secret(SECRET)))
        assert refused(finding) is ProblemId.KEY_SHAPE_REFUSED
    assert server.connections == 0


def test_an_empty_secret_is_not_sent(asking: Asking) -> None:
    with ScriptedServer(HONEST) as server:
        finding = asking.check(server, HmacCredentials(API_KEY, Secret("")))
        assert refused(finding) is ProblemId.SECRET_EMPTY
    assert server.connections == 0


@pytest.mark.parametrize("secret", ["ü" * 64, "\x00" * 3, "two\nlines", "s" * 10_000], ids=ascii)
def test_any_other_secret_signs(secret: str, asking: Asking) -> None:
    with ScriptedServer(HONEST) as server:
        finding = asking.check(server, HmacCredentials(API_KEY, Secret(secret)))
    assert isinstance(judge(finding), ReadOnly)


def test_two_checks_at_once_do_not_mix(asking: Asking) -> None:
    """Two keys, one exchange object: each gets the answer about itself, on its own connection."""
    keys = [f"{number:064d}" for number in range(8)]
    together = threading.Barrier(len(keys))

    def about_this_key(stage: Stage) -> None:
        together.wait(10)  # all are asked before any is answered
        created = int(stage.asked.headers["x-mbx-apikey"]) + 1000
        says(200, body(createTime=created))(stage)

    with ScriptedServer({**HONEST, PERMISSIONS: about_this_key}) as server:
        exchange = Asking(deadline_s=20).exchange(server.url)

        def check(key: str) -> int:
            finding = exchange.check(
                HmacCredentials(key, Secret(SECRET)),
                try_test_order=True,
                on_permissions=lambda _seen: None,
            )
            return reported_in(finding).created_ms

        with ThreadPoolExecutor(len(keys)) as pool:
            created = list(pool.map(check, keys))
    assert created == [1000 + number for number in range(len(keys))]
    assert server.connections == len(keys)
    assert len(server.asked) == 2 * len(keys)


def test_one_stuck_check_does_not_hold_up_another(asking: Asking) -> None:
    def stuck_for_one(stage: Stage) -> None:
        role = silence() if stage.asked.headers["x-mbx-apikey"] == API_KEY else says(200, body())
        role(stage)

    asking.deadline_s = 3
    with ScriptedServer({**HONEST, PERMISSIONS: stuck_for_one}) as server:
        exchange = asking.exchange(server.url)
        with ThreadPoolExecutor(1) as pool:
            stuck = pool.submit(Asking().check, exchange)
            started = time.monotonic()
            other = asking.check(exchange, HmacCredentials("b" * 64, Secret(SECRET)))
            assert time.monotonic() - started < 2
            assert isinstance(judge(other), ReadOnly)
            assert problem_of(stuck.result()) is ProblemId.TIMED_OUT


def test_the_time_of_the_check_is_the_given_clocks() -> None:
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    with ScriptedServer(HONEST) as server:
        venue = Venue(VenueId.PRACTICE, "Scripted", server.url, {})
        exchange = BinanceExchange(venue, clock=lambda: at)
        assert exchange.venue is venue
        finding = exchange.check(
            hmac_pair(), try_test_order=False, on_permissions=lambda _seen: None
        )
    assert evidence_in(finding).checked_at == at


def test_a_caller_that_fails_is_not_silenced(asking: Asking) -> None:
    class CallerError(Exception):
        pass

    def on_permissions(_seen: PermissionsSeen) -> None:
        raise CallerError

    with ScriptedServer(HONEST) as server:
        with pytest.raises(CallerError):
            asking.exchange(server.url).check(
                hmac_pair(), try_test_order=True, on_permissions=on_permissions
            )
        assert server.paths == [PERMISSIONS]


def test_nothing_else_is_ever_asked(asking: Asking) -> None:
    """Whatever goes wrong, the requests stay inside the list and few."""
    troubles: list[tuple[Role, list[str]]] = [
        (OUTSIDE, [PERMISSIONS, TIME, PERMISSIONS]),
        (UNKNOWN, [PERMISSIONS, PERMISSIONS]),  # the swapped pair, once
        (error(503, -1000), [PERMISSIONS, STATUS]),
        (error(401, -2015), [PERMISSIONS, TEST_ORDER]),
        (says(200), [PERMISSIONS]),
    ]
    for trouble, expected in troubles:
        roles = {PERMISSIONS: trouble, TIME: clock_at(0), STATUS: trouble, TEST_ORDER: trouble}
        with ScriptedServer(roles) as server:
            asking.check(server)
        assert server.paths == expected
    assert READ_ONLY["enableReading"] is True
