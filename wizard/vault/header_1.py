"""Format 1's spelling of the header. Later formats begin from it; it never changes itself."""

from __future__ import annotations

import re

from wizard.core.strict_json import JsonValue
from wizard.vault.canonical import from_json, to_base64, to_json
from wizard.vault.cipher import (
    ARGON_SALT_BYTES,
    MEMORY_RANGE_KIB,
    NONCE_BYTES,
    ROUNDS_RANGE,
    SALT_BYTES,
    ArgonCost,
)
from wizard.vault.header import (
    Header,
    KeychainSlot,
    PassphraseSlot,
    PassphraseUse,
    Slot,
    UnknownSlot,
)
from wizard.vault.strict_fields import Fields, VaultDamagedError

_VAULT_ID = re.compile(r"[0-9a-f]{32}")
_SLOT_ID = re.compile(r"[0-9a-f]{16}")
_ACCOUNT = re.compile(r"vault-key-[0-9a-f]{32}")
_SLOT_TYPE = re.compile(r"[a-z][a-z0-9-]{0,31}")
_WRAPPED_BYTES = 48
_MAX_GENERATION = 2**53
MAX_SLOTS = 16
_MOST_KIB_PASSES = 4 * 1024 * 1024
_PAYLOAD_ALGORITHM = {"alg": "AES-256-GCM", "kdf": "HKDF-SHA256"}
_KEYCHAIN = "keychain"
_PASSPHRASE = "passphrase"  # noqa: S105 (a slot's type)
_SEAL_FIELDS = ("nonce", "wrapped")


def slot_bound_bytes(vault_id: str, slot: KeychainSlot | PassphraseSlot) -> bytes:
    """The additional data of a slot's seal: the vault, and all of the slot but the seal itself.

    The same in every format: a later one carries slots over that it cannot open.
    """
    described = _slot_json(slot)
    return b"ROKEYVAULT/1 slot\n" + to_json(
        {"vault_id": vault_id, **{k: v for k, v in described.items() if k not in _SEAL_FIELDS}}
    )


def header_json(header: Header) -> dict[str, JsonValue]:
    """The header as it is written."""
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


def read_header(value: JsonValue) -> Header:
    """The header. Raises VaultDamagedError or VaultNewerError."""
    fields = Fields(value, ("generation", "payload", "slots", "vault_id"))
    payload = fields.inner("payload", ("alg", "kdf", "nonce", "salt"))
    for name, only in _PAYLOAD_ALGORITHM.items():
        if payload.text(name) != only:
            raise VaultDamagedError(f"{name} is unknown")
    slots = tuple(_read_slot(slot) for slot in fields.items("slots"))
    if not 1 <= len(slots) <= MAX_SLOTS:
        raise VaultDamagedError("no slot, or too many")
    _require_payable(slots)
    if len({slot.slot_id for slot in slots}) != len(slots):
        raise VaultDamagedError("a slot is there twice")
    return Header(
        vault_id=fields.text("vault_id", _VAULT_ID),
        generation=fields.number("generation", 1, _MAX_GENERATION),
        slots=slots,
        salt=payload.data("salt", SALT_BYTES),
        nonce=payload.data("nonce", NONCE_BYTES),
    )


def _require_payable(slots: tuple[Slot, ...]) -> None:
    """Each cost may be within its range and all of them together take a computer for minutes: 16
    slots of 1 GiB and 16 passes did. What is typed is tried on every slot of one use, so those
    of a use together may ask for 4 GiB-passes, five times what the program writes: some seconds.
    """
    for use in PassphraseUse:
        costs = [s.cost for s in slots if isinstance(s, PassphraseSlot) and s.use is use]
        if sum(cost.memory_kib * cost.passes for cost in costs) > _MOST_KIB_PASSES:
            raise VaultDamagedError("an absurd cost")


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
