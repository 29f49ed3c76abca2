"""What a vault file says of itself without a key, whatever its format spells it like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wizard.vault.cipher import ArgonCost


class PassphraseUse(StrEnum):
    """Who made the passphrase of a slot: the person, or the program as a recovery code."""

    PASSPHRASE = "passphrase"  # noqa: S105 (a word)
    RECOVERY_CODE = "recovery-code"


@dataclass(frozen=True, slots=True)
class KeychainSlot:
    """The data key, wrapped under a key that lies in the keychain as `account`."""

    slot_id: str
    account: str
    nonce: bytes = b""
    wrapped: bytes = b""


@dataclass(frozen=True, slots=True)
class PassphraseSlot:
    """The data key, wrapped under a key that Argon2id makes from a passphrase."""

    slot_id: str
    use: PassphraseUse
    cost: ArgonCost
    salt: bytes
    nonce: bytes = b""
    wrapped: bytes = b""


@dataclass(frozen=True, slots=True)
class UnknownSlot:
    """A slot of a newer version: kept as it is, opened by nobody here."""

    slot_id: str
    as_found: bytes


Slot = KeychainSlot | PassphraseSlot | UnknownSlot


@dataclass(frozen=True, slots=True)
class Header:
    """Everything that is readable without a key. `generation` counts the saves from 1."""

    vault_id: str
    generation: int
    slots: tuple[Slot, ...]
    salt: bytes
    nonce: bytes
