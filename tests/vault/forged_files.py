"""Exported files as somebody could write them who knows the passphrase, and the format."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from tests.vault.samples import CHEAP, CREATED_MS, NOW, VENUE, check, credentials
from wizard.core.credentials import KeyKind, credentials_of, secret_of
from wizard.core.saved_key import PastCheck, PendingKey, SavedKey
from wizard.core.secret import Secret
from wizard.core.venue import VenueId, grade_of
from wizard.vault.cipher import random_bytes
from wizard.vault.passphrase_slot import make_passphrase_slot
from wizard.vault.records import Record
from wizard.vault.sealed_vault import Contents, seal_secret, seal_vault

WORDS = Secret("a passphrase for the way")


def saved(number: int, *history: PastCheck, name: str = "One", venue: VenueId = VENUE) -> SavedKey:
    """A saved key that this program could have written, unless its history tells otherwise."""
    return SavedKey(
        f"{number:016x}",
        name,
        venue,
        KeyKind.HMAC,
        credentials(number).api_key,
        NOW,
        grade_of(venue),
        CREATED_MS,
        history or (check(),),
    )


def pending(number: int, *, name: str = "One", replaces: str | None = None) -> PendingKey:
    """A pending key that this program could have written."""
    api_key = credentials(number).api_key
    return PendingKey(f"{number:016x}", name, VENUE, KeyKind.HMAC, api_key, NOW, replaces)


def forged(
    keys: Sequence[SavedKey | PendingKey], secret: str | None = None
) -> tuple[Contents, bytearray]:
    """What such a file holds, and its data key. `secret`: that of every key."""
    vault_id, data_key = secrets.token_hex(16), random_bytes(32)
    slot = make_passphrase_slot(vault_id, data_key, WORDS, CHEAP)
    records = []
    for number, key in enumerate(keys, 1):
        usual = secret_of(credentials(number)).reveal() if secret is None else secret
        of = credentials_of(key.kind, key.api_key, Secret(usual))
        records.append(Record(key, seal_secret(vault_id, key, of, data_key)))
    return Contents(vault_id, 1, (slot,), tuple(records)), data_key


def forge(path: Path, keys: Sequence[SavedKey | PendingKey], secret: str | None = None) -> None:
    """Write such a file, whose passphrase is WORDS."""
    contents, data_key = forged(keys, secret)
    path.write_bytes(seal_vault(contents, data_key, proven=contents.records))
