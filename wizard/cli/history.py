"""`history`: every check of one saved key, newest first, and what changed between them."""

from __future__ import annotations

from wizard.cli.columns import aligned
from wizard.cli.exit_codes import ExitCode
from wizard.cli.finding import find_saved
from wizard.cli.key_json import Named, past_json
from wizard.cli.request import ShowHistory
from wizard.cli.session import Session
from wizard.cli.verdict_text import facts_text, found_words, key_ending
from wizard.core.evidence import TestOrder
from wizard.core.history import switched_between
from wizard.core.permissions import label
from wizard.core.problems import Problem
from wizard.core.saved_key import PastCheck, SavedKey, VerdictWord
from wizard.core.time_words import local_time


def history(session: Session, command: ShowHistory) -> ExitCode:
    """Exit 0 whatever was found then; raises ProblemError for the vault and an unknown name."""
    key = find_saved(session, command.name)
    if command.as_json:
        named = Named.of(key)
        session.terminal.print_json([past_json(named, past) for past in key.history])
        return ExitCode.READ_ONLY
    session.terminal.say(f"{key.name} · {key.venue.value} · {key_ending(key.api_key)}\n")
    session.terminal.say(aligned([_row(key, place) for place in range(len(key.history))]))
    newest = next((past for past in key.history if past.permissions is not None), None)
    if newest is not None and newest.permissions is not None:
        # A word that a later version may have written says nothing to this one.
        order = next((one for one in TestOrder if one == newest.test_order), TestOrder.SILENT)
        session.terminal.say(f"\nAs reported at {_time(newest)}:")
        session.terminal.say(facts_text(newest.permissions, newest.switched_on, order))
    return ExitCode.READ_ONLY


def _row(key: SavedKey, place: int) -> tuple[str, str, str]:
    past = key.history[place]
    return (_time(past), found_words(key, past), _what(past, _proof_before(key, place)))


def _what(past: PastCheck, before: PastCheck | None) -> str:
    """What was different from the last time that the exchange told the permissions."""
    if past.problem_id is not None:
        return Problem(past.problem_id).what
    changes = ", ".join(change.words for change in switched_between(before, past))
    if changes:
        return f"noticed: {changes}"
    if past.verdict is VerdictWord.CAN_DO_MORE:
        return ", ".join(f"{label(field)} on" for field in past.switched_on)
    return ""


def _proof_before(key: SavedKey, place: int) -> PastCheck | None:
    older = key.history[place + 1 :]
    return next((past for past in older if past.permissions is not None), None)


def _time(past: PastCheck) -> str:
    return f"{local_time(past.checked_at):%Y-%m-%d %H:%M:%S}"
