"""What must be in a vault, and what must open it: a model so simple that it can only be right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from tests.vault.model.strategies import TEXTS
from tests.vault.samples import NOW, credentials
from wizard.core.problems import ProblemError
from wizard.core.saved_key import HISTORY_LIMIT, PendingKey, SavedKey, same_name
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Key:
    """`number` names the credentials, of which each is there once. `replaces`: such a number."""

    name: str
    number: int
    pending: bool = True
    replaces: int | None = None
    history: tuple[datetime, ...] = ()


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
        return self if old is None else self._with(replace(old, number=number), old)

    def committed(self, name: str) -> Expected:
        """With a pending key proven; what it replaces is gone."""
        old = self.named(name, pending=True)
        if old is None:
            return self
        rest = self if old.replaces is None else self._gone(old.replaces)
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
        return self if old is None else self._gone(old.number)

    def _gone(self, number: int) -> Expected:
        kept = [key for key in self.keys if key.number != number]
        keys = [replace(key, replaces=None) if key.replaces == number else key for key in kept]
        return replace(self, keys=frozenset(keys))

    def _with(self, key: Key, instead: Key | None = None) -> Expected:
        others = self.keys - {instead}
        for other in others:
            if other.number == key.number:
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
    for key in keys:
        numbers[key.record_id] = number = int(key.api_key.strip("K"))
        assert vault.credentials(key.record_id) == credentials(number)
    saved = (
        Key(key.name, numbers[key.record_id], False, None, tuple(p.checked_at for p in key.history))
        for key in vault.saved_keys()
    )
    pending = (
        Key(key.name, numbers[key.record_id], replaces=numbers.get(key.replaces or ""))
        for key in vault.pending_keys()
    )
    return frozenset([*saved, *pending])
