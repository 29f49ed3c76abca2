"""`verify`: ask again what saved keys may do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from wizard.cli.columns import aligned
from wizard.cli.exit_codes import ExitCode, worst_of
from wizard.cli.finding import find_saved
from wizard.cli.key_json import KeyJson, Named, problem_json, verdict_json
from wizard.cli.problem_text import problem_text
from wizard.cli.request import VerifyAll, VerifyKeys
from wizard.cli.session import Session
from wizard.cli.vault_opening import open_if_there
from wizard.cli.verdict_text import found_words, head, key_ending, mending, verdict_text
from wizard.core.credentials import last4
from wizard.core.history import switched_between, word_of
from wizard.core.saved_key import SavedKey
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked
from wizard.key_service import Verified


def verify(session: Session, command: VerifyKeys | VerifyAll) -> ExitCode:
    """Exit by the worst verdict; raises ProblemError for the vault and for unknown names."""
    keys = _asked_for(session, command)
    # Without a key there may be no vault either, and then nothing that could be asked.
    ids = [key.record_id for key in keys]
    verified = session.service.verify_all(ids, _ignore) if ids else ()
    if command.as_json:
        _print_json(session, verified, as_one=isinstance(command, VerifyKeys) and len(keys) == 1)
    else:
        _print_text(session, verified)
    return worst_of(code for one in verified for code in _codes(one))


def _asked_for(session: Session, command: VerifyKeys | VerifyAll) -> tuple[SavedKey, ...]:
    if isinstance(command, VerifyKeys):
        return _named(session, command.names)
    return session.service.saved_keys() if open_if_there(session) else ()


def _named(session: Session, names: Iterable[str]) -> tuple[SavedKey, ...]:
    """Every one of them exists, or none is verified. A name given twice counts once."""
    found: dict[str, SavedKey] = {}
    for name in names:
        key = find_saved(session, name)
        found[key.record_id] = key
    return tuple(found.values())


def _ignore(_one: Verified) -> None:
    """The answer is printed as a whole, in the order asked for."""


def _codes(one: Verified) -> tuple[ExitCode, ...]:
    codes = [ExitCode.of_verdict(word_of(one.verdict))]
    if isinstance(one.verdict, NotChecked):
        codes = [ExitCode.of_problem(one.verdict.problem.id)]
    if one.not_recorded is not None:
        codes.append(ExitCode.VAULT)
    return tuple(codes)


def _print_json(session: Session, verified: tuple[Verified, ...], *, as_one: bool) -> None:
    documents = [_document(session, one) for one in verified]
    session.terminal.print_json(documents[0] if as_one else documents)


def _document(session: Session, one: Verified) -> KeyJson:
    document = verdict_json(Named.of(one.key), one.verdict, session.clock())
    if document["problem"] is None and one.not_recorded is not None:
        document["problem"] = problem_json(one.not_recorded)
    return document


def _print_text(session: Session, verified: tuple[Verified, ...]) -> None:
    say = session.terminal.say
    if not verified:
        say("There is no saved key to verify. “key-wizard add NAME” saves one.")
    elif len(verified) == 1:
        _print_one(session, verified[0])
    else:
        say(aligned([_row(one) for one in verified]))
        for one in verified:
            if isinstance(one.verdict, CanDoMore):
                say(f"\n{one.key.name}: {mending(one.verdict)}")
        counted = Counter(_found(one) for one in verified)
        summary = ", ".join(f"{number} {what.lower()}" for what, number in counted.items())
        say(f"\n{len(verified)} keys verified: {summary}.")
    for one in verified:
        _complain(session, one)


def _print_one(session: Session, one: Verified) -> None:
    word = _found(one)
    about = (one.key.name, word, key_ending(one.key.api_key))
    changed = _changed(one)
    parts = [
        " · ".join(about),
        verdict_text(one.verdict),
        f"Since last time: {changed}." if changed else "",
    ]
    session.terminal.say("\n\n".join(part for part in parts if part))


def _row(one: Verified) -> tuple[str, str, str, str]:
    word = _found(one)
    return (one.key.name, f"…{last4(one.key.api_key)}", word, _changed(one))


def _found(one: Verified) -> str:
    past = one.key.last_check
    if past is None or past.verdict is not word_of(one.verdict):  # it could not be noted
        return head(word_of(one.verdict), one.key.grade)
    return found_words(one.key, past)


def _changed(one: Verified) -> str:
    if isinstance(one.verdict, NotAccepted | NotChecked) or one.key.last_check is None:
        return ""
    switched = switched_between(one.before, one.key.last_check)
    return ", ".join(change.words for change in switched)


def _complain(session: Session, one: Verified) -> None:
    problems = []
    if isinstance(one.verdict, NotAccepted | NotChecked):
        problems.append(one.verdict.problem)
    if one.not_recorded is not None:
        problems.append(one.not_recorded)
    for problem in problems:
        session.terminal.complain("\n" + problem_text(problem, one.key.name))
