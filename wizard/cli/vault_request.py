"""What somebody asked of the vault itself: the commands of `key-wizard vault`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class VaultStatus:
    """Show what opens the vault, when it was changed last, its number of keys, its copy."""

    as_json: bool


@dataclass(frozen=True, slots=True)
class MakeRecoveryCode:
    """Show a new recovery code once, and ask it back."""


@dataclass(frozen=True, slots=True)
class RemoveRecoveryCode:
    """No recovery code shall open the vault."""


@dataclass(frozen=True, slots=True)
class SetPassphrase:
    """Set a passphrase or another one; `new_file`: whose first line it is, None: ask twice."""

    new_file: Path | None


@dataclass(frozen=True, slots=True)
class RemovePassphrase:
    """No passphrase shall open the vault."""


@dataclass(frozen=True, slots=True)
class KeepInKeychain:
    """Let the keychain open the vault, or put back what it lost."""


@dataclass(frozen=True, slots=True)
class LeaveKeychain:
    """The keychain shall not open the vault."""


@dataclass(frozen=True, slots=True)
class RenewKeys:
    """Seal everything anew under new keys."""


@dataclass(frozen=True, slots=True)
class AcceptOlder:
    """Go on with a vault that is older than the last one used here."""


@dataclass(frozen=True, slots=True)
class ExportKeys:
    """Write every key into a file of its own, under a passphrase.

    `passphrase_file` None: ask for it twice. `replace`: the file that is there may go.
    """

    file: Path
    passphrase_file: Path | None
    replace: bool


@dataclass(frozen=True, slots=True)
class ImportKeys:
    """Take in the keys of an exported file; `passphrase_file` None: ask for its passphrase."""

    file: Path
    passphrase_file: Path | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class RestoreCopy:
    """Put the copy in the place of a damaged vault; `sure`: without asking."""

    sure: bool


VaultCommand = (
    VaultStatus
    | MakeRecoveryCode
    | RemoveRecoveryCode
    | SetPassphrase
    | RemovePassphrase
    | KeepInKeychain
    | LeaveKeychain
    | RenewKeys
    | ExportKeys
    | ImportKeys
    | RestoreCopy
    | AcceptOlder
)
