"""Golden files: a full vault of every format there ever was, and in JSON what it holds.

    python -m tests.vault.golden        makes those of the format that is written today

To be run once for every format, by the program that writes it first. What is there stays: every
later program must open it and find exactly what its JSON says.
"""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

from tests.vault.samples import CHEAP, CREATED_MS, NOW, PASSPHRASE, permissions
from wizard.core.credentials import (
    Credentials,
    Ed25519Credentials,
    HmacCredentials,
    KeyKind,
    RsaCredentials,
    secret_of,
)
from wizard.core.evidence import TestOrder
from wizard.core.problem_words import exchange, network
from wizard.core.recovery_code import new_recovery_code
from wizard.core.saved_key import HISTORY_LIMIT, PastCheck, PendingKey, SavedKey, VerdictWord
from wizard.core.secret import Secret
from wizard.core.strict_json import JsonValue
from wizard.core.venue import VenueId, grade_of
from wizard.vault.cipher import random_bytes
from wizard.vault.file_format import FORMATS, PassphraseUse, UnknownSlot
from wizard.vault.keychain import Found
from wizard.vault.keychain_slot import make_keychain_slot, new_account
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.passphrase_slot import make_passphrase_slot
from wizard.vault.patience import Patience
from wizard.vault.records import Record
from wizard.vault.sealed_vault import Contents, seal_secret, seal_vault
from wizard.vault.vault import Vault

SAMPLES = Path(__file__).parents[1] / "samples"
_PEM = "-----BEGIN PRIVATE KEY-----\nMARKEDxSECRETx{}: ü\n-----END PRIVATE KEY-----\n"
_PERMISSIONS = (
    permissions().flags,
    permissions(enableFutures=True, enableMargin=True).flags,
    MappingProxyType({"enableReading": False, "aName of tömorrow": True}),
    MappingProxyType[str, bool]({}),
    None,
)


def described(vault: Vault) -> list[JsonValue]:
    """All that a vault knows of its keys, secrets included, as JSON."""
    keys: list[SavedKey | PendingKey] = [*vault.saved_keys(), *vault.pending_keys()]
    return [_described(key, vault.credentials(key.record_id)) for key in keys]


def _described(key: SavedKey | PendingKey, credentials: Credentials) -> JsonValue:
    common: dict[str, JsonValue] = {
        "id": key.record_id,
        "name": key.name,
        "venue": key.venue.value,
        "kind": key.kind.value,
        "api_key": credentials.api_key,
        "secret": secret_of(credentials).reveal(),
        "created": key.created_at.isoformat(),
    }
    if isinstance(key, PendingKey):
        return {**common, "state": "pending", "replaces": key.replaces}
    return {
        **common,
        "state": "saved",
        "grade": key.grade.value,
        "first_seen_created_ms": key.first_seen_created_ms,
        "history": [_past(past) for past in key.history],
    }


def _past(past: PastCheck) -> JsonValue:
    return {
        "at": past.checked_at.isoformat(),
        "verdict": past.verdict.value,
        "permissions": None if past.permissions is None else dict(past.permissions),
        "switched_on": list(past.switched_on),
        "test_order": past.test_order,
        "problem": None if past.problem_id is None else past.problem_id.value,
    }


def _credentials(kind: KeyKind, number: int) -> Credentials:
    api_key = f"{number:04d}".rjust(64, "K")
    match kind:
        case KeyKind.HMAC:
            return HmacCredentials(api_key, Secret(f"MARKEDxSECRETx{number}".ljust(64, "s")))
        case KeyKind.ED25519:
            return Ed25519Credentials(api_key, Secret(_PEM.format(number)))
        case KeyKind.RSA:
            return RsaCredentials(api_key, Secret(_PEM.format(number) * 20))


def _keys() -> Iterator[tuple[SavedKey | PendingKey, Credentials]]:
    """Saved and pending keys of every kind at every venue."""
    saved: str | None = None
    for number, (venue, kind) in enumerate((v, k) for v in VenueId for k in KeyKind):
        created = NOW + timedelta(days=number, microseconds=number)
        ours, theirs = _credentials(kind, 2 * number), _credentials(kind, 2 * number + 1)
        record_id = secrets.token_hex(8)
        reported = None if number % 5 == 4 else CREATED_MS + number
        name = f"Schlüssel {number} „{kind}“ 🔑"
        grade, past = grade_of(venue), tuple(_history(number))
        yield (
            SavedKey(record_id, name, venue, kind, ours.api_key, created, grade, reported, past),
            ours,
        )
        pending_id = secrets.token_hex(8)
        yield (
            PendingKey(
                pending_id, f"Pending {number}", venue, kind, theirs.api_key, created, saved
            ),
            theirs,
        )
        saved = record_id


def _history(number: int) -> Iterator[PastCheck]:
    """Full for every second key, so that every word that may be in one is somewhere."""
    problems = [None, *exchange.WORDS, *network.WORDS]
    orders, verdicts = list(TestOrder), list(VerdictWord)
    for back in range(HISTORY_LIMIT if number % 2 else number):
        place = number * HISTORY_LIMIT + back
        flags = _PERMISSIONS[place % len(_PERMISSIONS)]
        yield PastCheck(
            NOW - timedelta(hours=back, microseconds=back),
            verdicts[place % len(verdicts)],
            flags,
            () if flags is None else tuple(sorted(name for name, on in flags.items() if on)),
            orders[place % len(orders)],
            problems[place % len(problems)],
        )


def make(number: int) -> tuple[bytes, Mapping[str, JsonValue]]:
    """A new golden file, and what it holds."""
    vault_id, key, code = secrets.token_hex(16), random_bytes(32), new_recovery_code()
    keychain = MemoryKeychain()
    account = new_account()
    unknown = UnknownSlot("00000000000000ff", b'{"id":"00000000000000ff","type":"tpm2","x":[1]}')
    slots = (
        unknown,
        make_keychain_slot(vault_id, key, keychain, account, Patience(1)),
        make_passphrase_slot(vault_id, key, Secret(PASSPHRASE), CHEAP),
        make_passphrase_slot(vault_id, key, code, CHEAP, PassphraseUse.RECOVERY_CODE),
    )
    keys = list(_keys())
    records = tuple(
        Record(each, seal_secret(vault_id, each, credentials, key)) for each, credentials in keys
    )
    value = keychain.read(account, 1)
    assert isinstance(value, Found)
    told: dict[str, JsonValue] = {
        "format": number,
        "account": account,
        "keychain": value.value.reveal(),
        "passphrase": PASSPHRASE,
        "recovery_code": code.reveal(),
        "generation": 2026,
        "vault_id": vault_id,
        "slots": ["tpm2", "keychain", "passphrase", "recovery-code"],
        # As a vault lists them: the saved ones first.
        "keys": [_described(*pair) for pair in sorted(keys, key=lambda p: _is_pending(p[0]))],
    }
    return seal_vault(Contents(vault_id, 2026, slots, records), key, FORMATS.newest), told


def _is_pending(key: SavedKey | PendingKey) -> bool:
    return isinstance(key, PendingKey)


def main() -> int:
    """Make the files of today's format, unless they are there."""
    number = FORMATS.newest.number
    path = SAMPLES / f"golden-format-{number}.rokey"
    if path.exists():
        sys.stdout.write(f"{path.name} is there, and stays as it is for ever.\n")
        return 1
    data, told = make(number)
    path.write_bytes(data)
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
