"""The vault file: bytes to header and sealed payload and back, one byte string per vault.

Three ASCII lines, each ending in LF: the version, the header as canonical JSON, the payload as
base64. Knows no key and opens no seal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from wizard.core.strict_json import JsonValue
from wizard.vault.canonical import NotCanonicalError, from_base64, from_json, to_base64, to_json
from wizard.vault.cipher import (
    ARGON_SALT_BYTES,
    MEMORY_RANGE_KIB,
    NONCE_BYTES,
    ROUNDS_RANGE,
    SALT_BYTES,
    ArgonCost,
)
from wizard.vault.strict_fields import Fields, VaultDamagedError, VaultNewerError

MAX_BYTES = 4 * 1024 * 1024
FIRST_LINE = b"ROKEYVAULT/1\n"

_VERSION = re.compile(rb"ROKEYVAULT/([1-9][0-9]{0,5})")
_VAULT_ID = re.compile(r"[0-9a-f]{32}")
_SLOT_ID = re.compile(r"[0-9a-f]{16}")
_ACCOUNT = re.compile(r"vault-key-[0-9a-f]{32}")
_SLOT_TYPE = re.compile(r"[a-z][a-z0-9-]{0,31}")
_WRAPPED_BYTES = 48
_MAX_GENERATION = 2**53
_MAX_SLOTS = 16
_PAYLOAD_ALGORITHM = {"alg": "AES-256-GCM", "kdf": "HKDF-SHA256"}
_KEYCHAIN = "keychain"
_PASSPHRASE = "passphrase"  # noqa: S105 (a slot's type)


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


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A vault file, taken apart; `bound` is what the payload's seal is bound to."""

    header: Header
    ciphertext: bytes

    @property
    def bound(self) -> bytes:
        """First line and header line, exactly as they lie in the file."""
        return bound_bytes(self.header)


def bound_bytes(header: Header) -> bytes:
    """The additional data of the payload's seal: the first two lines of the file."""
    return FIRST_LINE + to_json(_header_json(header)) + b"\n"


def slot_bound_bytes(vault_id: str, slot: KeychainSlot | PassphraseSlot) -> bytes:
    """The additional data of a slot's seal: the vault, and all of the slot but the seal itself."""
    described = _slot_json(slot)
    return b"ROKEYVAULT/1 slot\n" + to_json(
        {"vault_id": vault_id, **{k: v for k, v in described.items() if k not in _SEAL_FIELDS}}
    )


def to_file(sealed: SealedFile) -> bytes:
    """The file's bytes."""
    return sealed.bound + to_base64(sealed.ciphertext).encode("ascii") + b"\n"


def from_file(data: bytes) -> SealedFile:
    """Take a file apart. Raises VaultDamagedError or VaultNewerError; never guesses."""
    first, header_line, body, rest = _lines(data)
    if first != FIRST_LINE[:-1]:
        version = _VERSION.fullmatch(first)
        if version is not None and int(version[1]) > 1:
            raise VaultNewerError("the format's version is newer")
        raise VaultDamagedError("the first line is not a vault's")
    if rest:
        raise VaultDamagedError("something follows the vault")
    try:
        sealed = SealedFile(_read_header(from_json(header_line)), from_base64(body))
    except NotCanonicalError as error:
        raise VaultDamagedError(str(error)) from None
    # The readers above lose nothing, but this is the promise itself: one byte string per vault.
    if to_file(sealed) != data:
        raise VaultDamagedError("another spelling")
    return sealed


def _lines(data: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    parts = data.split(b"\n", 3)
    if len(parts) != 4:  # noqa: PLR2004 (three lines and what follows them)
        first = parts[0]
        version = _VERSION.fullmatch(first) if len(parts) > 1 else None
        if version is not None and int(version[1]) > 1:
            raise VaultNewerError("the format's version is newer")
        raise VaultDamagedError("not three lines")
    return parts[0], parts[1], parts[2], parts[3]


_SEAL_FIELDS = ("nonce", "wrapped")


def _header_json(header: Header) -> dict[str, JsonValue]:
    return {
        "generation": header.generation,
        "payload": {
            **_PAYLOAD_ALGORITHM,
            "nonce": to_base64(header.nonce),
            "salt": to_base64(header.salt),
        },
        "slots": [
            from_json(slot.as_found) if isinstance(slot, UnknownSlot) else _slot_json(slot)
            for slot in header.slots
        ],
        "vault_id": header.vault_id,
    }


def _slot_json(slot: KeychainSlot | PassphraseSlot) -> dict[str, JsonValue]:
    common: dict[str, JsonValue] = {
        "id": slot.slot_id,
        "nonce": to_base64(slot.nonce),
        "wrapped": to_base64(slot.wrapped),
    }
    if isinstance(slot, KeychainSlot):
        return {**common, "type": _KEYCHAIN, "account": slot.account}
    kdf: dict[str, JsonValue] = {
        "alg": "argon2id",
        "m": slot.cost.memory_kib,
        "p": slot.cost.lanes,
        "salt": to_base64(slot.salt),
        "t": slot.cost.passes,
    }
    return {**common, "type": _PASSPHRASE, "use": slot.use, "kdf": kdf}


def _read_header(value: JsonValue) -> Header:
    fields = Fields(value, ("generation", "payload", "slots", "vault_id"))
    payload = fields.inner("payload", ("alg", "kdf", "nonce", "salt"))
    for name, only in _PAYLOAD_ALGORITHM.items():
        if payload.text(name) != only:
            raise VaultDamagedError(f"{name} is unknown")
    slots = tuple(_read_slot(slot) for slot in fields.items("slots"))
    if not 1 <= len(slots) <= _MAX_SLOTS:
        raise VaultDamagedError("no slot, or too many")
    if len({slot.slot_id for slot in slots}) != len(slots):
        raise VaultDamagedError("a slot is there twice")
    return Header(
        vault_id=fields.text("vault_id", _VAULT_ID),
        generation=fields.number("generation", 1, _MAX_GENERATION),
        slots=slots,
        salt=payload.data("salt", SALT_BYTES),
        nonce=payload.data("nonce", NONCE_BYTES),
    )


def _read_slot(value: JsonValue) -> Slot:
    if not isinstance(value, dict):
        raise VaultDamagedError("a slot is not an object")
    match value.get("type"):
        case "keychain":
            return _read_keychain_slot(value)
        case "passphrase":
            return _read_passphrase_slot(value)
        case str():
            known = Fields({name: value.get(name) for name in ("id", "type")}, ("id", "type"))
            known.text("type", _SLOT_TYPE)
            return UnknownSlot(known.text("id", _SLOT_ID), to_json(value))
        case _:
            raise VaultDamagedError("a slot has no type")


def _read_keychain_slot(value: JsonValue) -> KeychainSlot:
    fields = Fields(value, ("account", "id", "nonce", "type", "wrapped"))
    return KeychainSlot(
        fields.text("id", _SLOT_ID),
        fields.text("account", _ACCOUNT),
        fields.data("nonce", NONCE_BYTES),
        fields.data("wrapped", _WRAPPED_BYTES),
    )


def _read_passphrase_slot(value: JsonValue) -> PassphraseSlot:
    fields = Fields(value, ("id", "kdf", "nonce", "type", "use", "wrapped"))
    kdf = fields.inner("kdf", ("alg", "m", "p", "salt", "t"))
    if kdf.text("alg") != "argon2id":
        raise VaultDamagedError("the passphrase's algorithm is unknown")
    cost = ArgonCost(
        memory_kib=kdf.number("m", *MEMORY_RANGE_KIB),
        passes=kdf.number("t", *ROUNDS_RANGE),
        lanes=kdf.number("p", *ROUNDS_RANGE),
    )
    return PassphraseSlot(
        fields.text("id", _SLOT_ID),
        fields.word("use", PassphraseUse),
        cost,
        kdf.data("salt", ARGON_SALT_BYTES),
        fields.data("nonce", NONCE_BYTES),
        fields.data("wrapped", _WRAPPED_BYTES),
    )
