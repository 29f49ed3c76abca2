"""What is said of each way into the vault: its title, its state, how that feels, one sentence."""

from __future__ import annotations

from wizard.core.wording import tr
from wizard.gui.widgets.text import Role
from wizard.vault.slots import Ways

Said = tuple[str, str, Role, str]


def keychain_words(ways: Ways, name: str | None, *, lost: bool) -> Said:
    """Of the keychain called `name`; None where this computer has none."""
    title = tr("Your keychain") if name is None else _begun(tr(name))
    if name is None:
        state = tr("Not on this computer")
        return title, state, Role.QUIET, tr("The system's own safe for passwords is missing.")
    if ways.keychain and lost:
        words = tr("It lost the vault's key, or holds another one. Nothing else is lost.")
        return title, tr("Does not open it now"), Role.WARN, words
    if ways.keychain:
        words = tr("It opens the vault by itself while you are signed in to this computer.")
        return title, tr("Opens the vault"), Role.GOOD, words
    words = tr("It could open the vault by itself while you are signed in.")
    return title, tr("Not used"), Role.QUIET, words


def passphrase_words(ways: Ways) -> Said:
    """Of the passphrase."""
    title = tr("Passphrase")
    if ways.passphrase and ways.keychain:
        words = tr("It opens the vault when it is locked, and when the keychain does not.")
        return title, tr("Opens the vault"), Role.GOOD, words
    if ways.passphrase:
        words = tr("You type it whenever the vault is to be opened.")
        return title, tr("Opens the vault"), Role.GOOD, words
    words = tr("With one you can lock the vault, and open it without the keychain.")
    return title, tr("Not set"), Role.QUIET, words


def code_words(ways: Ways) -> Said:
    """Of the recovery code."""
    title = tr("Recovery code")
    if ways.recovery_code:
        words = tr("It is on your paper, for the day when nothing else opens the vault.")
        return title, tr("Opens the vault"), Role.GOOD, words
    words = tr("A code on paper, for the day when nothing else opens the vault.")
    return title, tr("None yet"), Role.QUIET, words


def advice_words(ways: Ways) -> str:
    """What is recommended; "" for nothing."""
    if ways.recovery_code:
        return ""
    if ways.passphrase and ways.keychain:
        return tr(
            "If you lose your keychain and forget your passphrase, only a recovery code opens the "
            "vault. Making one takes two minutes."
        )
    if ways.passphrase:
        return tr(
            "If you forget your passphrase, only a recovery code opens the vault. "
            "Making one takes two minutes."
        )
    return tr(
        "If you lose your keychain, only a recovery code or a passphrase opens the vault. "
        "Making one takes two minutes."
    )


def _begun(words: str) -> str:
    """With a capital letter, as at the beginning of a sentence."""
    return words[:1].upper() + words[1:]
