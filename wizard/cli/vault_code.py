"""`vault recovery-code`: shown once, asked back from paper, and only then it counts."""

from __future__ import annotations

from wizard.cli.exit_codes import ExitCode
from wizard.cli.problem_text import problem_text
from wizard.cli.secret_typing import typed_code, wiped
from wizard.cli.session import Session
from wizard.cli.vault_opening import require_open
from wizard.cli.vault_request import MakeRecoveryCode, RemoveRecoveryCode
from wizard.core.problems import ProblemError
from wizard.core.secret import Secret
from wizard.key_service.vault_care import require_same

_TRIES = 5
_PAGE = """\
Your recovery code

    {code}

Write it on paper, with today's date: {date}.
It opens this vault on the day when your keychain or your passphrase is lost. Whoever has
the paper and a copy of the vault can open it, too: keep them apart.

It does not count yet: you are asked for it next.
"""
_PROMPT = "Press Enter when it is on paper; then it is taken off this screen. "
_STAYS = "Press Enter when it is on paper. The code stays on this screen: clear it afterwards. "
_BACK = "The code from your paper (Enter alone: give up): "
_NO_READER = """\
A recovery code is shown to a person at a terminal and to nobody else: in a file or a pipe it
would lie about. Nothing was changed.
What to do: run this command in a terminal, without | and without >."""
_GAVE_UP = "Nothing was changed; the code that was shown does not count."
_MADE = "The recovery code counts from now on. Keep the paper apart from this computer."
_EARLIER = "An earlier code opens nothing any more: throw its paper away."
_NONE = "The vault has no recovery code. Nothing was changed."
_REMOVED = "No recovery code opens the vault any more. You can throw the paper away."


def make_code(session: Session, _command: MakeRecoveryCode) -> ExitCode:
    """Exit 0 when the code counts, or the person gave up; raises ProblemError."""
    if not has_reader(session):
        return ExitCode.USAGE
    require_open(session)
    care = session.service.care
    had_one = care.ways.recovery_code
    code = care.new_code()
    with wiped(code):
        typed = written_down(session, code)
        if typed is None:
            session.terminal.say(_GAVE_UP)
            return ExitCode.READ_ONLY
        with wiped(typed):
            care.confirm_code(code, typed)
    session.terminal.say(f"{_MADE}\n{_EARLIER}" if had_one else _MADE)
    return ExitCode.READ_ONLY


def remove_code(session: Session, _command: RemoveRecoveryCode) -> ExitCode:
    """Exit 0, also when there is none; raises ProblemError."""
    require_open(session)
    if not session.service.care.ways.recovery_code:
        session.terminal.say(_NONE)
        return ExitCode.READ_ONLY
    session.service.care.remove_code()
    session.terminal.say(_REMOVED)
    return ExitCode.READ_ONLY


def has_reader(session: Session) -> bool:
    """Whether a code can be shown; says so if not."""
    if not session.terminal.has_reader:
        session.terminal.complain(_NO_READER)
    return session.terminal.has_reader


def written_down(session: Session, code: Secret) -> Secret | None:
    """Show the code, take it off the screen and ask for it; None when the person gives up.

    What was typed is the same code; whoever asks wipes it. Raises ProblemError after five tries.
    """
    terminal = session.terminal
    date = f"{session.clock().astimezone():%Y-%m-%d}"
    terminal.show_once(
        _PAGE.format(code=code.reveal(), date=date), _PROMPT if terminal.clears else _STAYS
    )
    for left in reversed(range(_TRIES)):
        typed = typed_code(terminal, _BACK)
        if typed is None:
            return None
        try:
            require_same(code, typed)
        except ProblemError as error:
            typed.wipe()
            if not left:
                raise
            terminal.complain(problem_text(error.problem) + "\n")
        else:
            return typed
    raise AssertionError
