"""What is said of each way into the vault: its title, its state, how that feels, one sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wizard.gui.widgets.text import Role
from wizard.vault.slots import Ways

Said = tuple[str, str, Role, str]


def keychain_words(ways: Ways, name: str | None, *, lost: bool) -> Said:
    """Of the keychain called `name`; None where this computer has none."""
    title = _said("Your keychain") if name is None else name[0].upper() + name[1:]
    if name is None:
        state = _said("Not on this computer")
        return title, state, Role.QUIET, _said("The system's own safe for passwords is missing.")
    if ways.keychain and lost:
        words = _said("It lost the vault's key, or holds another one. Nothing else is lost.")
        return title, _said("Does not open it now"), Role.WARN, words
    if ways.keychain:
        words = _said("It opens the vault by itself while you are signed in to this computer.")
        return title, _said("Opens the vault"), Role.GOOD, words
    words = _said("It could open the vault by itself while you are signed in.")
    return title, _said("Not used"), Role.QUIET, words


def passphrase_words(ways: Ways) -> Said:
    """Of the passphrase."""
    title = _said("Passphrase")
    if ways.passphrase and ways.keychain:
        words = _said("It opens the vault when it is locked, and when the keychain does not.")
        return title, _said("Opens the vault"), Role.GOOD, words
    if ways.passphrase:
        words = _said("You type it whenever the vault is to be opened.")
        return title, _said("Opens the vault"), Role.GOOD, words
    words = _said("With one you can lock the vault, and open it without the keychain.")
    return title, _said("Not set"), Role.QUIET, words


def code_words(ways: Ways) -> Said:
    """Of the recovery code."""
    title = _said("Recovery code")
    if ways.recovery_code:
        words = _said("It is on your paper, for the day when nothing else opens the vault.")
        return title, _said("Opens the vault"), Role.GOOD, words
    words = _said("A code on paper, for the day when nothing else opens the vault.")
    return title, _said("None yet"), Role.QUIET, words


def advice_words(ways: Ways) -> str:
    """What is recommended; "" for nothing."""
    if ways.recovery_code:
        return ""
    if ways.passphrase and ways.keychain:
        return _said(
            "If you lose your keychain and forget your passphrase, only a recovery code opens the "
            "vault. Making one takes two minutes."
        )
    if ways.passphrase:
        return _said(
            "If you forget your passphrase, only a recovery code opens the vault. "
            "Making one takes two minutes."
        )
    return _said(
        "If you lose your keychain, only a recovery code or a passphrase opens the vault. "
        "Making one takes two minutes."
    )


def _said(words: str) -> str:
    return QCoreApplication.translate("Ways", words)
