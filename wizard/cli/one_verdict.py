"""Tells the verdict on one key, as `check` and `add` do."""

from __future__ import annotations

from dataclasses import replace

from wizard.cli.exit_codes import ExitCode
from wizard.cli.key_json import Named, verdict_json
from wizard.cli.problem_text import problem_text
from wizard.cli.session import Session
from wizard.cli.verdict_text import head, key_ending, verdict_text
from wizard.core.history import word_of
from wizard.core.problems import ProblemId
from wizard.core.venue import grade_of
from wizard.core.venue_words import VENUE_NAMES
from wizard.core.verdict import NotAccepted, NotChecked, Verdict


def tell(
    session: Session, named: Named, verdict: Verdict, remark: str, *, as_json: bool
) -> ExitCode:
    """Print it; give the exit status. `remark`: what became of the key, for people."""
    word = word_of(verdict)
    if isinstance(verdict, NotAccepted) and verdict.problem.id is ProblemId.SWAPPED:
        # What came as the API key is the secret, and not even its end is ever shown.
        named = replace(named, api_key=None)
    if as_json:
        session.terminal.print_json(verdict_json(named, verdict, session.clock()))
        return ExitCode.of_verdict(word)
    about = [head(word, grade_of(named.venue)), VENUE_NAMES[named.venue]]
    if named.api_key is not None:
        about.insert(1, key_ending(named.api_key))
    parts = [" · ".join(about), verdict_text(verdict), remark]
    session.terminal.say("\n\n".join(part for part in parts if part))
    if isinstance(verdict, NotAccepted | NotChecked):
        session.terminal.complain("\n" + problem_text(verdict.problem))
    return ExitCode.of_verdict(word)
