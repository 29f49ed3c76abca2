"""What a vault holds before and after each save of a task, and how it is looked at."""

from __future__ import annotations

from pathlib import Path

from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials
from wizard.core.saved_key import PendingKey, SavedKey, WaitingPair
from wizard.core.secret import Secret
from wizard.vault.door import Presence, VaultDoor
from wizard.vault.key_pair import public_key_of
from wizard.vault.vault import Vault

# Number and name of every key that a task knows.
_NUMBERS = {"One": 1, "Two": 2, "Three": 3, "Gone": 9, "Next": 4}

_FILES = {"vault.rokey", "vault.rokey.bak", "vault.rokey.lock"}

Names = frozenset[str] | None
"""The keys in a vault; None: there is no vault."""

# What a vault holds before a task, and after each of its saves.
STATES: dict[str, tuple[Names, ...]] = {
    "create": (None, frozenset()),
    "second": (frozenset(), frozenset({"Two"})),
    "seal": (frozenset({"One", "Gone"}), frozenset({"One", "Gone", "Two"})),
    "remove": (frozenset({"One", "Gone"}), frozenset({"One"})),
    "pair": (frozenset({"One", "Gone"}), frozenset({"One", "Gone", "Pair"})),
    "several": (
        frozenset({"One", "Gone"}),
        frozenset({"One", "Gone", "Two"}),
        frozenset({"One", "Two"}),
        frozenset({"One", "Two", "Three"}),
    ),
}


def opened(folder: Path) -> Names:
    """The keys that the vault in this folder has, each with its secret. Raises ProblemError."""
    door = VaultDoor(folder, None, cost=CHEAP)
    if door.presence() is Presence.ABSENT:
        return None
    with door.open(Secret(PASSPHRASE)) as vault:
        return _names(vault)


def check_goes_on(folder: Path) -> Names:
    """The same; then the next save works, and clears what an interrupted one left."""
    door = VaultDoor(folder, None, cost=CHEAP)
    found = door.presence() is not Presence.ABSENT
    with (door.open if found else door.create)(Secret(PASSPHRASE)) as vault:
        names = _names(vault)
        vault.seal("Next", VENUE, credentials(_NUMBERS["Next"]), now=NOW)
    assert opened(folder) == names | {"Next"}
    assert {path.name for path in folder.iterdir()} >= _FILES
    assert not leftovers(folder)
    return names if found else None


def leftovers(folder: Path) -> list[str]:
    """Temporary files of a save that did not end."""
    return [path.name for path in folder.glob(".*.tmp")]


def _names(vault: Vault) -> frozenset[str]:
    keys: list[SavedKey | PendingKey] = [*vault.saved_keys(), *vault.pending_keys()]
    for key in keys:
        assert vault.credentials(key.record_id) == credentials(_NUMBERS[key.name])
    pairs = vault.pairs.waiting()
    for pair in pairs:
        with_its_own_key(vault, pair)
    return frozenset(key.name for key in (*keys, *pairs))


def with_its_own_key(vault: Vault, pair: WaitingPair) -> None:
    """What is sealed belongs to what was shown. Nobody but a test opens it before its API key."""
    record = next(each for each in vault._live.records if each.key == pair)
    private_key = vault.pairs._open(record)
    assert public_key_of(private_key) == pair.public_key
