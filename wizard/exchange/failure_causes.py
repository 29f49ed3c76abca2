"""Why there was no answer: every way in which a request can fail becomes one problem of its own."""

from __future__ import annotations

from types import MappingProxyType

from wizard.core.problems import Problem, ProblemId
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.origin import Origin
from wizard.exchange.replies import Cause, Failure, Stage

# Whole: a test holds it against all causes there are.
PROBLEMS = MappingProxyType(
    {
        Cause.NO_NETWORK: ProblemId.NO_NETWORK,
        Cause.NAME_UNKNOWN: ProblemId.ADDRESS_UNKNOWN,
        Cause.UNREACHABLE: ProblemId.EXCHANGE_UNREACHABLE,
        Cause.PROXY_UNREACHABLE: ProblemId.PROXY_UNREACHABLE,
        Cause.PROXY_REFUSED: ProblemId.PROXY_REFUSED,
        Cause.PROXY_LOGIN: ProblemId.PROXY_LOGIN,
        Cause.PROXY_UNREADABLE: ProblemId.PROXY_UNREADABLE,
        Cause.BROKEN: ProblemId.CONNECTION_BROKEN,
        Cause.CERTIFICATE: ProblemId.TLS_REFUSED,
        Cause.CERTIFICATE_DATE: ProblemId.CERTIFICATE_DATE,
        Cause.TIMED_OUT: ProblemId.TIMED_OUT,
        Cause.TOO_LARGE: ProblemId.ANSWER_TOO_LARGE,
        Cause.REDIRECTED: ProblemId.REDIRECTED,
        Cause.GARBLED: ProblemId.ANSWER_UNREADABLE,
        Cause.OURS: ProblemId.PROGRAM_FAULT,
    }
)


def problem_of(failure: Failure, asked: Circumstances) -> Problem:
    """The problem that this failure is."""
    problem_id, proxy = PROBLEMS[failure.cause], asked.proxy
    if _would_a_proxy_help(failure, asked):
        problem_id, proxy = ProblemId.PROXY_NEEDED, asked.proxy_not_used
    values = {"seconds": f"{asked.deadline_s:g}", "proxy": "" if proxy is None else proxy.url}
    return Problem(problem_id, failure.line, MappingProxyType(values))


def _would_a_proxy_help(failure: Failure, asked: Circumstances) -> bool:
    """Whether nothing led to the exchange, and a proxy is named that nobody chose.

    A wait that ends unanswered counts: firewalls swallow what should take the proxy.
    """
    return (
        asked.proxy is None
        and asked.proxy_not_used is not None
        and failure.stage in {Stage.NAME, Stage.CONNECT}
        and not Origin.of(asked.venue.api_url).on_this_computer
    )
