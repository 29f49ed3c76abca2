"""`vault restore-copy`: the copy of a damaged vault, shown and then put in its place."""

from __future__ import annotations

from dataclasses import replace

from wizard.cli.exit_codes import ExitCode
from wizard.cli.problem_text import problem_text
from wizard.cli.secret_typing import wiped
from wizard.cli.session import Session
from wizard.cli.vault_request import RestoreCopy
from wizard.cli.what_opens import Given, given, opened
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.time_words import local_time
from wizard.key_service.storage_findings import ways_text
from wizard.vault.copies import BackupFound, Restored
from wizard.vault.slots import Ways

_NOBODY = """\
Nobody is here to ask whether the copy should take the vault's place, so nothing was changed.
What to do: give --yes if you are sure."""
_MISSING = """\
It is the vault as it was before its last change: what was changed then, such as the key that was
saved last, is not in it."""
_LOOK = """\
Look at your keys (“key-wizard list”): one that you saved last may have to be created again."""


def restore_copy(session: Session, command: RestoreCopy) -> ExitCode:
    """Exit 0 when the copy is the vault, or the person said no; raises ProblemError."""
    storage, terminal = session.service.storage, session.terminal
    found = storage.look_at_copy()
    key = Given()
    if found.keys is None and (found.ways.passphrase or found.ways.recovery_code):
        key = _asked_for(session, found)
    with wiped(key.passphrase, key.code):
        if found.keys is None and (key.passphrase or key.code):
            found, key = opened(key, lambda one: storage.look_at_copy(one.passphrase, one.code))
        _require_need(session, key)
        terminal.say(f"There is a copy of the vault {described(found)}.{_named(found)}\n{_MISSING}")
        if not command.sure:
            if not terminal.is_interactive:
                terminal.complain(_NOBODY)
                return ExitCode.USAGE
            answer = terminal.ask("Put it in the place of the vault? [y/N] ")
            if answer.strip().casefold() not in {"y", "yes"}:
                terminal.say("Nothing was changed.")
                return ExitCode.READ_ONLY
        restored = storage.put_copy_back(key.passphrase, key.code, now=session.clock())
    return _told(session, restored)


def described(found: BackupFound) -> str:
    """From when the copy is, and how many keys are in it, or what would show that."""
    when = f"{local_time(found.written_at):%Y-%m-%d %H:%M}"
    if found.keys is None:
        return f"from {when}, keys not seen; opens with {_opens_with(found.ways)}"
    return f"from {when}, with {'1 key' if found.keys == 1 else f'{found.keys} keys'}"


def _named(found: BackupFound) -> str:
    return "".join(f"\n    {name}" for name in found.names)


def _opens_with(ways: Ways) -> str:
    shut = ["keychain (not at the moment)"] if ways.keychain else []
    typed = ways_text(replace(ways, keychain=False))
    return ", ".join([*shut, typed] if typed else shut)


def copy_unasked(session: Session) -> BackupFound | None:
    """The copy, as far as it can be seen without asking anybody; None when there is none of use."""
    storage = session.service.storage
    try:
        found = storage.look_at_copy()
    except ProblemError:
        return None
    has_file = session.passphrase_file is not None or session.recovery_code_file is not None
    if found.keys is None and has_file:
        try:
            key = given(session, found.ways, Problem(ProblemId.PASSPHRASE_NEEDED))
            with wiped(key.passphrase, key.code):
                return storage.look_at_copy(key.passphrase, key.code)
        except ProblemError:
            return found
    return found


def _asked_for(session: Session, found: BackupFound) -> Given:
    needed = ProblemId.RECOVERY_CODE_NEEDED
    if found.ways.passphrase:
        needed = ProblemId.PASSPHRASE_NEEDED
    return given(session, found.ways, Problem(needed), "copy")


def _require_need(session: Session, key: Given) -> None:
    """Whoever has a vault that opens is not asked whether it should go. Raises ProblemError."""
    storage = session.service.storage
    try:
        if key.code is not None:
            storage.open_with_code(key.code)
        else:
            storage.open(key.passphrase)
    except ProblemError:
        return
    raise ProblemError(Problem(ProblemId.VAULT_WELL))


def _told(session: Session, restored: Restored) -> ExitCode:
    session.terminal.say(f"The copy is the vault now.\n{_LOOK}")
    if restored.kept is not None:
        session.terminal.say(f"The damaged file is kept: {restored.kept}")
    if restored.unconfirmed is None:
        return ExitCode.READ_ONLY
    session.terminal.complain("\n" + problem_text(restored.unconfirmed))
    return ExitCode.VAULT
