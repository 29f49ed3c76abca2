"""What a reply means: every way in which a check can fail becomes one problem of its own."""

from __future__ import annotations

import codecs
from types import MappingProxyType
from typing import assert_never

from wizard.core.evidence import Refused, TestOrder, Unanswered
from wizard.core.problems import Problem, ProblemId
from wizard.core.strict_json import JsonRejectedError, read_object
from wizard.core.time_words import ahead_or_behind, at_time
from wizard.exchange import failure_causes
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.error_body import error_code
from wizard.exchange.pauses import pause_until
from wizard.exchange.refusals import NOT_ALLOWED, refusal
from wizard.exchange.replies import Answer, Failure, Reply

# Codes of the exchange: documentation and recorded answers, autumn 2026 (exchange-facts 3).
CLOCK = -1021
_TOO_MANY = -1003
# So far the clocks may be apart, in milliseconds: documentation, autumn 2026.
_AGREE_MS = 1000
_TROUBLE = frozenset({-1000, -1001, -1006, -1007, -1008, -1016})
_ABOUT_PARAMETERS = range(-1199, -1099)
_ABOUT_THE_ORDER = frozenset({-1010, -1013, -1014, -2010, -2021, -2022, *_ABOUT_PARAMETERS})


def diagnose(reply: Reply, asked: Circumstances) -> Refused | Unanswered:
    """Why a question brought none of what was asked for."""
    match reply:
        case Failure():
            return Unanswered(failure_causes.problem_of(reply, asked))
        case Answer():
            return _of_answer(reply, asked)
        case _:
            assert_never(reply)


def unreadable(reply: Answer, reason: str) -> Unanswered:
    """An answer arrived, and it cannot be understood for certain. `reason` quotes none of it."""
    page = reply.body.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<"
    problem_id = ProblemId.LOGIN_PAGE if page else ProblemId.ANSWER_UNREADABLE
    return Unanswered(Problem(problem_id, technical=f"HTTP {reply.status}, {reason}"))


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
    if reply.status == 200 and _passed(reply.body):  # noqa: PLR2004 (HTTP: OK)
        return TestOrder.ACCEPTED
    return TestOrder.SILENT


def _passed(body: bytes) -> bool:
    """Whether it is an object, and no error's: those have a code below zero."""
    try:
        code = read_object(body).get("code")
    except JsonRejectedError:
        return False
    return type(code) is not int or code >= 0 or code in _ABOUT_THE_ORDER


def _of_answer(answer: Answer, asked: Circumstances) -> Refused | Unanswered:
    code = error_code(answer)
    technical = f"HTTP {answer.status}" + ("" if code is None else f", code {code}")
    refused = refusal(answer, asked, technical)
    if refused is not None:
        return Refused(refused)
    if answer.status in {418, 429} or (answer.status in {400, 401} and code == _TOO_MANY):
        now = asked.clock()
        until = pause_until(answer, now)
        problem_id = ProblemId.BANNED if answer.status == 418 else ProblemId.TOO_MANY_REQUESTS  # noqa: PLR2004
        values = MappingProxyType({"until": at_time(until, now)})
        return Unanswered(Problem(problem_id, technical, values), until)
    if answer.status in {400, 401} and code == CLOCK:
        if asked.clock_off_ms is not None and abs(asked.clock_off_ms) < _AGREE_MS:
            return Unanswered(Problem(ProblemId.CLOCK_DISPUTED, technical))
        offset = MappingProxyType({"offset": ahead_or_behind(asked.clock_off_ms)})
        return Unanswered(Problem(ProblemId.CLOCK_OFF, technical, offset))
    return Unanswered(Problem(_trouble_of(answer.status, code), technical))


_TROUBLE_BY_STATUS = MappingProxyType(
    {
        451: ProblemId.LOCATION_REFUSED,
        403: ProblemId.FIREWALL,
        511: ProblemId.LOGIN_PAGE,  # RFC 6585: a network that wants a log-in first
    }
)


def _trouble_of(status: int, code: int | None) -> ProblemId:
    if status in _TROUBLE_BY_STATUS:
        return _TROUBLE_BY_STATUS[status]
    if status in {400, 401} and code in _ABOUT_PARAMETERS:
        return ProblemId.REQUEST_MALFORMED
    if status >= 500 or code in _TROUBLE:  # noqa: PLR2004 (HTTP: 5xx)
        return ProblemId.SERVER_TROUBLE
    return ProblemId.ANSWER_UNREADABLE if code is None else ProblemId.UNKNOWN_ERROR
