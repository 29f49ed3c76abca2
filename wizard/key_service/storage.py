"""The vault as a front end meets it: is there one, what opens it, is it open."""

from __future__ import annotations

import threading
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import Presence, StoragePlan, VaultDoor
from wizard.vault.vault import Vault


class Storage:
    """Opens one vault and keeps it open. Every method may block, and raises ProblemError.

    Whoever works with `vault` holds `lane` meanwhile: one caller at a time for vault and
    keychain.
    """

    def __init__(self, door: VaultDoor) -> None:
        self._door = door
        self._vault: Vault | None = None
        self.lane = threading.RLock()

    @property
    def folder(self) -> Path:
        """Where the vault lies, or will lie."""
        return self._door.folder

    @property
    def keychain_class(self) -> str | None:
        """The keychain's adapter, for support; None where this system has none."""
        return self._door.keychain_class

    @property
    def is_open(self) -> bool:
        """Whether the vault is open."""
        return self._vault is not None

    @property
    def vault(self) -> Vault:
        """The open vault. Raises ProblemError while it is closed."""
        if self._vault is None:
            raise ProblemError(Problem(ProblemId.PASSPHRASE_NEEDED))
        return self._vault

    def presence(self) -> Presence:
        """Whether there is a vault, and what would open it."""
        with self.lane:
            return self._door.presence()

    def plan(self) -> StoragePlan:
        """Where secrets would be kept, tried out before any secret exists."""
        with self.lane:
            return self._door.plan()

    def create(self, passphrase: Secret | None = None) -> None:
        """Make and open a new vault, with its key in the keychain or under a passphrase."""
        with self.lane:
            self._vault = self._door.create(passphrase)

    def open(self, passphrase: Secret | None = None) -> None:
        """Open the vault that is there."""
        with self.lane:
            if self._vault is None:
                self._vault = self._door.open(passphrase)

    def give_up(self) -> None:
        """From another thread: stop waiting for the keychain, whose call then fails."""
        self._door.give_up()

    def reload(self) -> None:
        """Take in what another window or program changed in the vault since."""
        with self.lane:
            self.vault.reload()

    def unconfirmed(self) -> Problem | None:
        """Set when the last change is in place but the disk did not confirm it."""
        with self.lane:
            return self.vault.unconfirmed

    def close(self) -> None:
        """Drop the vault's keys."""
        with self.lane:
            if self._vault is not None:
                self._vault.close()
                self._vault = None
