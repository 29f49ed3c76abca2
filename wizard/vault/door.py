"""The way into a vault: seeing whether there is one, trying the keychain, creating, opening."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.cipher import FULL_COST, KEY_BYTES, ArgonCost, SealBrokenError, random_bytes, wipe
from wizard.vault.file_format import (
    FORMATS,
    Formats,
    Header,
    KeychainSlot,
    PassphraseSlot,
    Slot,
)
from wizard.vault.keychain import Keychain
from wizard.vault.keychain_slot import make_keychain_slot, open_keychain_slot, try_out
from wizard.vault.passphrase_slot import (
    affordable_cost,
    make_passphrase_slot,
    open_passphrase_slot,
    require_long_enough,
)
from wizard.vault.patience import Patience
from wizard.vault.sealed_vault import Contents, open_vault, seal_vault
from wizard.vault.vault import Vault
from wizard.vault.vault_file import Loaded, VaultFile


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

    def presence(self) -> Presence:
        """Whether there is a vault and what would open it. Opens nothing.

        Raises ProblemError: damaged, newer, not a file, unreadable, or only the backup is left.
        """
        loaded = self._file.load()
        if loaded is None:
            self._require_no_orphan()
            return Presence.ABSENT
        slots = loaded.file.header.slots
        if any(isinstance(slot, KeychainSlot) for slot in slots):
            return Presence.OPENS_WITH_KEYCHAIN
        if any(isinstance(slot, PassphraseSlot) for slot in slots):
            return Presence.NEEDS_PASSPHRASE
        raise ProblemError(self._file.problem(ProblemId.VAULT_NEWER, "only unknown slots"))

    def plan(self) -> StoragePlan:
        """The storage check: a test value goes through the keychain and back.

        Never raises; whatever is wrong with the keychain is the reason for a passphrase.
        """
        if self._keychain is None:
            return KeptUnderPassphrase(Problem(ProblemId.KEYCHAIN_MISSING))
        patience = Patience(self._patience_s)
        problem = try_out(self._keychain, patience)
        if problem is not None:
            return KeptUnderPassphrase(problem)
        warning = self._keychain.weakness(patience.left_s)
        return KeptInKeychain(self._keychain.name, warning)

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
            except ProblemError:
                self._forget_entries(slots)
                raise
        return Vault(self._file, data_key, contents, sha256(data).digest(), unconfirmed=unconfirmed)

    def open(self, passphrase: Secret | None = None) -> Vault:
        """The vault that is there: with `passphrase`, or else with the keychain.

        Raises ProblemError: PASSPHRASE_NEEDED when the keychain does not open it but a
        passphrase would, PASSPHRASE_WRONG, KEYCHAIN_…, VAULT_….
        """
        loaded = self._file.load()
        if loaded is None:
            self._require_no_orphan()
            raise ProblemError(self._file.problem(ProblemId.VAULT_ABSENT))
        header = loaded.file.header
        if passphrase is None:
            data_key = self._ask_keychain(header)
        else:
            data_key = self._try_passphrase(header, passphrase)
        return self._opened(loaded, data_key)

    def give_up(self) -> None:
        """From another thread: stop waiting for the keychain."""
        if self._keychain is not None:
            self._keychain.give_up()

    def _opened(self, loaded: Loaded, data_key: bytearray) -> Vault:
        try:
            with self._file.explained():
                contents = open_vault(loaded.file, data_key)
        except ProblemError:
            wipe(data_key)
            raise
        return Vault(self._file, data_key, contents, loaded.digest)

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
            slots.append(make_keychain_slot(vault_id, data_key, self._keychain, patience))
        return tuple(slots)

    def _forget_entries(self, slots: tuple[Slot, ...]) -> None:
        """The vault did not come to be; its keychain entry opens nothing and may go."""
        for slot in slots:
            if isinstance(slot, KeychainSlot) and self._keychain is not None:
                self._keychain.delete(slot.account, self._patience_s)

    def _ask_keychain(self, header: Header) -> bytearray:
        has_passphrase = any(isinstance(slot, PassphraseSlot) for slot in header.slots)
        slots = [slot for slot in header.slots if isinstance(slot, KeychainSlot)]
        problem: Problem | None = None
        patience = Patience(self._patience_s)
        for slot in slots:
            if self._keychain is None:
                problem = Problem(ProblemId.KEYCHAIN_UNREACHABLE)
                break
            try:
                return open_keychain_slot(header.vault_id, slot, self._keychain, patience)
            except SealBrokenError:
                problem = self._file.damaged("a keychain slot does not fit")
            except ProblemError as error:
                problem = error.problem
        if has_passphrase:
            technical = "" if problem is None else problem.id
            raise ProblemError(Problem(ProblemId.PASSPHRASE_NEEDED, technical))
        if problem is None:
            problem = self._file.problem(ProblemId.VAULT_NEWER, "only unknown slots")
        raise ProblemError(problem)

    def _try_passphrase(self, header: Header, passphrase: Secret) -> bytearray:
        slots = [slot for slot in header.slots if isinstance(slot, PassphraseSlot)]
        for slot in slots:
            try:
                return open_passphrase_slot(header.vault_id, slot, passphrase)
            except SealBrokenError:
                continue
        raise ProblemError(Problem(ProblemId.PASSPHRASE_WRONG))

    def _require_no_orphan(self) -> None:
        """A backup without its vault is somebody's last copy: a new vault would bury it."""
        if self._file.backup_exists:
            raise ProblemError(self._file.problem(ProblemId.VAULT_GONE))
