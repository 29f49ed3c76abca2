"""The way into a vault: seeing whether there is one, trying the keychain, creating, opening."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.cipher import FULL_COST, KEY_BYTES, ArgonCost, random_bytes, wipe
from wizard.vault.copies import Copies
from wizard.vault.file_format import FORMATS, Formats, PassphraseUse, Slot
from wizard.vault.keychain import Keychain
from wizard.vault.keychain_entries import KeychainEntries
from wizard.vault.keychain_slot import make_keychain_slot, new_account, new_test_account, try_out
from wizard.vault.last_seen import LastSeen
from wizard.vault.live_contents import LiveContents
from wizard.vault.passphrase_slot import affordable_cost, make_passphrase_slot, require_long_enough
from wizard.vault.patience import Patience
from wizard.vault.sealed_vault import Contents, open_vault, seal_vault
from wizard.vault.slots import Ways, accounts_of, ways_of
from wizard.vault.transfer import Transfer
from wizard.vault.unlocking import Unlocking
from wizard.vault.vault import Vault
from wizard.vault.vault_file import Loaded, VaultFile
from wizard.vault.ways_in import WaysIn


@dataclass(frozen=True, slots=True)
class KeptInKeychain:
    """The keychain was tried and works. `warning` is what to know before trusting it."""

    keychain_name: str
    warning: Problem | None


@dataclass(frozen=True, slots=True)
class KeptUnderPassphrase:
    """There is no keychain to be trusted, and why; a passphrase protects the vault."""

    reason: Problem


StoragePlan = KeptInKeychain | KeptUnderPassphrase


class Presence(StrEnum):
    """What the vault's folder has, as far as can be seen without a key."""

    ABSENT = "absent"
    OPENS_WITH_KEYCHAIN = "opens-with-keychain"
    NEEDS_PASSPHRASE = "needs-passphrase"  # noqa: S105 (a state)
    NEEDS_RECOVERY_CODE = "needs-recovery-code"


class VaultDoor:
    """The one vault in `folder`. `keychain` None: this system has none.

    `patience_s` bounds how long the keychain may keep one call waiting, all its steps together:
    5 s when nobody is there to answer its dialogs, at most 120 s with a person.
    `cost` is what new passphrases get; what is in a file wins when opening.
    A vault in any of `formats` opens; the first change writes the newest and keeps a copy.
    """

    def __init__(
        self,
        folder: Path,
        keychain: Keychain | None,
        *,
        patience_s: float = 5.0,
        cost: ArgonCost = FULL_COST,
        lock_patience_s: float = 5.0,
        formats: Formats = FORMATS,
    ) -> None:
        self._folder = folder
        self._file = VaultFile(folder, lock_patience_s=lock_patience_s, formats=formats)
        self._keychain = keychain
        self._patience_s = patience_s
        self._cost = cost
        self._seen = LastSeen(folder)
        self._entries = KeychainEntries(keychain, folder)
        self._unlocking = Unlocking(self._file, keychain, patience_s)
        self.copies = Copies(self._file, self._unlocking, self._seen)

    @property
    def folder(self) -> Path:
        """Where the vault and everything beside it lies."""
        return self._folder

    @property
    def path(self) -> Path:
        """The vault's file."""
        return self._file.path

    @property
    def keychain_class(self) -> str | None:
        """The adapter's name, for support; None where this system has no keychain."""
        return None if self._keychain is None else type(self._keychain).__name__

    @property
    def keychain_name(self) -> str | None:
        """What a person calls the keychain; None where this system has none."""
        return None if self._keychain is None else self._keychain.name

    def presence(self) -> Presence:
        """Whether there is a vault and what would open it. Opens nothing.

        Raises ProblemError: damaged, newer, not a file, unreadable, or only the backup is left.
        """
        loaded = self._file.load()
        if loaded is None:
            self._require_no_orphan()
            return Presence.ABSENT
        ways = ways_of(loaded.file.header.slots)
        if ways.keychain:
            return Presence.OPENS_WITH_KEYCHAIN
        if ways.passphrase:
            return Presence.NEEDS_PASSPHRASE
        if ways.recovery_code:
            return Presence.NEEDS_RECOVERY_CODE
        raise ProblemError(self._file.problem(ProblemId.VAULT_NEWER, "only unknown slots"))

    def ways(self) -> Ways:
        """What would open the vault that is there. Raises ProblemError as `presence` does."""
        loaded = self._file.load()
        return ways_of(() if loaded is None else loaded.file.header.slots)

    @property
    def lost_its_keychain(self) -> Problem | None:
        """Why the keychain will never open this vault again, if that was found when opening.

        Not set for one that is locked or silent today.
        """
        return self._unlocking.refused

    def plan(self) -> StoragePlan:
        """The storage check: a test value goes through the keychain and back.

        Never raises; whatever is wrong with the keychain is the reason for a passphrase.
        """
        if self._keychain is None:
            return KeptUnderPassphrase(Problem(ProblemId.KEYCHAIN_MISSING))
        # Before the vault has a folder there is no place for a list, and none is made for a test.
        if self._folder.is_dir():
            with suppress(ProblemError), self._file.locked():
                return self._tried_out(self._keychain, listed=True)
        return self._tried_out(self._keychain, listed=False)

    def create(self, passphrase: Secret | None = None, *, also_keychain: bool = False) -> Vault:
        """A new, empty vault: its key in the keychain, or under `passphrase`, or both.

        Raises ProblemError; a vault that is there is never written over.
        """
        if passphrase is not None:
            require_long_enough(passphrase)
        with self._file.locked():
            if self._file.load() is not None:
                raise ProblemError(self._file.problem(ProblemId.VAULT_EXISTS))
            self._require_no_orphan()
            data_key = random_bytes(KEY_BYTES)
            vault_id = secrets.token_hex(16)
            slots = self._new_slots(vault_id, data_key, passphrase, also_keychain)
            contents = Contents(vault_id, 1, slots, ())
            data = seal_vault(contents, data_key, self._file.formats.newest)
            try:
                unconfirmed = self._file.replace(data)
            except BaseException:
                wipe(data_key)
                self._sweep(frozenset())
                raise
            self._sweep(accounts_of(slots))
        return self._vault(data_key, contents, sha256(data).digest(), unconfirmed)

    def open(self, passphrase: Secret | None = None) -> Vault:
        """The vault that is there: with `passphrase`, or else with the keychain.

        Raises ProblemError: PASSPHRASE_NEEDED or RECOVERY_CODE_NEEDED when the keychain does not
        open it but one of these would, PASSPHRASE_WRONG, KEYCHAIN_…, VAULT_….
        """
        loaded = self._load()
        if passphrase is None:
            data_key = self._unlocking.by_keychain(loaded.file.header)
        else:
            use = PassphraseUse.PASSPHRASE
            data_key = self._unlocking.by_typing(loaded.file.header, passphrase, use)
        return self._opened(loaded, data_key, by_keychain=passphrase is None)

    def open_with_code(self, code: Secret) -> Vault:
        """The vault that is there, with a recovery code as `read_recovery_code` gives it.

        Raises ProblemError: RECOVERY_CODE_WRONG, RECOVERY_CODE_UNSET, VAULT_….
        """
        loaded = self._load()
        use = PassphraseUse.RECOVERY_CODE
        return self._opened(loaded, self._unlocking.by_typing(loaded.file.header, code, use))

    def give_up(self) -> None:
        """From another thread: stop waiting for the keychain."""
        if self._keychain is not None:
            self._keychain.give_up()

    def _tried_out(self, keychain: Keychain, *, listed: bool) -> StoragePlan:
        """`listed`, under the lock: killed meanwhile, the test's entry is deleted another day."""
        account, under_way = new_test_account(), self._entries.pending
        if listed:
            self._entries.expect(new=account)
        patience = Patience(self._patience_s)
        problem = try_out(keychain, patience, account)
        # One that is locked or silent would be asked again at every opening, for a mere test.
        if listed and (problem is None or problem.id is not ProblemId.KEYCHAIN_UNRELIABLE):
            self._entries.take_off(account, over=not under_way)
        if problem is not None:
            return KeptUnderPassphrase(problem)
        warning = keychain.weakness(patience.left_s)  # and then its name is known
        return KeptInKeychain(keychain.name, warning)

    def _load(self) -> Loaded:
        loaded = self._file.load()
        if loaded is None:
            self._require_no_orphan()
            raise ProblemError(self._file.problem(ProblemId.VAULT_ABSENT))
        return loaded

    def _opened(self, loaded: Loaded, data_key: bytearray, *, by_keychain: bool = False) -> Vault:
        try:
            with self._file.explained():
                contents = open_vault(loaded.file, data_key)
        except ProblemError:
            wipe(data_key)
            raise
        vault = self._vault(data_key, contents, loaded.digest, None)
        # One that is only locked today will open the vault another day, and tidy up then.
        no_other_day = not accounts_of(contents.slots) or self.lost_its_keychain is not None
        vault.ways_in.settle(ask_keychain=by_keychain or no_other_day)
        return vault

    def _vault(
        self, data_key: bytearray, contents: Contents, digest: bytes, unconfirmed: Problem | None
    ) -> Vault:
        live = LiveContents(
            self._file,
            data_key,
            contents,
            digest,
            self._seen,
            self._entries,
            unconfirmed=unconfirmed,
        )
        ways_in = WaysIn(
            live, self._keychain, self._entries, cost=self._cost, patience_s=self._patience_s
        )
        return Vault(live, ways_in, Transfer(live, cost=self._cost))

    def _new_slots(
        self, vault_id: str, data_key: bytearray, passphrase: Secret | None, also_keychain: bool
    ) -> tuple[Slot, ...]:
        slots: list[Slot] = []
        if passphrase is not None:
            cost = affordable_cost(self._cost)
            slots.append(make_passphrase_slot(vault_id, data_key, passphrase, cost))
        if passphrase is None or also_keychain:
            if self._keychain is None:
                raise ProblemError(Problem(ProblemId.KEYCHAIN_MISSING))
            patience = Patience(self._patience_s)
            account = new_account()
            self._entries.expect([], new=account)
            slots.append(make_keychain_slot(vault_id, data_key, self._keychain, account, patience))
        return tuple(slots)

    def _sweep(self, in_vault: frozenset[str]) -> None:
        """Under the lock, where there is no backup: a failed creation leaves nothing behind."""
        if self._entries.pending:
            self._entries.sweep(in_vault, frozenset(), Patience(self._patience_s))

    def _require_no_orphan(self) -> None:
        """A backup without its vault is somebody's last copy: a new vault would bury it."""
        if self._file.backup_exists:
            raise ProblemError(self._file.problem(ProblemId.VAULT_GONE))
