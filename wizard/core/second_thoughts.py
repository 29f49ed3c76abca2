"""What an answer means for a key with a past: it tells causes apart, and no danger fades."""

from __future__ import annotations

from wizard.core.evidence import TestOrder
from wizard.core.key_story import latest_report
from wizard.core.permissions import IP_RESTRICTED
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import SavedKey
from wizard.core.verdict import NotAccepted, NotChecked, ReadOnly, Verdict
from wizard.core.wording import tr

_TELLING = (TestOrder.ACCEPTED, TestOrder.REFUSED)


def in_the_light_of(verdict: Verdict, key: SavedKey) -> Verdict:
    """The verdict on a saved key, with the one cause that its history leaves over.

    A key that was proven once existed then, with this secret and at this venue. One that took a
    test order can trade until an order is refused, whatever is reported.
    """
    if took_an_order(key):
        verdict = unless_refused(verdict)
    if not isinstance(verdict, NotAccepted):
        return verdict
    problem = verdict.problem
    match problem.id:
        case ProblemId.KEY_UNKNOWN:
            return NotAccepted(Problem(ProblemId.KEY_DELETED, problem.technical, problem.values))
        case ProblemId.NOT_ALLOWED if _was_restricted(key):
            cause = ProblemId.ADDRESS_NOT_LISTED
            return NotAccepted(Problem(cause, problem.technical, problem.values))
        case _:
            return verdict


def took_an_order(key: SavedKey) -> bool:
    """Whether the newest test order that brought a clear answer was accepted."""
    fates = (past.test_order for past in key.history)
    return next((fate for fate in fates if fate in _TELLING), None) == TestOrder.ACCEPTED


def unless_refused(verdict: Verdict) -> Verdict:
    """The verdict on a key that took a test order: a report alone does not take that back."""
    if not isinstance(verdict, ReadOnly) or verdict.evidence.test_order is TestOrder.REFUSED:
        return verdict
    wait = verdict.evidence.wait
    if wait is not None:
        return NotChecked(wait.problem, wait.until)
    before = tr("A test order was accepted before.")
    return NotChecked(Problem(ProblemId.TRADING_UNPROVEN, values={"because": f"{before} "}))


def _was_restricted(key: SavedKey) -> bool:
    report = latest_report(key)
    return report is not None and (report.permissions or {}).get(IP_RESTRICTED, False)
