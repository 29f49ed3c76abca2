"""Every row of the exchange's error table has a problem of its own, and the right verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.exchange.asking import HONEST, Asking, evidence_in
from tests.exchange.scripted_server import (
    PERMISSIONS,
    STATUS,
    TEST_ORDER,
    TIME,
    Role,
    ScriptedServer,
    error,
    resets,
    says,
)
from wizard.core.evidence import Refused, TestOrder, Unanswered
from wizard.core.problems import Problem, ProblemId
from wizard.core.time_words import at_time
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly, judge

HTML = b"<html><body>Forbidden</body></html>"


@dataclass(frozen=True)
class Row:
    answer: Role
    problem_id: ProblemId
    accepted: bool | None = None  # False: not accepted; None: not checked
    technical: str = ""
    also_asked: tuple[str, ...] = ()


NOT_ACCEPTED = False
ROWS = {
    "parameter missing": Row(
        error(400, -1102, "Mandatory parameter 'signature' was not sent."),
        ProblemId.REQUEST_MALFORMED,
        technical="HTTP 400, code -1102",
    ),
    "wrong shape": Row(
        error(401, -2014, "API-key format invalid."),
        ProblemId.KEY_SHAPE_REFUSED,
        NOT_ACCEPTED,
        "HTTP 401, code -2014",
    ),
    "unknown key": Row(
        error(400, -2008, "Invalid Api-Key ID."),
        ProblemId.KEY_UNKNOWN,
        NOT_ACCEPTED,
        "HTTP 400, code -2008",
        (PERMISSIONS,),  # the swapped pair, once
    ),
    "wrong secret": Row(
        error(400, -1022, "Signature for this request is not valid."),
        ProblemId.WRONG_SECRET,
        NOT_ACCEPTED,
        "HTTP 400, code -1022",
    ),
    "reading off or address not on the list": Row(
        error(401, -2015, "Invalid API-key, IP, or permissions for action."),
        ProblemId.NOT_ALLOWED,
        NOT_ACCEPTED,
        "HTTP 401, code -2015",
        (TEST_ORDER,),  # what may not read can still trade
    ),
    "too many requests": Row(
        error(429, -1003, Retry_After="30"),
        ProblemId.TOO_MANY_REQUESTS,
        technical="HTTP 429, code -1003",
    ),
    "too many requests, as HTML": Row(
        says(429, HTML), ProblemId.TOO_MANY_REQUESTS, technical="HTTP 429"
    ),
    "too many requests, with another status": Row(
        error(400, -1003), ProblemId.TOO_MANY_REQUESTS, technical="HTTP 400, code -1003"
    ),
    "banned": Row(
        error(418, -1003, Retry_After="7200"), ProblemId.BANNED, technical="HTTP 418, code -1003"
    ),
    "maintenance": Row(
        error(503, -1000), ProblemId.MAINTENANCE, None, "HTTP 503, code -1000", (STATUS,)
    ),
    "restricted country": Row(
        error(451, 0, "Service unavailable from a restricted location."),
        ProblemId.LOCATION_REFUSED,
        technical="HTTP 451, code 0",
    ),
    "firewall": Row(says(403, HTML), ProblemId.FIREWALL, technical="HTTP 403"),
    "firewall with a page beyond the limit": Row(
        says(403, HTML * 4000), ProblemId.FIREWALL, technical="HTTP 403"
    ),
    "firewall with a compressed page": Row(
        says(403, b"\x1f\x8b", Content_Encoding="gzip"), ProblemId.FIREWALL, technical="HTTP 403"
    ),
    "a code nobody knows": Row(
        error(400, -4321), ProblemId.UNKNOWN_ERROR, technical="HTTP 400, code -4321"
    ),
    "a code that is no number": Row(
        says(400, b'{"code":"-2015"}'), ProblemId.ANSWER_UNREADABLE, technical="HTTP 400"
    ),
    "a code that is true": Row(
        says(400, b'{"code":true}'), ProblemId.ANSWER_UNREADABLE, technical="HTTP 400"
    ),
    "an error that is a list": Row(
        says(400, b'[{"code":-2015}]'), ProblemId.ANSWER_UNREADABLE, technical="HTTP 400"
    ),
}
UNDER_MAINTENANCE = says(200, b'{"status":1,"msg":"system_maintenance"}')
NORMAL = says(200, b'{"status":0,"msg":"normal"}')


@pytest.mark.parametrize("name", ROWS)
def test_every_row(name: str, asking: Asking) -> None:
    row = ROWS[name]
    with ScriptedServer({PERMISSIONS: row.answer, STATUS: UNDER_MAINTENANCE}) as server:
        finding = asking.check(server)
    assert isinstance(finding, Refused | Unanswered)
    assert finding.problem.id is row.problem_id
    assert finding.problem.technical == row.technical
    verdict = judge(finding)
    assert isinstance(verdict, NotAccepted if row.accepted is False else NotChecked)
    assert server.paths == [PERMISSIONS, *row.also_asked]
    assert server.connections == 1 or "beyond" in name
    assert asking.seen == []
    problem: Problem = finding.problem
    assert "{" not in problem.what + problem.means + problem.do


def test_each_row_has_a_problem_of_its_own() -> None:
    ids = [row.problem_id for name, row in ROWS.items() if "," not in name and " a " not in name]
    main = [problem_id for problem_id in ids if problem_id is not ProblemId.ANSWER_UNREADABLE]
    assert len(set(main)) == len(main)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
@pytest.mark.parametrize(
    "about",
    [
        NORMAL,
        error(500, -1000),
        says(200, HTML),
        says(200, b"{}"),
        says(200, b'{"status":true}'),
        resets(),
    ],
)
def test_server_trouble_without_maintenance(status: int, about: Role, asking: Asking) -> None:
    with ScriptedServer({PERMISSIONS: says(status, HTML), STATUS: about}) as server:
        finding = asking.check(server)
    assert isinstance(finding, Unanswered)
    assert finding.problem.id is ProblemId.SERVER_TROUBLE
    assert server.paths == [PERMISSIONS, STATUS]
    assert "x-mbx-apikey" not in server.asked[1].headers


ASKED_AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("0", timedelta(seconds=60)),
        ("", timedelta(seconds=60)),
        ("soon", timedelta(seconds=60)),
        ("-5", timedelta(seconds=60)),
        ("1.5", timedelta(seconds=60)),
        ("٣", timedelta(seconds=60)),
        ("1", timedelta(seconds=1)),
        ("90", timedelta(seconds=90)),
        ("121", timedelta(seconds=121)),
        ("7200", timedelta(hours=2)),
        ("259200", timedelta(days=3)),
        ("259201", timedelta(days=3)),  # nobody bans for longer
        ("999999999", timedelta(days=3)),
    ],
)
@pytest.mark.parametrize("status", [429, 418])
def test_when_to_come_back(status: int, header: str, wait: timedelta, asking: Asking) -> None:
    asking.clock = lambda: ASKED_AT
    sent = header.encode("utf-8").decode("latin-1")
    answer = error(status, -1003, Retry_After=sent.encode("latin-1").decode("latin-1"))
    with ScriptedServer({PERMISSIONS: answer}) as server:
        finding = asking.check(server)
    assert isinstance(finding, Unanswered)
    assert finding.until == ASKED_AT + wait
    assert f"Try again at {at_time(ASKED_AT + wait, ASKED_AT)}." in finding.problem.do
    assert server.paths == [PERMISSIONS]
    verdict = judge(finding)
    assert isinstance(verdict, NotChecked)
    assert verdict.until == finding.until


@pytest.mark.parametrize("code", [-1000, -1001, -1006, -1007, -1008, -1016])
def test_trouble_that_comes_with_another_status(code: int, asking: Asking) -> None:
    with ScriptedServer({PERMISSIONS: error(400, code), STATUS: NORMAL}) as server:
        finding = asking.check(server)
    assert isinstance(finding, Unanswered)
    assert finding.problem.id is ProblemId.SERVER_TROUBLE
    assert server.paths == [PERMISSIONS, STATUS]


ORDER_FATES: dict[str, tuple[Role, TestOrder]] = {
    "refused": (error(401, -2015), TestOrder.REFUSED),
    "accepted": (says(200, b"{}"), TestOrder.ACCEPTED),
    "accepted with details": (says(200, b'{"standardCommissionForOrder":{}}'), TestOrder.ACCEPTED),
    "price filter": (error(400, -1013, "Filter failure: NOTIONAL"), TestOrder.ACCEPTED),
    "parameter": (error(400, -1102), TestOrder.ACCEPTED),
    "first about parameters": (error(400, -1100), TestOrder.ACCEPTED),
    "last about parameters": (error(400, -1199), TestOrder.ACCEPTED),
    "symbol": (error(400, -1121), TestOrder.ACCEPTED),
    "balance": (error(400, -2010), TestOrder.ACCEPTED),
    "just outside": (error(400, -1200), TestOrder.SILENT),
    "an error with 200": (error(200, -2015), TestOrder.SILENT),
    "a complaint with 200": (error(200, -1013), TestOrder.ACCEPTED),
    "-2015 with another status": (error(400, -2015), TestOrder.SILENT),
    "401 with another code": (error(401, -2014), TestOrder.SILENT),
    "401 with HTML": (says(401, HTML), TestOrder.SILENT),
    "unknown key": (error(400, -2008), TestOrder.SILENT),
    "wrong signature": (error(400, -1022), TestOrder.SILENT),
    "clock": (error(400, -1021), TestOrder.SILENT),
    "limit": (error(429, -1003), TestOrder.SILENT),
    "trouble": (error(503, -1013), TestOrder.SILENT),
    "HTML": (says(200, HTML), TestOrder.SILENT),
    "empty": (says(200), TestOrder.SILENT),
    "redirect": (says(302, Location="http://127.0.0.1:1/"), TestOrder.SILENT),
    "reset": (resets(), TestOrder.SILENT),
}


@pytest.mark.parametrize("name", ORDER_FATES)
def test_the_second_witness(name: str, asking: Asking) -> None:
    role, fate = ORDER_FATES[name]
    with ScriptedServer({**HONEST, TEST_ORDER: role}) as server:
        finding = asking.check(server)
    assert evidence_in(finding).test_order is fate
    verdict = judge(finding)
    if fate is TestOrder.ACCEPTED:
        # The flags say off, and lie.
        assert isinstance(verdict, CanDoMore)
        assert verdict.switched_on == ("enableSpotAndMarginTrading",)
    else:
        assert isinstance(verdict, ReadOnly)
    assert server.paths == [PERMISSIONS, TEST_ORDER]
    assert server.connections == 1
    assert TEST_ORDER in server.fired
    assert TIME not in server.paths


@pytest.mark.parametrize("name", ORDER_FATES)
def test_a_key_that_may_not_read_and_its_order(name: str, asking: Asking) -> None:
    """An order that passes is worse news than the refusal; a pause must be kept to."""
    role, fate = ORDER_FATES[name]
    refusing = error(401, -2015, "Invalid API-key, IP, or permissions for action.")
    with ScriptedServer({PERMISSIONS: refusing, TEST_ORDER: role}) as server:
        verdict = judge(asking.check(server))
    if fate is TestOrder.ACCEPTED:
        assert isinstance(verdict, CanDoMore)
        assert verdict.switched_on == ("enableSpotAndMarginTrading",)
    elif name == "limit":
        assert isinstance(verdict, NotChecked)
        assert verdict.problem.id is ProblemId.TOO_MANY_REQUESTS
        assert verdict.until is not None
    else:
        assert isinstance(verdict, NotAccepted)
        assert verdict.problem.id is ProblemId.NOT_ALLOWED
    assert server.paths == [PERMISSIONS, TEST_ORDER]
    assert asking.seen == []


def test_no_order_for_a_refused_key_when_none_is_wanted(asking: Asking) -> None:
    with ScriptedServer({**HONEST, PERMISSIONS: error(401, -2015)}) as server:
        finding = asking.check(server, try_test_order=False)
    assert isinstance(finding, Refused)
    assert server.paths == [PERMISSIONS]
