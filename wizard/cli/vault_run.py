"""Which function does which command of `key-wizard vault`."""

from __future__ import annotations

from typing import assert_never

from wizard.cli.exit_codes import ExitCode
from wizard.cli.session import Session
from wizard.cli.vault_code import make_code, remove_code
from wizard.cli.vault_copy import restore_copy
from wizard.cli.vault_older import accept_older
from wizard.cli.vault_renewal import renew_keys
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
from wizard.cli.vault_status import vault_status
from wizard.cli.vault_transfer import export_keys, import_keys
from wizard.cli.vault_ways import (
    keep_in_keychain,
    leave_keychain,
    remove_passphrase,
    set_passphrase,
)


def run_vault(  # noqa: C901, PLR0911, PLR0912 (one for each command)
    session: Session, command: VaultCommand
) -> ExitCode:
    """Do what was asked. Raises ProblemError."""
    match command:
        case VaultStatus():
            return vault_status(session, command)
        case MakeRecoveryCode():
            return make_code(session, command)
        case RemoveRecoveryCode():
            return remove_code(session, command)
        case SetPassphrase():
            return set_passphrase(session, command)
        case RemovePassphrase():
            return remove_passphrase(session, command)
        case KeepInKeychain():
            return keep_in_keychain(session, command)
        case LeaveKeychain():
            return leave_keychain(session, command)
        case RenewKeys():
            return renew_keys(session, command)
        case ExportKeys():
            return export_keys(session, command)
        case ImportKeys():
            return import_keys(session, command)
        case RestoreCopy():
            return restore_copy(session, command)
        case AcceptOlder():
            return accept_older(session, command)
        case _:
            assert_never(command)
