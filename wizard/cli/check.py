"""`check`: ask what a key may do, keep nothing."""

from __future__ import annotations

from wizard.cli.credentials_input import SECOND_MISSING, ApiKeyAlone, take_credentials
from wizard.cli.exit_codes import ExitCode
from wizard.cli.key_json import Named
from wizard.cli.one_verdict import tell
from wizard.cli.request import CheckKey
from wizard.cli.session import Session
from wizard.core.credentials import secret_of
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.verdict import NotAccepted

_REMARK = "Nothing was saved."


def check(session: Session, command: CheckKey) -> ExitCode:
    """Exit 0 to 3 by the verdict; raises ProblemError for input that cannot be read."""
    venue = session.service.venue.id
    given = take_credentials(session.terminal)
    if given is None:
        raise ProblemError(Problem(ProblemId.INPUT_UNREADABLE, "nothing was given"))
    if isinstance(given, ApiKeyAlone):
        raise ProblemError(Problem(ProblemId.INPUT_UNREADABLE, SECOND_MISSING))
    if isinstance(given, Problem):
        if ExitCode.of_problem(given.id) is not ExitCode.NOT_ACCEPTED:
            raise ProblemError(given)
        named = Named(None, venue, None)
        return tell(session, named, NotAccepted(given), _REMARK, as_json=command.as_json)
    try:
        verdict = session.service.check_only(given)
    finally:
        secret_of(given).wipe()
    named = Named(None, venue, given.api_key)
    return tell(session, named, verdict, _REMARK, as_json=command.as_json)
