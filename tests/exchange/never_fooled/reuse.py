"""One connection, two questions: answers that come too early, or are about something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.exchange.never_fooled.behaviour import (
    BY_FLAGS_ALONE,
    FIRST,
    FULL,
    GOOD,
    ORDER_ONLY,
    READ_ONLY,
    REFUSAL,
    REFUSES,
    TRADES,
    UNPROVEN,
    Behaviour,
    Expected,
    Meeting,
    Roles,
    Tls,
    not_checked,
)
from tests.exchange.scripted_server import TEST_ORDER, Role, Stage, head, resets, says, sends
from tests.exchange.scripted_wire import HungUpError, Slam, hang_up
from wizard.core.problems import ProblemId
from wizard.core.venue import VenueId

GROUP = "one connection, two questions"
_PASSES = says(200, b"{}")
_WHOLE_REFUSAL = head(401, length=len(REFUSAL)) + REFUSAL


def _nothing(_stage: Stage) -> None:
    """The connection stays as it is."""


def _between(name: str, then: Role, order: Role, expected: Expected, venue: VenueId) -> Behaviour:
    """`then` happens after the first answer was read and before the order is sent."""

    def meet() -> tuple[Meeting, Roles]:
        meeting = Meeting()
        first = meeting.first(says(200, GOOD[venue]), then)
        return meeting, {FIRST[venue]: first, TEST_ORDER: order}

    return Behaviour(
        GROUP,
        f"{name} [{venue}]",
        expected,
        venue,
        fires=(FIRST[venue], TEST_ORDER),
        asked=(FIRST[venue], TEST_ORDER),
        meeting=meet,
    )


def _early(venue: VenueId) -> Iterator[Behaviour]:
    """The order would pass: whoever believes the early refusal takes the key for read-only."""
    for name, data in {
        "a refusal": _WHOLE_REFUSAL,
        "two refusals": _WHOLE_REFUSAL * 2,
        "a refusal after 100 Continue": b"HTTP/1.1 100 Continue\r\n\r\n" + _WHOLE_REFUSAL,
        "half a refusal": _WHOLE_REFUSAL[:40],
        "one byte": b"H",
        "garbage": b"\x00\xff",
    }.items():
        early = _between(f"{name} comes before the order", sends(data), _PASSES, TRADES, venue)
        yield early
        yield replace(early, name=f"{early.name}, encrypted", tls=Tls.GOOD)
    yield _between("nothing comes before the order", _nothing, REFUSES, READ_ONLY, venue)
    for name, role in {"closed": _closes, "reset": resets()}.items():
        yield _between(f"{name} before the order", role, REFUSES, READ_ONLY, venue)
        yield _between(f"{name} before an order that passes", role, _PASSES, TRADES, venue)


def _closes(stage: Stage) -> None:
    hang_up(stage.wire, Slam.CLOSE)
    raise HungUpError


def _in_one_go(venue: VenueId) -> Iterator[Behaviour]:
    whole = head(200, length=len(GOOD[venue])) + GOOD[venue]
    padded = GOOD[venue] + b" " * (8192 - len(GOOD[venue]))
    aligned = head(200, length=len(padded)) + padded
    for name, data in {
        "two answers in one": whole + _WHOLE_REFUSAL,
        "three answers in one": whole + _WHOLE_REFUSAL * 2,
        "two answers, the first of 8 KB": aligned + _WHOLE_REFUSAL,
    }.items():
        roles = {FIRST[venue]: sends(data), TEST_ORDER: _PASSES}
        yield Behaviour(GROUP, f"{name} [{venue}]", TRADES, venue, roles, (FIRST[venue],))
    for name, order, expected in (
        ("a refusal to each", REFUSES, READ_ONLY),
        ("an answer that passes", _PASSES, TRADES),
    ):
        roles = {FIRST[venue]: says(200, GOOD[venue], Connection="close"), TEST_ORDER: order}
        fires = (FIRST[venue], TEST_ORDER)
        yield Behaviour(GROUP, f"{name}, not kept [{venue}]", expected, venue, roles, fires)


def _of_another_question(venue: VenueId) -> Iterator[Behaviour]:
    unreadable = not_checked(ProblemId.ANSWER_UNREADABLE)
    other = ORDER_ONLY if venue is FULL else FULL
    for name, data in {
        "the test order's": b"{}",
        "the other venue's": GOOD[other],
        "the clock's": b'{"serverTime":1795348800000}',
        "the status's": b'{"status":0,"msg":"normal"}',
    }.items():
        roles = {FIRST[venue]: says(200, data), TEST_ORDER: REFUSES}
        full_name = f"{name} answer to the first question [{venue}]"
        yield Behaviour(GROUP, full_name, unreadable, venue, roles, (FIRST[venue],))
    trades = {FIRST[venue]: says(200, GOOD[venue]), TEST_ORDER: says(200, GOOD[ORDER_ONLY])}
    expected = BY_FLAGS_ALONE if venue is FULL else UNPROVEN
    about = f"a list of trades to the order [{venue}]"
    yield Behaviour(GROUP, about, expected, venue, trades, (FIRST[venue], TEST_ORDER))


BEHAVIOURS = [
    one
    for venue in (FULL, ORDER_ONLY)
    for one in (*_early(venue), *_in_one_go(venue), *_of_another_question(venue))
]
