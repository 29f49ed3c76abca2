"""The command line of `key-wizard vault`: its commands and what they take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from wizard.cli import help_text, vault_help
from wizard.cli.vault_request import (
    AcceptOlder,
    ExportKeys,
    ImportKeys,
    KeepInKeychain,
    LeaveKeychain,
    MakeRecoveryCode,
    RemovePassphrase,
    RemoveRecoveryCode,
    RenewKeys,
    RestoreCopy,
    SetPassphrase,
    VaultCommand,
    VaultStatus,
)


class AddCommand(Protocol):
    """Adds one command of the family; gives its parser."""

    def __call__(  # noqa: D102 (see the class)
        self,
        name: str,
        texts: help_text.CommandHelp,
        make: Callable[[argparse.Namespace], VaultCommand],
        *,
        has_json: bool = False,
    ) -> argparse.ArgumentParser: ...


def add_vault_commands(add: AddCommand, file: Callable[[str], Path]) -> None:
    """Every command of the family. `file` reads the name of a file."""
    add("status", vault_help.STATUS, lambda a: VaultStatus(a.json), has_json=True)
    code = add("recovery-code", vault_help.CODE, _code)
    code.add_argument("--remove", action="store_true", help=vault_help.REMOVE_CODE)
    passphrase = add("passphrase", vault_help.PASSPHRASE, _passphrase)
    passphrase.add_argument(
        "--new-passphrase-file", type=file, metavar="FILE", help=vault_help.NEW_PASSPHRASE_FILE
    )
    passphrase.add_argument("--remove", action="store_true", help=vault_help.REMOVE_PASSPHRASE)
    keychain = add("keychain", vault_help.KEYCHAIN, _keychain)
    keychain.add_argument("--remove", action="store_true", help=vault_help.REMOVE_KEYCHAIN)
    add("renew-keys", vault_help.RENEW, lambda _: RenewKeys())
    export = add("export", vault_help.EXPORT, _export)
    export.add_argument("--replace", action="store_true", help=vault_help.REPLACE)
    into = add("import", vault_help.IMPORT, _import, has_json=True)
    for parser in (export, into):
        parser.add_argument("file", type=file, metavar="FILE", help=vault_help.EXPORTED)
        parser.add_argument(
            "--export-passphrase-file",
            type=file,
            metavar="FILE",
            help=vault_help.EXPORT_PASSPHRASE_FILE,
        )
    restore = add("restore-copy", vault_help.RESTORE, lambda a: RestoreCopy(a.yes))
    restore.add_argument("--yes", action="store_true", help=help_text.YES)
    add("accept-older", vault_help.ACCEPT, lambda _: AcceptOlder())


def _code(given: argparse.Namespace) -> VaultCommand:
    return RemoveRecoveryCode() if given.remove else MakeRecoveryCode()


def _passphrase(given: argparse.Namespace) -> VaultCommand:
    new_file: Path | None = given.new_passphrase_file
    if not given.remove:
        return SetPassphrase(new_file)
    if new_file is not None:
        raise ValueError(vault_help.ONE_OF_BOTH)
    return RemovePassphrase()


def _keychain(given: argparse.Namespace) -> VaultCommand:
    return LeaveKeychain() if given.remove else KeepInKeychain()


def _export(given: argparse.Namespace) -> VaultCommand:
    return ExportKeys(given.file, given.export_passphrase_file, given.replace)


def _import(given: argparse.Namespace) -> VaultCommand:
    return ImportKeys(given.file, given.export_passphrase_file, given.json)
