"""`add`: seal a key, check it, save it when it is read-only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from wizard.cli.credentials_input import SECOND_MISSING, ApiKeyAlone, take_credentials
from wizard.cli.exit_codes import ExitCode
from wizard.cli.key_json import Named
from wizard.cli.name_argument import name_argument
from wizard.cli.one_verdict import tell
from wizard.cli.request import AddKey
from wizard.cli.session import Session
from wizard.cli.vault_opening import open_or_create
from wizard.core.credentials import Credentials, KeyKind, last4, secret_of
from wizard.core.problems import Action, Problem, ProblemError, ProblemId
from wizard.core.saved_key import PendingKey, WaitingPair, read_name, same_name
from wizard.core.venue import Grade, grade_of
from wizard.core.venue_words import VENUE_NAMES
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked
from wizard.key_service import PendingOutcome, Saved

# These values will never do, so keeping them sealed would only stand in the way of the right ones.
_OTHER_VALUES_NEEDED = frozenset({Action.PASTE_AGAIN, Action.SWAP, Action.START_AGAIN})


@dataclass(frozen=True, slots=True)
class _Draft:
    """A pending key, and whether this very command sealed it for the first time."""

    key: PendingKey
    is_new: bool


def add(session: Session, command: AddKey) -> ExitCode:
    """Exit 0 to 3 by the verdict; raises ProblemError for the input, the name and the vault."""
    name = read_name(command.name)
    if isinstance(name, Problem):
        raise ProblemError(name)
    if session.terminal.is_interactive:
        open_or_create(session)  # before a person is asked for a secret
    is_pair = session.service.storage.is_open and _pair_named(session, name) is not None
    given = take_credentials(session.terminal, api_key_alone=is_pair)
    if isinstance(given, Problem):
        return _useless(session, name, given, "Nothing was saved.", as_json=command.as_json)
    open_or_create(session)
    match given:
        case None:
            draft = _sealed_before(session, name)
        case ApiKeyAlone():
            try:
                draft = _completed(session, name, given)
            except ProblemError as error:
                kept = "Nothing was changed."
                return _useless(session, name, error.problem, kept, as_json=command.as_json)
        case _:
            draft = _sealed(session, name, given)
    seen = command.boxes_seen or _asked_for_boxes(session, draft.key)
    outcome = session.service.check_pending(draft.key.record_id, boxes_seen=seen)
    remark = _remark(session, draft, outcome)
    verdict = outcome.verdict if isinstance(outcome, Saved) else outcome
    named = Named(draft.key.name, draft.key.venue, draft.key.api_key)
    return tell(session, named, verdict, remark, as_json=command.as_json)


def _useless(
    session: Session, name: str, problem: Problem, remark: str, *, as_json: bool
) -> ExitCode:
    """What was given cannot be any key's. Raises ProblemError for whatever else is wrong."""
    if ExitCode.of_problem(problem.id) is not ExitCode.NOT_ACCEPTED:
        raise ProblemError(problem)
    named = Named(name, session.service.venue.id, None)
    return tell(session, named, NotAccepted(problem), remark, as_json=as_json)


def _asked_for_boxes(session: Session, key: PendingKey) -> bool:
    """What the person sees where the site does not report it; nobody is asked elsewhere."""
    if grade_of(key.venue) is Grade.FULL or not session.terminal.is_interactive:
        return False
    name = VENUE_NAMES[key.venue]
    session.terminal.say(
        f"{name} does not report what a key may do. Look at the key on its page:\n"
        "is every box except reading unticked, “Enable Withdrawals” above all?"
    )
    return session.terminal.ask("Type “yes” if so: ").strip().lower() == "yes"


def _sealed_before(session: Session, name: str) -> _Draft:
    for key in session.service.pending_keys():
        if same_name(key.name, name):
            return _Draft(key, is_new=False)
    pair = _pair_named(session, name)
    if pair is not None:
        raise ProblemError(Problem(ProblemId.PAIR_UNFINISHED, values={"name": pair.name}))
    raise ProblemError(
        Problem(ProblemId.INPUT_UNREADABLE, "nothing was given, and no unfinished key has the name")
    )


def _pair_named(session: Session, name: str) -> WaitingPair | None:
    pairs = session.service.pairs.waiting()
    return next((pair for pair in pairs if same_name(pair.name, name)), None)


def _completed(session: Session, name: str, given: ApiKeyAlone) -> _Draft:
    """The pair of this name with its API key, or an unfinished key with another one."""
    keys: list[WaitingPair | PendingKey] = [*session.service.pairs.waiting()]
    for key in [*keys, *session.service.pending_keys()]:
        has_private_key = isinstance(key, WaitingPair) or key.kind is not KeyKind.HMAC
        if has_private_key and same_name(key.name, name):
            completed = session.service.pairs.complete(key.record_id, given.text)
            return _Draft(completed, is_new=False)
    raise ProblemError(Problem(ProblemId.INPUT_UNREADABLE, SECOND_MISSING))


def _sealed(session: Session, name: str, credentials: Credentials) -> _Draft:
    api_key = credentials.api_key
    pending = session.service.pending_keys()
    known = next((key.record_id for key in pending if key.api_key == api_key), None)
    try:
        key = session.service.seal(name, credentials, pending_id=known)
    finally:
        secret_of(credentials).wipe()
    return _Draft(key, is_new=known is None)


def _remark(session: Session, draft: _Draft, outcome: PendingOutcome) -> str:
    """What became of the key, after doing it."""
    kept = (
        f"It is not saved. It stays sealed as unfinished; "
        f"run “key-wizard add {name_argument(draft.key.name)}” again to go on."
    )
    match outcome:
        case Saved(key):
            return f"Saved as “{key.name}” (…{last4(key.api_key)})."
        case CanDoMore() | NotChecked():
            return kept
        case NotAccepted(problem):
            useless = problem.action in _OTHER_VALUES_NEEDED
            return "Nothing was kept." if useless and _discarded(session, draft) else kept
        case _:
            assert_never(outcome)


def _discarded(session: Session, draft: _Draft) -> bool:
    if not draft.is_new:  # it was sealed before, so somebody may still count on it
        return False
    try:
        session.service.discard(draft.key.record_id)
    except ProblemError:
        return False
    return True
