"""A vault with a pair, written on the first day that there were any: kept for ever, and opened."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials
from tests.vault.saved_states import with_its_own_key
from wizard.core.saved_key import WaitingPair
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor

SAMPLE = Path(__file__).parents[1] / "samples" / "pair-format-1.rokey"
PAIR = WaitingPair(
    record_id="ce56ef754adbb10a",
    name="Tracker",
    venue=VENUE,
    created_at=NOW,
    replaces="46c5fa0b9a36f1c5",
    public_key=(
        "-----BEGIN PUBLIC KEY-----\n"
        "MCowBQYDK2VwAyEA+MPjr7rJFI5K8PRPPjocEnX2Sclhi1tfo9WhQcsaWJ4=\n"
        "-----END PUBLIC KEY-----\n"
    ),
)


def test_it_opens_and_its_private_key_is_there(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "vault.rokey")
    with VaultDoor(tmp_path, None, cost=CHEAP).open(Secret(PASSPHRASE)) as vault:
        assert vault.pairs.waiting() == (PAIR,)
        with_its_own_key(vault, PAIR)
        (saved,) = vault.saved_keys()
        assert vault.credentials(saved.record_id) == credentials(1)
        pending = vault.pairs.complete(PAIR.record_id, Secret("A1b2" * 16), now=NOW)
        assert pending.replaces == saved.record_id
        assert vault.pairs.public_key(PAIR.record_id) == PAIR.public_key
