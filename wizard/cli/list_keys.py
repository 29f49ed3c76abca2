"""`list`: the saved keys as they were when last checked, and what is not finished."""

from __future__ import annotations

from wizard.cli.columns import aligned
from wizard.cli.exit_codes import ExitCode
from wizard.cli.key_json import KeyJson, Named, never_checked_json, past_json
from wizard.cli.request import ListKeys
from wizard.cli.session import Session
from wizard.cli.vault_opening import open_if_there
from wizard.core.credentials import last4
from wizard.core.saved_key import PendingKey, SavedKey, WaitingPair
from wizard.core.status import status_of
from wizard.core.time_words import ago


def list_keys(session: Session, command: ListKeys) -> ExitCode:
    """Exit 0 whatever was found then; raises ProblemError for the vault."""
    is_there = open_if_there(session)
    saved = session.service.saved_keys() if is_there else ()
    pending = session.service.pending_keys() if is_there else ()
    pairs = session.service.pairs.waiting() if is_there else ()
    if command.as_json:
        session.terminal.print_json([_document(key) for key in saved])
        return ExitCode.READ_ONLY
    if saved:
        rows = [("NAME", "VENUE", "KEY", "STATUS", "CHECKED")]
        session.terminal.say(aligned(rows + [_row(session, key) for key in saved]))
    else:
        session.terminal.say("There is no saved key yet. “key-wizard add NAME” saves one.")
    if pending:
        session.terminal.say("\nUnfinished: sealed, but not proven read-only")
        session.terminal.say(aligned([_pending_row(session, key) for key in pending], "  "))
        session.terminal.say("“key-wizard add NAME” goes on with one, “remove” discards it.")
    if pairs:
        session.terminal.say("\nPairs that wait for the API key of their public key")
        session.terminal.say(aligned([_pair_row(session, pair) for pair in pairs], "  "))
        session.terminal.say(
            "“key-wizard make-pair NAME” shows a public key again, “key-wizard add NAME” takes\n"
            "the API key, “remove” discards a pair."
        )
    return ExitCode.READ_ONLY


def _document(key: SavedKey) -> KeyJson:
    past = key.last_check
    return never_checked_json(Named.of(key)) if past is None else past_json(Named.of(key), past)


def _row(session: Session, key: SavedKey) -> tuple[str, str, str, str, str]:
    status = status_of(key, in_this_session=False, now=session.clock())
    return (key.name, key.venue.value, f"…{last4(key.api_key)}", status.word, status.when)


def _pending_row(session: Session, key: PendingKey) -> tuple[str, str, str, str]:
    since = f"sealed {ago(key.created_at, session.clock())}"
    return (key.name, key.venue.value, f"…{last4(key.api_key)}", since)


def _pair_row(session: Session, pair: WaitingPair) -> tuple[str, str, str]:
    return (pair.name, pair.venue.value, f"made {ago(pair.created_at, session.clock())}")
