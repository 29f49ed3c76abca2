"""`remove`: take a key out of the vault."""

from __future__ import annotations

from wizard.cli.exit_codes import ExitCode
from wizard.cli.finding import find_any
from wizard.cli.request import RemoveKey
from wizard.cli.session import Session
from wizard.core.credentials import last4
from wizard.core.saved_key import KeptKey, SavedKey, WaitingPair

_GONE = """\
It goes on existing at the exchange. When nothing needs it any more, delete it there, too:
an old copy of the vault could still hold it."""
_PAIR_GONE = """\
Its private key is gone for good. If you gave the public key to the exchange already, delete
that key there: nobody can use it any more."""


def remove(session: Session, command: RemoveKey) -> ExitCode:
    """Exit 0 when it is gone; raises ProblemError for the vault and an unknown name."""
    key = find_any(session, command.name)
    if not command.sure:
        if not session.terminal.is_interactive:
            session.terminal.complain(
                f"Nobody is here to ask whether “{key.name}” should really be removed, so nothing "
                "was changed.\nWhat to do: give --yes if you are sure."
            )
            return ExitCode.USAGE
        question = f"Remove {_described(key)}? [y/N] "
        if session.terminal.ask(question).strip().casefold() not in {"y", "yes"}:
            session.terminal.say("Nothing was changed.")
            return ExitCode.READ_ONLY
    if isinstance(key, SavedKey):
        session.service.remove(key.record_id)
    else:
        session.service.discard(key.record_id)  # never a key that was saved meanwhile
    what = f"The {_kind(key)} “{key.name}” is out of the vault."
    session.terminal.say(f"{what}\n{_PAIR_GONE if isinstance(key, WaitingPair) else _GONE}")
    return ExitCode.READ_ONLY


def _kind(key: KeptKey) -> str:
    if isinstance(key, WaitingPair):
        return "pair"
    return "saved key" if isinstance(key, SavedKey) else "unfinished key"


def _described(key: KeptKey) -> str:
    if isinstance(key, WaitingPair):
        return f"the pair “{key.name}”, which waits for its API key"
    return f"the {_kind(key)} “{key.name}” (…{last4(key.api_key)})"
