"""Vaults for the tests of `key-wizard vault`: with keys in them, with and without ways in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.cli.key_wizard import PASSPHRASE, KeyWizard
from tests.vault.samples import CHEAP, credentials, save
from wizard.core.recovery_code import new_recovery_code
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.vault.door import VaultDoor

REAL = VenueId.BINANCE_COM
"""Where the program without a practice exchange keeps its keys."""
OTHER = "another five words for tests"
NO_KEYCHAIN = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
"""An environment in which no keychain answers."""


def door(folder: Path) -> VaultDoor:
    """The vault's door, without any keychain."""
    return VaultDoor(folder, None, cost=CHEAP)


def filled(folder: Path, *names: str, code: bool = False) -> str:
    """A vault under PASSPHRASE with these keys saved; gives its recovery code, or ""."""
    vault = door(folder).create(Secret(PASSPHRASE))
    for number, name in enumerate(names, 1):
        save(vault, name, credentials(number), venue=REAL)
    made = new_recovery_code() if code else None
    if made is not None:
        vault.ways_in.set_recovery_code(made)
    vault.close()
    return "" if made is None else made.reveal()


def names_with(folder: Path, passphrase: str = PASSPHRASE) -> list[str]:
    """The keys in it, opened with a passphrase. Raises ProblemError."""
    vault = door(folder).open(Secret(passphrase))
    try:
        return [key.name for key in vault.saved_keys()]
    finally:
        vault.close()


def names_with_code(folder: Path, code: str) -> list[str]:
    """The same with a recovery code."""
    vault = door(folder).open_with_code(Secret(code))
    try:
        return [key.name for key in vault.saved_keys()]
    finally:
        vault.close()


def cheap(
    folder: Path, *, by_file: bool = True, environment: dict[str, str] | None = None
) -> KeyWizard:
    """The program on `folder`/kept at little cost; `by_file`: its passphrase is in a file."""
    options: tuple[str, ...] = ("--data-dir", str(folder / "kept"))
    if by_file:
        options += ("--passphrase-file", str(written(folder / "passphrase.txt", PASSPHRASE)))
    made = KeyWizard(options, environment, never_shown=(PASSPHRASE, OTHER))
    return replace(made, module="tests.cli.cheap_wizard")


def written(path: Path, text: str) -> Path:
    """A file for its owner alone."""
    path.write_text(text + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path
