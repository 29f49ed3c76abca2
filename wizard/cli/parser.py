"""Understands the command line. Light: the window's start waits for this file."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from wizard import __version__
from wizard.cli import help_text, vault_help
from wizard.cli.practice_arguments import add_practice_arguments, practice_command
from wizard.cli.request import (
    STANDARD_OUTPUT,
    AddKey,
    CheckKey,
    ChooseProxy,
    Command,
    Examine,
    ListKeys,
    MakePair,
    OpenWindow,
    Options,
    PlayTour,
    RemoveKey,
    RenameKey,
    Request,
    ShowHistory,
    VerifyAll,
    VerifyKeys,
)
from wizard.cli.vault_arguments import add_vault_commands
from wizard.core.venue import VenueId

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

PROGRAM = "key-wizard"
# Longer than any word of ours: it could be a key, and what is typed here may be logged.
_COULD_BE_A_KEY = re.compile(r"[A-Za-z0-9+/=_-]{32,}")
# What argparse says of a name that was typed without quotation marks.
_WORDS_TOO_MANY = re.compile(r"^unrecognized arguments: [^-]")

_Make = Callable[[argparse.Namespace], Command]


class UsageError(Exception):
    """The command line was not understood; the text says why, without anything secret."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        hidden = _COULD_BE_A_KEY.sub("…", message)
        if hidden != message:
            hidden += f"\n{help_text.NEVER_AN_ARGUMENT}"
        elif _WORDS_TOO_MANY.search(message):
            hidden += f"\n{help_text.QUOTE_THE_NAME}"
        raise UsageError(hidden) from None  # argparse's own error quotes what was typed

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # argparse's own ignores a reader who has gone; everybody else here hears of it.
        if file is not None:
            file.write(message)


def parse(arguments: Sequence[str]) -> Request:
    """The request in these arguments. Raises UsageError; SystemExit(0) after --help, --version."""
    parser = _build()
    given = parser.parse_args(arguments)
    options = Options(
        data_dir=getattr(given, "data_dir", None),
        passphrase_file=getattr(given, "passphrase_file", None),
        recovery_code_file=getattr(given, "recovery_code_file", None),
        exchange_url=getattr(given, "exchange_url", None),
        venue=VenueId(getattr(given, "venue", VenueId.BINANCE_COM)),
    )
    make: _Make | None = getattr(given, "make", None)
    if make is None:
        return Request(options, _window(given.practice, options))
    if given.practice:
        raise UsageError(help_text.PRACTICE_IS_FOR_THE_WINDOW)
    try:
        return Request(options, make(given))
    except ValueError as error:  # what does not go together
        raise UsageError(str(error)) from None


def _window(practice: bool, options: Options) -> OpenWindow:
    if practice and options != Options():
        raise UsageError(help_text.PRACTICE_STANDS_ALONE)
    if options.passphrase_file is not None or options.recovery_code_file is not None:
        raise UsageError(help_text.WINDOW_ASKS_ITSELF)
    return OpenWindow(practice)


def _build() -> _Parser:
    parser = _Parser(
        prog=PROGRAM,
        description=help_text.PROGRAM,
        epilog=help_text.EXIT_STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_options()],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    parser.add_argument("--practice", action="store_true", help=help_text.PRACTICE_WINDOW)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    _add_asking_commands(commands)
    _add_keeping_commands(commands)
    _add_vault_commands(commands)
    _add_other_commands(commands)
    return parser


def _options() -> _Parser:
    """The global options; understood before and after the command."""
    parser = _Parser(add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    parser.add_argument("--data-dir", type=_folder, metavar="PATH", help=help_text.DATA_DIR)
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=help_text.PASSPHRASE_FILE
    )
    parser.add_argument(
        "--recovery-code-file", type=Path, metavar="FILE", help=help_text.RECOVERY_CODE_FILE
    )
    parser.add_argument("--exchange-url", metavar="URL", help=help_text.EXCHANGE_URL)
    sites = [VenueId.BINANCE_COM.value, VenueId.BINANCE_US.value]
    parser.add_argument("--venue", choices=sites, metavar="SITE", help=help_text.VENUE)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001 (argparse gives it no public name)


def _command(
    commands: _Commands[_Parser],
    name: str,
    texts: help_text.CommandHelp,
    make: _Make,
    *,
    has_json: bool = False,
) -> _Parser:
    parser = commands.add_parser(
        name,
        help=texts.line,
        description=texts.page,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_options()],
        allow_abbrev=False,
    )
    parser.set_defaults(make=make)
    if has_json:
        parser.add_argument("--json", action="store_true", help=help_text.JSON)
    return parser


def _add_asking_commands(commands: _Commands[_Parser]) -> None:
    _command(commands, "check", help_text.CHECK, lambda a: CheckKey(a.json), has_json=True)
    add = _command(commands, "add", help_text.ADD, _add, has_json=True)
    add.add_argument("name", metavar="NAME", help=help_text.NEW_NAME)
    add.add_argument("--boxes-seen", action="store_true", help=help_text.BOXES_SEEN)
    pair = _command(
        commands,
        "make-pair",
        help_text.MAKE_PAIR,
        lambda a: MakePair(a.name, a.json),
        has_json=True,
    )
    pair.add_argument("name", metavar="NAME", help=help_text.NEW_NAME)
    verify = _command(commands, "verify", help_text.VERIFY, _verify, has_json=True)
    verify.add_argument("names", metavar="NAME", nargs="*", help=help_text.NAME)
    verify.add_argument("--all", action="store_true", dest="every", help=help_text.ALL)


def _add(given: argparse.Namespace) -> Command:
    return AddKey(given.name, given.json, given.boxes_seen)


def _verify(given: argparse.Namespace) -> Command:
    names: list[str] = given.names
    if given.every == bool(names):
        raise UsageError(help_text.NAMES_OR_ALL)
    return VerifyAll(given.json) if given.every else VerifyKeys(tuple(names), given.json)


def _add_keeping_commands(commands: _Commands[_Parser]) -> None:
    _command(commands, "list", help_text.LIST, lambda a: ListKeys(a.json), has_json=True)
    history = _command(
        commands, "history", help_text.HISTORY, lambda a: ShowHistory(a.name, a.json), has_json=True
    )
    rename = _command(commands, "rename", help_text.RENAME, lambda a: RenameKey(a.name, a.new_name))
    remove = _command(commands, "remove", help_text.REMOVE, lambda a: RemoveKey(a.name, a.yes))
    for parser in (history, rename, remove):
        parser.add_argument("name", metavar="NAME", help=help_text.NAME)
    rename.add_argument("new_name", metavar="NEW", help=help_text.NEW_NAME)
    remove.add_argument("--yes", action="store_true", help=help_text.YES)


def _add_vault_commands(commands: _Commands[_Parser]) -> None:
    vault = _command(commands, "vault", vault_help.VAULT, _which_of_vault)
    family = vault.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    add_vault_commands(partial(_command, family), _file)


def _which_of_vault(_given: argparse.Namespace) -> Command:
    raise ValueError(vault_help.WHICH)


def _add_other_commands(commands: _Commands[_Parser]) -> None:
    proxy = _command(
        commands, "proxy", help_text.PROXY, lambda a: ChooseProxy(a.address, a.json), has_json=True
    )
    proxy.add_argument("address", metavar="ADDRESS", nargs="?", help=help_text.PROXY_ADDRESS)
    doctor = _command(commands, "doctor", help_text.DOCTOR, _examine, has_json=True)
    doctor.add_argument("--report", type=_file, metavar="FILE", help=help_text.REPORT)
    practice = _command(commands, "practice", help_text.PRACTICE, practice_command)
    add_practice_arguments(practice)
    tour = _command(commands, "tour", help_text.TOUR, lambda a: PlayTour(a.out, a.language))
    tour.add_argument("--out", type=_folder, required=True, metavar="DIR", help=help_text.OUT)
    tour.add_argument("--language", default="en", metavar="CODE", help=help_text.LANGUAGE)


def _examine(given: argparse.Namespace) -> Command:
    report: Path | None = given.report
    if given.json and report == STANDARD_OUTPUT:
        raise UsageError(help_text.ONE_ANSWER)
    return Examine(given.json, report)


def _file(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the file is empty")
    return Path(text)


def _folder(text: str) -> Path:
    if not text.strip():  # a shell variable that is not set; the present folder is never meant
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(text)
