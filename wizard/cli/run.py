"""Runs one command; what goes wrong becomes words and an exit status."""

from __future__ import annotations

from typing import assert_never

from wizard.cli.add import add
from wizard.cli.check import check
from wizard.cli.doctor import doctor
from wizard.cli.exit_codes import ExitCode, worst_of
from wizard.cli.history import history
from wizard.cli.key_json import KeyJson, Named, problem_json, unasked_json
from wizard.cli.list_keys import list_keys
from wizard.cli.make_pair import make_pair
from wizard.cli.problem_text import problem_text
from wizard.cli.proxy import choose_proxy
from wizard.cli.remove import remove
from wizard.cli.rename import rename
from wizard.cli.request import (
    AddKey,
    CheckKey,
    ChooseProxy,
    Examine,
    ListKeys,
    MakePair,
    RemoveKey,
    RenameKey,
    ServiceCommand,
    ShowHistory,
    VerifyAll,
    VerifyKeys,
)
from wizard.cli.session import Session
from wizard.cli.vault_request import ImportKeys, VaultCommand, VaultStatus
from wizard.cli.vault_run import run_vault
from wizard.cli.verify import verify
from wizard.core.problems import Problem, ProblemError, ProblemId


def run(session: Session, command: ServiceCommand) -> ExitCode:
    """Do what was asked. With --json exactly one document is printed, a problem too."""
    try:
        return _confirmed(session, _do(session, command))
    except ProblemError as error:
        if _wants_json(command):
            session.terminal.print_json(_document(session, command, error.problem))
        else:
            session.terminal.complain(problem_text(error.problem))
        return ExitCode.of_problem(error.problem.id)


def _confirmed(session: Session, code: ExitCode) -> ExitCode:
    """The last change is in its place; say so if the disk did not confirm that it will stay."""
    problem = session.service.storage.unconfirmed() if session.service.storage.is_open else None
    if problem is None:
        return code
    session.terminal.complain("\n" + problem_text(problem))
    if problem.id is ProblemId.OLD_KEY_LEFT:  # it will go by itself
        return code
    return worst_of((code, ExitCode.VAULT))


def _do(  # noqa: C901, PLR0911 (one for each command)
    session: Session, command: ServiceCommand
) -> ExitCode:
    if isinstance(command, VaultCommand):
        return run_vault(session, command)
    match command:
        case CheckKey():
            return check(session, command)
        case AddKey():
            return add(session, command)
        case MakePair():
            return make_pair(session, command)
        case VerifyKeys() | VerifyAll():
            return verify(session, command)
        case ListKeys():
            return list_keys(session, command)
        case ShowHistory():
            return history(session, command)
        case RenameKey():
            return rename(session, command)
        case RemoveKey():
            return remove(session, command)
        case ChooseProxy():
            return choose_proxy(session, command)
        case Examine():
            return doctor(session, command)
        case _:
            assert_never(command)


def _wants_json(command: ServiceCommand) -> bool:
    if isinstance(command, VaultCommand):
        return isinstance(command, VaultStatus | ImportKeys) and command.as_json
    return not isinstance(command, RenameKey | RemoveKey) and command.as_json


def _document(session: Session, command: ServiceCommand, problem: Problem) -> KeyJson:
    """About the one key where there is one, else the problem alone."""
    venue = session.service.venue.id
    match command:
        case CheckKey():
            return unasked_json(Named(None, venue, None), problem)
        case AddKey(name=name) | VerifyKeys(names=(name,)):
            return unasked_json(Named(name, venue, None), problem)
        case _:
            return {"problem": problem_json(problem)}
