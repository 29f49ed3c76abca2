"""A vault with many proven keys, made by the program itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from tests.vault.samples import CREATED_MS, NOW, VENUE, check, credentials
from wizard.core.credentials import HmacCredentials, KeyKind
from wizard.core.saved_key import SavedKey
from wizard.core.venue import Grade
from wizard.vault.door import VaultDoor
from wizard.vault.keychain import Keychain
from wizard.vault.records import Record, Records
from wizard.vault.sealed_vault import seal_secret
from wizard.vault.vault import Vault

_CHECKS = 5


def make_vault(folder: Path, keychain: Keychain, keys: int) -> VaultDoor:
    """A vault with so many saved keys, each checked five times."""
    return vault_of(folder, keychain, [credentials(number) for number in range(keys)])


def vault_of(
    folder: Path,
    keychain: Keychain,
    pairs: Sequence[HmacCredentials],
    created_ms: int | None = CREATED_MS,
) -> VaultDoor:
    """The same of these credentials."""
    door = VaultDoor(folder, keychain)
    with door.create() as vault:
        vault._live.change(lambda _: (_records(vault, pairs, created_ms), None))
    return door


def _records(vault: Vault, pairs: Sequence[HmacCredentials], created_ms: int | None) -> Records:
    history = tuple(check(-minutes) for minutes in range(_CHECKS))
    made = []
    for number, pair in enumerate(pairs):
        key = SavedKey(
            record_id=f"{number:016x}",
            name=f"Key {number}",
            venue=VENUE,
            kind=KeyKind.HMAC,
            api_key=pair.api_key,
            created_at=NOW - timedelta(days=number),
            grade=Grade.FULL,
            first_seen_created_ms=created_ms,
            history=history,
        )
        live = vault._live
        made.append(Record(key, seal_secret(live.contents.vault_id, key, pair, live.key)))
    return tuple(made)
