"""Vault files of every kind, with the data key that opens them: what is altered in tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, check, credentials
from tests.vault.second_format import BOTH
from wizard.core.credentials import Credentials, Ed25519Credentials, kind_of
from wizard.core.public_key import pem_of_raw
from wizard.core.saved_key import PendingKey, SavedKey, WaitingPair
from wizard.core.secret import Secret
from wizard.core.venue import Grade
from wizard.vault.cipher import SealBrokenError
from wizard.vault.file_format import (
    FORMATS,
    Formats,
    KeychainSlot,
    PassphraseUse,
    Slot,
    UnknownSlot,
    from_file,
)
from wizard.vault.passphrase_slot import make_passphrase_slot
from wizard.vault.records import Record, Records
from wizard.vault.sealed_vault import Contents, open_vault, seal_part, seal_secret, seal_vault
from wizard.vault.strict_fields import VaultDamagedError, VaultNewerError

VAULT_ID = "0123456789abcdef" * 2
KINDS = ("keychain", "passphrase", "every way in", "empty", "format 2")
_PEM = "-----BEGIN PRIVATE KEY-----\nMARKEDxSECRETx\n-----END PRIVATE KEY-----\n"
_PUBLIC = pem_of_raw(bytes(range(32)))
_KEY = bytes(range(32))


@dataclass(frozen=True, slots=True)
class Made:
    """A vault file, and what opens it."""

    data: bytes
    formats: Formats

    @property
    def key(self) -> bytearray:
        """The data key, afresh."""
        return bytearray(_KEY)

    def opens(self, data: bytes) -> bool:
        """Whether these bytes are a vault under the same data key. Raises what no parser may."""
        try:
            open_vault(from_file(data, self.formats), self.key)
        except (VaultDamagedError, VaultNewerError, SealBrokenError):
            return False
        return True


@cache
def made(kind: str) -> Made:
    """A file of one of KINDS, the same one in all tests of a process."""
    keychain = KeychainSlot("1" * 16, "vault-key-" + "a" * 32, bytes(12), bytes(48))
    ways: dict[str, tuple[Slot, ...]] = {
        "keychain": (keychain,),
        "passphrase": (_typed(PassphraseUse.PASSPHRASE),),
        "every way in": (
            UnknownSlot("f" * 16, b'{"id":"ffffffffffffffff","of":[1,"x"],"type":"tpm2"}'),
            keychain,
            _typed(PassphraseUse.PASSPHRASE),
            _typed(PassphraseUse.RECOVERY_CODE),
        ),
        "empty": (keychain,),
        "format 2": (keychain,),
    }
    formats = BOTH if kind == "format 2" else FORMATS
    records = records_of(VAULT_ID)
    # One kind with a pair will do: whatever is altered is altered in each of them.
    records = {"keychain": records, "empty": ()}.get(kind, records[:2])
    contents = Contents(VAULT_ID, 7, ways[kind], records)
    return Made(seal_vault(contents, bytearray(_KEY), formats.newest), formats)


def records_of(vault_id: str) -> Records:
    """A saved key, a pending one and a pair, sealed for this vault under the data key of all."""
    one, two = credentials(1), Ed25519Credentials("e" * 64, Secret(_PEM))
    saved = SavedKey(
        *("1" * 16, "One", VENUE, kind_of(one), one.api_key, NOW, Grade.FULL, 1), (check(),)
    )
    pending = PendingKey("2" * 16, "Two", VENUE, kind_of(two), two.api_key, NOW, "1" * 16)
    pair = WaitingPair("3" * 16, "Three", VENUE, NOW, "1" * 16, _PUBLIC)
    private_key = Secret(_PEM.replace("MARKEDxSECRETx", "MARKEDxSECRETxToo"))
    waiting = Record(pair, seal_part(vault_id, pair, private_key, bytearray(_KEY)))
    return (*_sealed(vault_id, [(saved, one), (pending, two)]), waiting)


def _sealed(
    vault_id: str, keys: list[tuple[SavedKey | PendingKey, Credentials]]
) -> Iterator[Record]:
    for key, of in keys:
        yield Record(key, seal_secret(vault_id, key, of, bytearray(_KEY)))


def _typed(use: PassphraseUse) -> Slot:
    return make_passphrase_slot(VAULT_ID, bytearray(_KEY), Secret(PASSPHRASE), CHEAP, use)
