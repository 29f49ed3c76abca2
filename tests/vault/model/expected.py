"""What must be in a vault, and what must open it: a model so simple that it can only be right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from tests.vault.model.strategies import TEXTS
from tests.vault.samples import NOW, credentials
from tests.vault.saved_states import with_its_own_key
from wizard.core.credentials import Credentials, Ed25519Credentials, KeyKind
from wizard.core.problems import ProblemError
from wizard.core.saved_key import HISTORY_LIMIT, PendingKey, SavedKey, same_name
from wizard.core.secret import Secret
from wizard.vault import key_pair
from wizard.vault.door import VaultDoor
from wizard.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Key:
    """`number` names the credentials, of which each is there once. `replaces`: such a number.

    `own`: a pair that was made here; `waiting`: it has no API key yet.
    """

    name: str
    number: int
    pending: bool = True
    replaces: int | None = None
    history: tuple[datetime, ...] = ()
    own: bool = False
    waiting: bool = False

    @property
    def identity(self) -> tuple[int, bool]:
        """What no two keys share: an API key, or the public key that waits for one."""
        return self.number, self.waiting

    @property
    def credentials(self) -> Credentials:
        """What it holds, or will hold."""
        usual = credentials(self.number)
        return Ed25519Credentials(usual.api_key, own_pair(self.number)[0]) if self.own else usual


def own_pair(number: int) -> tuple[Secret, str]:
    """The pair of this number, always the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_pair, "random_bytes", lambda count: bytearray([number]) * count)
        return key_pair.make_pair()


@dataclass(frozen=True)
class Expected:
    """A state. What would be refused gives the very same object again."""

    keychain: bool
    passphrase: str | None = None
    code: str | None = None
    keys: frozenset[Key] = frozenset()

    def named(self, name: str, *, pending: bool = False) -> Key | None:
        """The key of this name: the saved one, or else the pending one."""
        found = sorted((key for key in self.keys if key.name == name), key=lambda key: key.pending)
        return next((key for key in found if key.pending or not pending), None)

    def with_ways(self, **ways: bool | str | None) -> Expected:
        """With other ways in; never without a usual one."""
        changed = replace(self, **ways)  # type: ignore[arg-type]  # one method for all three
        return changed if changed.keychain or changed.passphrase is not None else self

    def sealed(self, name: str, number: int, *, replaces: bool = False) -> Expected:
        """With a new pending key; `replaces`: it is to replace the saved one of this name."""
        old = self.named(name) if replaces else None
        if old is not None and old.pending:
            return self
        return self._with(Key(name, number, replaces=None if old is None else old.number))

    def reworked(self, name: str, number: int) -> Expected:
        """With other credentials for a pending key."""
        old = self.named(name, pending=True)
        if old is None or old.waiting:
            return self
        return self._with(replace(old, number=number, own=False), old)

    def made(self, name: str, number: int) -> Expected:
        """With a new pair."""
        return self._with(Key(name, number, own=True, waiting=True))

    def completed(self, name: str) -> Expected:
        """With the API key of a pair."""
        old = self.named(name, pending=True)
        if old is None or not old.waiting:
            return self
        return self._with(replace(old, waiting=False), old)

    def committed(self, name: str) -> Expected:
        """With a pending key proven; what it replaces is gone."""
        old = self.named(name, pending=True)
        if old is None or old.waiting:
            return self
        goal = next((key for key in self.keys if key.identity == (old.replaces, False)), None)
        # Under another name it is another key, and no saved one goes for it.
        takes_place = goal is not None and same_name(goal.name, old.name)
        rest = self._gone(goal.identity) if goal is not None and takes_place else self
        saved = replace(old, pending=False, replaces=None, history=(NOW,))
        return replace(rest, keys=rest.keys - {old, replace(old, replaces=None)} | {saved})

    def noted(self, name: str, moment: datetime) -> Expected:
        """With one more check of a saved key."""
        old = self.named(name)
        if old is None or old.pending:
            return self
        history = (moment, *old.history)[:HISTORY_LIMIT]
        return self._with(replace(old, history=history), old)

    def renamed(self, name: str, new: str) -> Expected:
        """With another name for a key."""
        old = self.named(name)
        return self if old is None else self._with(replace(old, name=new), old)

    def without(self, name: str, *, pending: bool = False) -> Expected:
        """Without a key."""
        old = self.named(name, pending=pending)
        return self if old is None else self._gone(old.identity)

    def _gone(self, gone: tuple[int, bool]) -> Expected:
        kept = [key for key in self.keys if key.identity != gone]
        keys = [
            replace(key, replaces=None) if (key.replaces, False) == gone else key for key in kept
        ]
        return replace(self, keys=frozenset(keys))

    def _with(self, key: Key, instead: Key | None = None) -> Expected:
        others = self.keys - {instead}
        for other in others:
            if other.identity == key.identity:
                return self
            if same_name(other.name, key.name) and other.number != key.replaces:
                return self
        return replace(self, keys=frozenset({*others, key}))

    def opened_in_the_usual_way(self, door: VaultDoor) -> Vault | None:
        """By the keychain or the passphrase; None when that does not open it."""
        try:
            if self.keychain:
                return door.open()
            return door.open(Secret(self.passphrase or ""))
        except ProblemError:
            return None

    def check_ways(self, door: VaultDoor) -> None:
        """Each way opens the vault that should, and no other."""
        assert door.ways().keychain is self.keychain
        assert door.ways().passphrase is (self.passphrase is not None)
        assert door.ways().recovery_code is (self.code is not None)
        for text in TEXTS:
            assert _opens(door, text, code=False) is (text == self.passphrase), "passphrase"
            assert _opens(door, text, code=True) is (text == self.code), "code"


def _opens(door: VaultDoor, text: str, *, code: bool) -> bool:
    try:
        (door.open_with_code if code else door.open)(Secret(text)).close()
    except ProblemError:
        return False
    return True


def content_of(vault: Vault) -> frozenset[Key]:
    """What is in a vault, each secret opened and compared."""
    numbers: dict[str, int] = {}
    keys: list[SavedKey | PendingKey] = [*vault.saved_keys(), *vault.pending_keys()]
    found: list[Key] = []
    for key in keys:
        numbers[key.record_id] = number = int(key.api_key.strip("K"))
        own = key.kind is KeyKind.ED25519
        if isinstance(key, SavedKey):
            history = tuple(past.checked_at for past in key.history)
            found.append(Key(key.name, number, False, None, history, own))
        else:
            goal = numbers.get(key.replaces or "")
            found.append(Key(key.name, number, replaces=goal, own=own))
        assert vault.credentials(key.record_id) == found[-1].credentials
    for pair in vault.pairs.waiting():
        number = next(n for n in range(7, 10) if own_pair(n)[1] == pair.public_key)
        with_its_own_key(vault, pair)
        found.append(Key(pair.name, number, own=True, waiting=True))
    return frozenset(found)
