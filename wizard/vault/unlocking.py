"""From a vault's header to its data key: by the keychain, a passphrase or a recovery code."""

from __future__ import annotations

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.cipher import SealBrokenError
from wizard.vault.file_format import Header, PassphraseUse
from wizard.vault.keychain import Keychain
from wizard.vault.keychain_slot import open_keychain_slot
from wizard.vault.passphrase_slot import open_passphrase_slot
from wizard.vault.patience import Patience
from wizard.vault.slots import accounts_of, keychain_slots, passphrase_slots, ways_of
from wizard.vault.vault_file import VaultFile

# Not LOCKED and SILENT: what is locked today may open tomorrow.
_FOR_GOOD = {
    ProblemId.KEYCHAIN_ENTRY_GONE,
    ProblemId.KEYCHAIN_ENTRY_WRONG,
    ProblemId.KEYCHAIN_UNREACHABLE,
    ProblemId.VAULT_DAMAGED,
    ProblemId.VAULT_DAMAGED_ALONE,
}
_NO_USE = {
    PassphraseUse.PASSPHRASE: (ProblemId.PASSPHRASE_UNSET, ProblemId.PASSPHRASE_WRONG),
    PassphraseUse.RECOVERY_CODE: (ProblemId.RECOVERY_CODE_UNSET, ProblemId.RECOVERY_CODE_WRONG),
}


class Unlocking:
    """`refused`: why the keychain will never open the vault again, once that was found."""

    def __init__(self, file: VaultFile, keychain: Keychain | None, patience_s: float) -> None:
        self._file = file
        self._keychain = keychain
        self._patience_s = patience_s
        self.refused: Problem | None = None
        self._refused: frozenset[str] = frozenset()

    def by_keychain(self, header: Header) -> bytearray:
        """The data key, from the keychain.

        Raises ProblemError: PASSPHRASE_NEEDED or RECOVERY_CODE_NEEDED where that would open it.
        """
        self.refused = None
        problem: Problem | None = None
        patience = Patience(self._patience_s)
        for slot in keychain_slots(header.slots):
            if self._keychain is None:
                problem = Problem(ProblemId.KEYCHAIN_UNREACHABLE)
                break
            try:
                return open_keychain_slot(header.vault_id, slot, self._keychain, patience)
            except SealBrokenError:
                problem = self._file.damaged("a keychain slot does not fit")
            except ProblemError as error:
                problem = error.problem
        if problem is None:
            problem = self._file.problem(ProblemId.VAULT_NEWER, "only unknown slots")
        elif problem.id in _FOR_GOOD:
            self.refused, self._refused = problem, accounts_of(header.slots)
        raise ProblemError(self._other_way(header, problem))

    def _other_way(self, header: Header, problem: Problem) -> Problem:
        """What to ask for when the keychain does not open the vault."""
        ways = ways_of(header.slots)
        if ways.passphrase:
            return Problem(ProblemId.PASSPHRASE_NEEDED, problem.id)
        # A code on paper is not asked for because a keychain is locked today.
        if ways.recovery_code and (self.refused is not None or not ways.keychain):
            return Problem(ProblemId.RECOVERY_CODE_NEEDED, problem.id)
        return problem

    def by_typing(self, header: Header, typed: Secret, use: PassphraseUse) -> bytearray:
        """The data key, from a passphrase or a recovery code. Raises ProblemError."""
        slots = passphrase_slots(header.slots, use)
        for slot in slots:
            try:
                data_key = open_passphrase_slot(header.vault_id, slot, typed)
            except SealBrokenError:
                continue
            if accounts_of(header.slots) != self._refused:
                self.refused = None  # that was about other entries than this vault's
            return data_key
        unset, wrong = _NO_USE[use]
        raise ProblemError(Problem(wrong if slots else unset))
