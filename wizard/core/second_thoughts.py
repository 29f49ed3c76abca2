"""What a refusal means for a key that worked before: its past tells causes apart."""

from __future__ import annotations

from wizard.core.key_story import latest_report
from wizard.core.permissions import IP_RESTRICTED
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import SavedKey
from wizard.core.verdict import NotAccepted, Verdict


def in_the_light_of(verdict: Verdict, key: SavedKey) -> Verdict:
    """The verdict on a saved key, with the one cause that its history leaves over.

    A key that was proven once existed then, with this secret and at this venue.
    """
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


def _was_restricted(key: SavedKey) -> bool:
    report = latest_report(key)
    return report is not None and (report.permissions or {}).get(IP_RESTRICTED, False)
