"""What opens an open vault, and changing that: passphrase, recovery code, keychain, all keys.

In every change the new way in is made and tried first, the vault is switched in one write, and
the old way goes last: killed anywhere, the old ways open the vault or the new ones do.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.cipher import (
    KEY_BYTES,
    SMALL_COST,
    ArgonCost,
    SealBrokenError,
    random_bytes,
    wipe,
)
from wizard.vault.file_format import PassphraseSlot, PassphraseUse, Slot
from wizard.vault.keychain import Keychain
from wizard.vault.keychain_entries import KeychainEntries
from wizard.vault.keychain_slot import make_keychain_slot, new_account, open_keychain_slot
from wizard.vault.live_contents import LiveContents
from wizard.vault.passphrase_slot import (
    affordable_cost,
    make_passphrase_slot,
    open_passphrase_slot,
    require_long_enough,
)
from wizard.vault.patience import Patience
from wizard.vault.sealed_vault import Contents, sealed_for
from wizard.vault.slots import (
    Slots,
    Ways,
    accounts_of,
    keychain_slots,
    passphrase_slots,
    require_usual_way,
    ways_of,
    without_keychain,
    without_use,
)

_SlotsOf = Callable[[Contents, bytearray], Slots]
_PASSPHRASE = PassphraseUse.PASSPHRASE
_CODE = PassphraseUse.RECOVERY_CODE
# After these the keychain is asked to forget what the change would have needed.
_NOT_WRITTEN = {
    ProblemId.DISK_FULL,
    ProblemId.FOLDER_NOT_WRITABLE,
    ProblemId.VAULT_FULL,
    ProblemId.WAYS_FULL,
    ProblemId.WRITE_FAILED,
}
_AT_OPENING_S = 5.0


class WaysIn:
    """Every method may block for `patience_s` on a keychain and for a second on Argon2id.

    Raises ProblemError, and then the vault opens as it did before.
    """

    def __init__(
        self,
        live: LiveContents,
        keychain: Keychain | None,
        entries: KeychainEntries,
        *,
        cost: ArgonCost,
        patience_s: float,
    ) -> None:
        self._live = live
        self._keychain = keychain
        self._entries = entries
        self._cost = cost
        self._patience_s = patience_s

    @property
    def ways(self) -> Ways:
        """What opens the vault now."""
        return ways_of(self._live.contents.slots)

    def set_passphrase(self, passphrase: Secret) -> None:
        """From now on this passphrase opens the vault, and no other one."""
        require_long_enough(passphrase)
        self._change(lambda contents, key: self._with_passphrase(contents, key, passphrase))

    def remove_passphrase(self) -> None:
        """No passphrase opens the vault any more; the keychain does."""
        self._change(lambda contents, key: self._without(contents, key, _PASSPHRASE))

    def set_recovery_code(self, code: Secret) -> None:
        """From now on this code opens the vault, too, and no earlier one.

        Only for a code that its owner has written down and typed once more.
        """
        self._change(lambda contents, key: self._with_code(contents, key, code))

    def remove_recovery_code(self) -> None:
        """No recovery code opens the vault any more."""
        self._change(lambda contents, key: self._without(contents, key, _CODE))

    def keep_in_keychain(self) -> None:
        """Put a fresh key into the keychain, in the place of whatever was there for this vault."""
        self._change(self._with_keychain)

    def leave_keychain(self, passphrase: Secret | None = None) -> None:
        """The keychain does not open the vault any more; a passphrase does.

        `passphrase`: shows that its owner still knows it. Raises PASSPHRASE_WRONG.
        """

        def slots_of(contents: Contents, key: bytearray) -> Slots:
            slots = require_usual_way(without_keychain(contents.slots))
            if passphrase is not None:
                self._require_opens(contents, key, passphrase)
            return slots

        self._change(slots_of)

    def require_passphrase(self, passphrase: Secret) -> None:
        """Try a passphrase; nothing is changed. Raises PASSPHRASE_WRONG, PASSPHRASE_UNSET."""
        self._live.reload()
        if not self.ways.passphrase:
            raise ProblemError(Problem(ProblemId.PASSPHRASE_UNSET))
        self._require_opens(self._live.contents, self._live.key, passphrase)

    def renew_keys(self, passphrase: Secret | None = None, code: Secret | None = None) -> None:
        """A new data key, every secret sealed anew, and every way in made anew.

        `passphrase`: the one that opens the vault; it stays. `code`: a new recovery code that
        its owner has written down; the old one ends. Each is needed where the vault has one.
        """

        def edit(contents: Contents, before: bytearray) -> tuple[Contents, bytearray]:
            ways = ways_of(contents.slots)
            self._require_all(contents, ways, before, passphrase, code)
            data_key = random_bytes(KEY_BYTES)
            try:
                with self._live.file.explained():
                    renewed = sealed_for(contents, before, contents.vault_id, data_key)
                slots: list[Slot] = []
                if passphrase is not None:
                    slots.append(self._passphrase_slot(contents, data_key, passphrase))
                if code is not None:
                    slots.append(self._code_slot(contents, data_key, code))
                if ways.keychain:
                    slots.append(self._keychain_slot(contents, data_key))
            except BaseException:
                wipe(data_key)
                raise
            return replace(renewed, slots=tuple(slots)), data_key

        self._rework(edit)

    def settle(self, *, ask_keychain: bool) -> None:
        """See a change to its end that was begun before, here or by a program that died of it.

        Does nothing where there is none, and raises nothing. `ask_keychain`: whether it may be
        asked to forget something; one that is locked would ask its owner.
        """
        if self._entries.pending:
            patience = Patience(min(self._patience_s, _AT_OPENING_S))
            with suppress(ProblemError), self._live.file.locked():
                if self._live.renew_backup():
                    self._sweep(patience if ask_keychain else None)

    def _change(self, slots_of: _SlotsOf) -> None:
        def edit(contents: Contents, key: bytearray) -> tuple[Contents, bytearray]:
            slots = slots_of(contents, key)
            going = accounts_of(contents.slots) - accounts_of(slots)
            self._entries.expect(sorted(going))
            return replace(contents, slots=slots), key

        self._rework(edit)

    def _rework(self, edit: Callable[[Contents, bytearray], tuple[Contents, bytearray]]) -> None:
        try:
            self._live.rework(edit, self._sweep_after)
        except ProblemError as error:
            if error.problem.id in _NOT_WRITTEN:
                self.settle(ask_keychain=True)
            raise

    def _sweep_after(self) -> None:
        # What is not surely on the disk may be gone tomorrow, and the old key needed again.
        if self._live.unconfirmed is None and not self._sweep(Patience(self._patience_s)):
            self._live.unconfirmed = Problem(ProblemId.OLD_KEY_LEFT)

    def _sweep(self, patience: Patience | None) -> bool:
        """Under the lock: whether nothing is left that opens neither vault nor backup."""
        try:
            loaded = self._live.file.load()
        except ProblemError:
            return False
        backup = self._live.file.backup_slots()
        # Where a later state of the vault was seen, that one may come back and need its entry.
        if loaded is None or backup is None or self._live.older or self._live.file.confirm():
            return False
        in_vault = accounts_of(loaded.file.header.slots)
        return self._entries.sweep(in_vault, accounts_of(backup), patience)

    def _without(self, contents: Contents, key: bytearray, use: PassphraseUse) -> Slots:
        slots = require_usual_way(without_use(contents.slots, use))
        if not passphrase_slots(slots, _PASSPHRASE):
            self._require_keychain(contents, key)
        return slots

    def _require_keychain(self, contents: Contents, key: bytearray) -> None:
        """Nothing else may be taken away while the keychain does not really open the vault."""
        if self._keychain is None:
            raise ProblemError(Problem(ProblemId.KEYCHAIN_MISSING))
        patience = Patience(self._patience_s)
        for slot in keychain_slots(contents.slots):
            try:
                found = open_keychain_slot(contents.vault_id, slot, self._keychain, patience)
            except SealBrokenError:
                raise ProblemError(Problem(ProblemId.KEYCHAIN_ENTRY_WRONG)) from None
            is_ours = found == key
            wipe(found)
            if not is_ours:
                raise ProblemError(Problem(ProblemId.KEYCHAIN_ENTRY_WRONG))

    def _with_passphrase(self, contents: Contents, key: bytearray, passphrase: Secret) -> Slots:
        slot = self._passphrase_slot(contents, key, passphrase)
        return (*without_use(contents.slots, _PASSPHRASE), slot)

    def _with_code(self, contents: Contents, key: bytearray, code: Secret) -> Slots:
        return (*without_use(contents.slots, _CODE), self._code_slot(contents, key, code))

    def _with_keychain(self, contents: Contents, key: bytearray) -> Slots:
        return (*without_keychain(contents.slots), self._keychain_slot(contents, key))

    def _passphrase_slot(
        self, contents: Contents, key: bytearray, passphrase: Secret
    ) -> PassphraseSlot:
        cost = affordable_cost(self._cost)
        return make_passphrase_slot(contents.vault_id, key, passphrase, cost)

    def _code_slot(self, contents: Contents, key: bytearray, code: Secret) -> PassphraseSlot:
        # 128 random bits cannot be guessed at any price, and the code must open on a computer
        # that is short of memory, too.
        cost = min(self._cost, SMALL_COST, key=lambda each: each.memory_kib)
        return make_passphrase_slot(contents.vault_id, key, code, cost, _CODE)

    def _keychain_slot(self, contents: Contents, key: bytearray) -> Slot:
        if self._keychain is None:
            raise ProblemError(Problem(ProblemId.KEYCHAIN_MISSING))
        account = new_account()
        self._entries.expect(sorted(accounts_of(contents.slots)), new=account)
        patience = Patience(self._patience_s)
        return make_keychain_slot(contents.vault_id, key, self._keychain, account, patience)

    def _require_all(
        self,
        contents: Contents,
        ways: Ways,
        key: bytearray,
        passphrase: Secret | None,
        code: Secret | None,
    ) -> None:
        """What is under a passphrase can be made anew only with it."""
        if ways.other:
            raise ProblemError(self._live.file.problem(ProblemId.VAULT_NEWER, "an unknown slot"))
        if ways.recovery_code != (code is not None):
            needed = ways.recovery_code
            wrong = ProblemId.RECOVERY_CODE_NEEDED if needed else ProblemId.RECOVERY_CODE_UNSET
            raise ProblemError(Problem(wrong))
        if ways.passphrase != (passphrase is not None):
            needed = ways.passphrase
            wrong = ProblemId.PASSPHRASE_NEEDED if needed else ProblemId.PASSPHRASE_UNSET
            raise ProblemError(Problem(wrong))
        if passphrase is not None:
            self._require_opens(contents, key, passphrase)

    @staticmethod
    def _require_opens(contents: Contents, key: bytearray, passphrase: Secret) -> None:
        for slot in passphrase_slots(contents.slots, _PASSPHRASE):
            try:
                found = open_passphrase_slot(contents.vault_id, slot, passphrase)
            except SealBrokenError:
                continue
            is_ours = found == key
            wipe(found)
            if is_ours:
                return
        raise ProblemError(Problem(ProblemId.PASSPHRASE_WRONG))
