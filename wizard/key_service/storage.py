"""The vault as a front end meets it: is there one, what opens it, is it open."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.copies import BackupFound, Restored
from wizard.vault.door import KeptInKeychain, Presence, StoragePlan, VaultDoor
from wizard.vault.slots import Ways
from wizard.vault.vault import Vault


class Storage:
    """Opens one vault and keeps it open. Every method may block, and raises ProblemError.

    Whoever works with `vault` holds `lane` meanwhile: one caller at a time for vault and
    keychain.
    """

    def __init__(self, door: VaultDoor) -> None:
        self._door = door
        self._vault: Vault | None = None
        self._healed = False
        self._mended = False
        self._by_code = False
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
    def keychain_name(self) -> str | None:
        """What a person calls the keychain; None where this system has none."""
        return self._door.keychain_name

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
        """Open the vault that is there; what its keychain lost is put back if a passphrase did."""
        with self.lane:
            if self._vault is None:
                self._take(self._door.open(passphrase), by_code=False)

    def open_with_code(self, code: Secret) -> None:
        """Open the vault that is there with its recovery code, as `read_recovery_code` gives it."""
        with self.lane:
            if self._vault is None:
                self._take(self._door.open_with_code(code), by_code=True)

    @property
    def healed(self) -> bool:
        """Whether the vault's key was put into the keychain anew when it was opened last."""
        return self._healed

    @property
    def opened_with_code(self) -> bool:
        """Whether the open vault was opened with its recovery code."""
        return self._vault is not None and self._by_code

    @property
    def keychain_lost(self) -> bool:
        """Whether the keychain was found, when opening, to open the vault no more."""
        return self._door.lost_its_keychain is not None and not self._mended

    def note_mended(self) -> None:
        """The vault's key was put into the keychain anew."""
        self._mended = True

    @property
    def is_older(self) -> bool:
        """Whether the open vault is an older copy than the last one used here."""
        return self._vault is not None and self._vault.older

    def accept_older(self) -> None:
        """Go on with the open vault as the newest one known. Raises FOLDER_NOT_WRITABLE."""
        with self.lane:
            if not self.vault.accept_older():
                values = {"folder": str(self.folder)}
                raise ProblemError(Problem(ProblemId.FOLDER_NOT_WRITABLE, values=values))

    def ways(self) -> Ways:
        """What would open the vault that is there, open or not."""
        with self.lane:
            return self._door.ways()

    def look_at_copy(
        self, passphrase: Secret | None = None, code: Secret | None = None
    ) -> BackupFound:
        """What could take the place of a damaged vault, and how many keys are in it."""
        with self.lane:
            return self._door.copies.look(passphrase, code)

    def put_copy_back(
        self, passphrase: Secret | None = None, code: Secret | None = None, *, now: datetime
    ) -> Restored:
        """Make the copy the vault; the damaged file is kept beside it. The vault is closed then."""
        with self.lane:
            restored = self._door.copies.put_back(passphrase, code, now=now)
            self.close()
            return restored

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

    def _take(self, vault: Vault, *, by_code: bool) -> None:
        try:
            vault.saved_keys()  # words of a newer version are met here and not in the middle
        except ProblemError:
            vault.close()
            raise
        self._vault, self._by_code = vault, by_code
        self._tidy()

    def _tidy(self) -> None:
        """Heal what the keychain lost, if it is to be trusted; nobody is kept out by a failure."""
        self._healed = self._mended = False
        if self._door.lost_its_keychain is None or not self.vault.ways_in.ways.keychain:
            return
        if self.vault.older:
            return  # a change would make it the newest, before anybody was told
        plan = self._door.plan()
        if isinstance(plan, KeptInKeychain) and plan.warning is None:
            with suppress(ProblemError):
                self.vault.ways_in.keep_in_keychain()
                self._healed = self._mended = True
