"""A vault of format 1, kept for ever: every later version must open it as it is."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from tests.vault.samples import CREATED_MS, NOW, PASSPHRASE, VENUE, check, credentials
from wizard.core.credentials import Credentials, Ed25519Credentials, KeyKind, RsaCredentials
from wizard.core.problems import ProblemId
from wizard.core.saved_key import PastCheck, VerdictWord
from wizard.core.secret import Secret
from wizard.core.venue import Grade
from wizard.vault.door import Presence, VaultDoor
from wizard.vault.file_format import from_file, to_file
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.vault import Vault

SAMPLE = Path(__file__).parents[1] / "samples" / "vault-format-1.rokey"
ACCOUNT = "vault-key-afdf821188e7b7e89bafcbaa51333f97"
VALUE = "rok1.89FTeTQPHFzjwOxK2CIY-x4rORKXraH2kRHnVVOaXR4.1a7665b9"
PEM = "-----BEGIN PRIVATE KEY-----\nsample, not a key: ü\n-----END PRIVATE KEY-----\n"

CREDENTIALS: Mapping[str, Credentials] = {
    "Portfolio tracker": credentials(1),
    "Steuer für 2026": Ed25519Credentials("e" * 64, Secret(PEM)),
    "Neuer Schlüssel": RsaCredentials("r" * 64, Secret(PEM * 9)),
}


@pytest.fixture
def kept(tmp_path: Path) -> VaultDoor:
    keychain = MemoryKeychain()
    keychain.write(ACCOUNT, Secret(VALUE), 1)
    shutil.copy(SAMPLE, tmp_path / "vault.rokey")
    return VaultDoor(tmp_path, keychain)


def check_contents(vault: Vault) -> None:
    (saved,) = vault.saved_keys()
    ed25519, rsa = vault.pending_keys()
    unreachable = PastCheck(
        NOW + timedelta(minutes=9), VerdictWord.NOT_CHECKED, None, (), "off", ProblemId.NO_NETWORK
    )

    assert (saved.name, saved.venue, saved.kind) == ("Portfolio tracker", VENUE, KeyKind.HMAC)
    assert (saved.grade, saved.first_seen_created_ms) == (Grade.FULL, CREATED_MS)
    assert saved.history == (unreachable, check(5, enableFutures=True), check(0))
    assert (ed25519.name, ed25519.replaces) == ("Steuer für 2026", None)
    assert (rsa.name, rsa.replaces) == ("Neuer Schlüssel", saved.record_id)
    for key in (saved, ed25519, rsa):
        assert key.created_at == NOW
        assert vault.credentials(key.record_id) == CREDENTIALS[key.name]


def test_it_opens_with_the_keychain(kept: VaultDoor) -> None:
    assert kept.presence() is Presence.OPENS_WITH_KEYCHAIN

    check_contents(kept.open())


def test_it_opens_with_the_passphrase(kept: VaultDoor) -> None:
    check_contents(kept.open(Secret(PASSPHRASE)))


def test_it_is_spelled_the_same_way_today() -> None:
    data = SAMPLE.read_bytes()

    assert to_file(from_file(data)) == data
    assert data.startswith(b"ROKEYVAULT/1\n")
    assert data.count(b"\n") == 3
    assert data.isascii()


def test_it_can_be_saved_again(kept: VaultDoor) -> None:
    vault = kept.open()
    vault.seal("One more", VENUE, credentials(4), now=NOW)

    assert [key.name for key in kept.open().pending_keys()][-1] == "One more"
    assert kept.path.with_name("vault.rokey.bak").read_bytes() == SAMPLE.read_bytes()
