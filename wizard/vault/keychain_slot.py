"""The data key under a key in the keychain: trying the keychain out, making a slot, opening it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import replace

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.cipher import KEY_BYTES, random_bytes, unwrap, wipe, wrap
from wizard.vault.file_format import KeychainSlot, slot_bound_bytes
from wizard.vault.keychain import (
    Absent,
    Done,
    Found,
    Keychain,
    Trouble,
    trouble_when_opening,
    trouble_when_trying,
)
from wizard.vault.patience import Patience

# Under 60 ASCII characters: some keychains cut or mangle more.
_VALUE = re.compile(rb"rok1\.([A-Za-z0-9_-]{43})\.([0-9a-f]{8})")


def try_out(keychain: Keychain, patience: Patience, account: str) -> Problem | None:
    """Write a test value, read it through a new connection, delete it, see that it is gone.

    `account`: from `new_test_account`. Gives what is wrong with the keychain, or None.
    """
    value = Secret(secrets.token_hex(24))
    written = keychain.write(account, value, patience.left_s)
    if not isinstance(written, Done):
        return trouble_when_trying(written)
    found = keychain.read(account, patience.left_s)
    deleted = keychain.delete(account, patience.left_s)
    if isinstance(found, Trouble):
        return trouble_when_trying(found)
    if isinstance(found, Absent) or found.value != value:
        return Problem(ProblemId.KEYCHAIN_UNRELIABLE, "came back different")
    left = deleted if isinstance(deleted, Trouble) else keychain.read(account, patience.left_s)
    if isinstance(left, Found):
        return Problem(ProblemId.KEYCHAIN_UNRELIABLE, "did not delete")
    return trouble_when_trying(left) if isinstance(left, Trouble) else None


def new_test_account() -> str:
    """A name for the entry of one test."""
    return f"self-test-{secrets.token_hex(16)}"


def new_account() -> str:
    """A name for an entry that was never used before."""
    return f"vault-key-{secrets.token_hex(16)}"


def make_keychain_slot(
    vault_id: str, data_key: bytearray, keychain: Keychain, account: str, patience: Patience
) -> KeychainSlot:
    """A fresh key, kept in the keychain under this new `account`, read back, and used once.

    Raises ProblemError.
    """
    slot = KeychainSlot(secrets.token_hex(8), account)
    key = random_bytes(KEY_BYTES)
    value = to_value(key)
    try:
        written = keychain.write(slot.account, value, patience.left_s)
        if not isinstance(written, Done):
            raise ProblemError(trouble_when_trying(written))
        found = keychain.read(slot.account, patience.left_s)
        if isinstance(found, Trouble):
            raise ProblemError(trouble_when_trying(found))
        same = isinstance(found, Found) and found.value == value
        if isinstance(found, Found):
            found.value.wipe()
        if not same:
            raise ProblemError(Problem(ProblemId.KEYCHAIN_UNRELIABLE, "came back different"))
        nonce, wrapped = wrap(key, slot_bound_bytes(vault_id, slot), data_key)
        return replace(slot, nonce=nonce, wrapped=wrapped)
    finally:
        wipe(key)
        value.wipe()


def open_keychain_slot(
    vault_id: str, slot: KeychainSlot, keychain: Keychain, patience: Patience
) -> bytearray:
    """The data key. Raises ProblemError, or SealBrokenError when the slot was altered."""
    found = keychain.read(slot.account, patience.left_s)
    match found:
        case Found(value):
            key = from_value(value)
            value.wipe()
        case Absent():
            raise ProblemError(Problem(ProblemId.KEYCHAIN_ENTRY_GONE))
        case _:
            raise ProblemError(trouble_when_opening(found))
    if key is None:
        raise ProblemError(Problem(ProblemId.KEYCHAIN_ENTRY_WRONG))
    try:
        return unwrap(key, slot_bound_bytes(vault_id, slot), slot.nonce, slot.wrapped)
    finally:
        wipe(key)


def to_value(key: bytearray) -> Secret:
    """The key as text that survives every keychain, with check digits."""
    body = base64.urlsafe_b64encode(key).rstrip(b"=")
    return Secret(b"rok1." + body + b"." + _check_digits(body))


def from_value(value: Secret) -> bytearray | None:
    """The key again, or None when this text is not one of ours."""
    parts = _VALUE.fullmatch(value.reveal_bytes())
    if parts is None or not hmac.compare_digest(parts[2], _check_digits(parts[1])):
        return None
    return bytearray(base64.urlsafe_b64decode(parts[1] + b"="))


def _check_digits(body: bytes) -> bytes:
    return hashlib.sha256(b"rok1." + body).hexdigest()[:8].encode("ascii")
