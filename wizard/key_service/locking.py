"""Locking: the vault's keys are dropped, and what was asked before changes nothing afterwards."""

from __future__ import annotations

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.key_service.storage import Storage
from wizard.vault.header import KeychainSlot, PassphraseSlot, PassphraseUse
from wizard.vault.vault_file import VaultFile


class Locking:
    """Counts how often the vault was locked. Whoever reads or changes that holds the lane."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.count = 0

    def lock(self) -> None:
        """Drop the vault's keys. Takes the lane: a save that is under way ends first."""
        with self._storage.lane:
            self.count += 1
            self._storage.close()

    def asks_somebody(self) -> bool:
        """Whether opening the vault again would ask a person: only then there is a lock at all.

        False where a keychain opens it, unless the person gave it a passphrase too. Raises
        ProblemError when the file cannot be read.
        """
        with self._storage.lane:
            if not self._storage.is_open:
                return False
            loaded = VaultFile(self._storage.folder).load()
        slots = () if loaded is None else loaded.file.header.slots
        return not any(isinstance(slot, KeychainSlot) for slot in slots) or any(
            isinstance(slot, PassphraseSlot) and slot.use is PassphraseUse.PASSPHRASE
            for slot in slots
        )

    def require_none_since(self, count: int) -> None:
        """Raises ProblemError when the vault was locked after `count` was read.

        Also when it was opened again since: an answer from before must not be written.
        """
        if self.count != count:
            raise ProblemError(Problem(ProblemId.CANCELLED))
