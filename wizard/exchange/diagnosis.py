"""What a reply means: every way in which a check can fail becomes one problem of its own."""

from __future__ import annotations

from types import MappingProxyType
from typing import assert_never

from wizard.core.evidence import Refused, TestOrder, Unanswered
from wizard.core.problems import Problem, ProblemId
from wizard.core.strict_json import JsonRejectedError, read_object
from wizard.exchange.replies import Answer, Cause, Failure, Reply
from wizard.exchange.words_for_time import ahead_or_behind, seconds_to_wait, waiting_time

# Codes of the exchange: documentation and recorded answers, autumn 2026 (exchange-facts 3).
CLOCK = -1021
KEY_UNKNOWN = -2008  # not documented, seen on /sapi
NOT_ALLOWED = -2015
_TOO_MANY = -1003
_TROUBLE = frozenset({-1000, -1001, -1006, -1007, -1008, -1016})
_ABOUT_PARAMETERS = range(-1199, -1099)
_ABOUT_THE_ORDER = frozenset({-1013, -1014, -2010, *_ABOUT_PARAMETERS})

_REFUSING = MappingProxyType(
    {
        -2014: ProblemId.KEY_SHAPE_REFUSED,
        KEY_UNKNOWN: ProblemId.KEY_UNKNOWN,
        # On /sapi an unknown key answers -2008, so this one is known but not let in.
        NOT_ALLOWED: ProblemId.NOT_ALLOWED,
        -1022: ProblemId.WRONG_SECRET,
    }
)


def error_code(reply: Reply) -> int | None:
    """The exchange's own error code, if the reply is an error answer that carries one."""
    if isinstance(reply, Failure) or reply.status < 400:  # noqa: PLR2004 (HTTP: 4xx, 5xx)
        return None
    try:
        code = read_object(reply.body).get("code")
    except JsonRejectedError:
        return None
    return code if type(code) is int else None  # a bool is no code


def diagnose(
    reply: Reply, *, deadline_s: float, clock_off_ms: int | None = None
) -> Refused | Unanswered:
    """Why the question for the permissions brought none.

    `deadline_s` is how long we waited at most; `clock_off_ms` how far the computer's clock is
    behind the exchange's (negative: ahead), None if that is not known.
    """
    match reply:
        case Failure():
            return Unanswered(_of_failure(reply, deadline_s))
        case Answer():
            return _of_answer(reply, clock_off_ms)
        case _:
            assert_never(reply)


def unreadable(reply: Answer, reason: str) -> Unanswered:
    """An answer arrived, and it cannot be understood for certain. `reason` quotes none of it."""
    return Unanswered(
        Problem(ProblemId.ANSWER_UNREADABLE, technical=f"HTTP {reply.status}, {reason}")
    )


def fate_of_test_order(reply: Reply) -> TestOrder:
    """What a test order's reply proves, right after a signed read that worked with the same key.

    Source: exchange-facts 2. When in doubt about the order itself, it counts as accepted.
    """
    if isinstance(reply, Failure):
        return TestOrder.SILENT
    code = error_code(reply)
    if reply.status == 401 and code == NOT_ALLOWED:  # noqa: PLR2004 (HTTP: Unauthorized)
        return TestOrder.REFUSED
    if 400 <= reply.status < 500 and code in _ABOUT_THE_ORDER:  # noqa: PLR2004 (HTTP: 4xx)
        return TestOrder.ACCEPTED
    if reply.status == 200 and _is_object(reply.body):  # noqa: PLR2004 (HTTP: OK)
        return TestOrder.ACCEPTED
    return TestOrder.SILENT


def _is_object(body: bytes) -> bool:
    try:
        read_object(body)
    except JsonRejectedError:
        return False
    return True


def _of_failure(failure: Failure, deadline_s: float) -> Problem:
    match failure.cause:
        case Cause.UNREACHABLE:
            problem_id = ProblemId.NO_NETWORK
        case Cause.BROKEN:
            problem_id = ProblemId.CONNECTION_BROKEN
        case Cause.CERTIFICATE:
            problem_id = ProblemId.TLS_REFUSED
        case Cause.CERTIFICATE_DATE:
            problem_id = ProblemId.CERTIFICATE_DATE
        case Cause.TIMED_OUT:
            values = MappingProxyType({"seconds": f"{deadline_s:g}"})
            return Problem(ProblemId.TIMED_OUT, technical=failure.line, values=values)
        case Cause.TOO_LARGE:
            problem_id = ProblemId.ANSWER_TOO_LARGE
        case Cause.REDIRECTED:
            problem_id = ProblemId.REDIRECTED
        case Cause.GARBLED:
            problem_id = ProblemId.ANSWER_UNREADABLE
        case Cause.OURS:
            problem_id = ProblemId.PROGRAM_FAULT
        case _:
            assert_never(failure.cause)
    return Problem(problem_id, technical=failure.line)


def _of_answer(answer: Answer, clock_off_ms: int | None) -> Refused | Unanswered:
    code = error_code(answer)
    technical = f"HTTP {answer.status}" + ("" if code is None else f", code {code}")
    wait = MappingProxyType({"wait": waiting_time(seconds_to_wait(answer.retry_after))})
    match answer.status, code:
        case 451, _:
            problem = Problem(ProblemId.LOCATION_REFUSED, technical)
        case 418, _:
            problem = Problem(ProblemId.BANNED, technical, wait)
        case (429, _) | (400 | 401, -1003):
            problem = Problem(ProblemId.TOO_MANY_REQUESTS, technical, wait)
        case 403, _:
            problem = Problem(ProblemId.FIREWALL, technical)
        case ((400 | 401), int()) if code in _REFUSING:
            return Refused(Problem(_REFUSING[code], technical))
        case ((400 | 401), -1021):
            offset = MappingProxyType({"offset": ahead_or_behind(clock_off_ms)})
            problem = Problem(ProblemId.CLOCK_OFF, technical, offset)
        case ((400 | 401), int()) if code in _ABOUT_PARAMETERS:
            problem = Problem(ProblemId.REQUEST_MALFORMED, technical)
        case status, _ if status >= 500 or code in _TROUBLE:  # noqa: PLR2004 (HTTP: 5xx)
            problem = Problem(ProblemId.SERVER_TROUBLE, technical)
        case _, None:
            problem = Problem(ProblemId.ANSWER_UNREADABLE, technical)
        case _:
            problem = Problem(ProblemId.UNKNOWN_ERROR, technical)
    return Unanswered(problem)
