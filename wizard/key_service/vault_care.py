"""Looking after an open vault: what opens it, its keys renewed, its keys carried elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.recovery_code import new_recovery_code
from wizard.core.secret import Secret
from wizard.key_service.storage import Storage
from wizard.vault.door import KeptInKeychain, KeptUnderPassphrase
from wizard.vault.incoming import Terms
from wizard.vault.merging import Imported
from wizard.vault.slots import Ways
from wizard.vault.transfer import opened_export


class VaultCare:
    """Every method may block: call it off the GUI thread. Raises ProblemError, and then the
    vault opens as it did before. Whoever gives a secret wipes it.

    What is given back: None, or what remains to be said though it is done.
    """

    def __init__(self, storage: Storage, terms: Callable[[], Terms]) -> None:
        """`terms`: what is asked of a file at this moment before its keys are taken in."""
        self._storage = storage
        self._terms = terms

    @property
    def ways(self) -> Ways:
        """What opens the open vault."""
        with self._storage.lane:
            return self._storage.vault.ways_in.ways

    def set_passphrase(self, passphrase: Secret) -> Problem | None:
        """Set a passphrase, or another one. Raises PASSPHRASE_TOO_SHORT."""
        with self._storage.lane:
            self._storage.vault.ways_in.set_passphrase(passphrase)
            return self._storage.unconfirmed()

    def remove_passphrase(self) -> Problem | None:
        """The keychain alone opens the vault. Raises LAST_WAY_IN."""
        with self._storage.lane:
            self._storage.vault.ways_in.remove_passphrase()
            return self._storage.unconfirmed()

    @staticmethod
    def new_code() -> Secret:
        """A recovery code to be shown. It opens nothing until `confirm_code`."""
        return new_recovery_code()

    def confirm_code(self, code: Secret, typed: Secret) -> Problem | None:
        """The code counts, now that its owner has typed it from paper.

        `typed`: as `read_recovery_code` gives it. Raises RECOVERY_CODE_DIFFERS.
        """
        require_same(code, typed)
        with self._storage.lane:
            self._storage.vault.ways_in.set_recovery_code(code)
            return self._storage.unconfirmed()

    def remove_code(self) -> Problem | None:
        """No recovery code opens the vault any more."""
        with self._storage.lane:
            self._storage.vault.ways_in.remove_recovery_code()
            return self._storage.unconfirmed()

    def keep_in_keychain(self) -> Problem | None:
        """Let the keychain open the vault, too. Raises KEYCHAIN_… when it is not to be trusted.

        A keychain without a password is refused here (KEYCHAIN_IN_CLEAR): the vault would get
        weaker than it is.
        """
        with self._storage.lane:
            match self._storage.plan():
                case KeptUnderPassphrase(reason):
                    raise ProblemError(reason)
                case KeptInKeychain(warning=Problem() as warning):
                    raise ProblemError(warning)
                case KeptInKeychain():
                    self._storage.vault.ways_in.keep_in_keychain()
                    self._storage.note_mended()
            return self._storage.unconfirmed()

    def leave_keychain(self, passphrase: Secret | None = None) -> Problem | None:
        """The keychain does not open the vault any more. Raises LAST_WAY_IN.

        `passphrase`: shows that its owner still knows it. Raises PASSPHRASE_WRONG.
        """
        with self._storage.lane:
            self._storage.vault.ways_in.leave_keychain(passphrase)
            return self._storage.unconfirmed()

    def require_passphrase(self, passphrase: Secret) -> None:
        """Try a passphrase; nothing is changed. Raises PASSPHRASE_WRONG, PASSPHRASE_UNSET."""
        with self._storage.lane:
            self._storage.vault.ways_in.require_passphrase(passphrase)

    def renew_keys(
        self, passphrase: Secret | None = None, code: Secret | None = None
    ) -> Problem | None:
        """Seal everything anew under new keys. `passphrase`: the present one, where there is one.

        `code`: a new recovery code that its owner typed from paper, where the vault has one.
        Raises PASSPHRASE_NEEDED, PASSPHRASE_WRONG, RECOVERY_CODE_NEEDED.
        """
        with self._storage.lane:
            self._storage.vault.ways_in.renew_keys(passphrase, code)
            self._storage.note_mended()  # it got a fresh entry, where it has one
            return self._storage.unconfirmed()

    def export(self, path: Path, passphrase: Secret, *, replace_file: bool = False) -> int:
        """Write all keys into a file of its own; gives how many. Raises EXPORT_…."""
        with self._storage.lane:
            self._storage.vault.reload()
            return self._storage.vault.transfer.export(path, passphrase, replace_file=replace_file)

    def look_at_file(self, path: Path, passphrase: Secret) -> int:
        """How many keys `import_file` would look at; needs no vault, so that none is made for a
        file that is not taken in. Raises IMPORT_….
        """
        with opened_export(path, passphrase, self._terms()) as (found, _):
            return len(found.records)

    def import_file(self, path: Path, passphrase: Secret) -> Imported:
        """Take in the keys of such a file; nothing here is written over. Raises IMPORT_…."""
        with self._storage.lane:
            return self._storage.vault.transfer.import_file(path, passphrase, self._terms())


def require_same(code: Secret, typed: Secret) -> None:
    """Raises ProblemError: RECOVERY_CODE_DIFFERS."""
    if code != typed:
        raise ProblemError(Problem(ProblemId.RECOVERY_CODE_DIFFERS))
