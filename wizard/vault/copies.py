"""The vault's backup: what is in it, and putting it in the place of a vault that does not open.

The damaged file is never written over: it is kept beside, under a name with the date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.cipher import wipe
from wizard.vault.file_format import PassphraseUse
from wizard.vault.last_seen import LastSeen
from wizard.vault.records import Record
from wizard.vault.sealed_vault import open_vault
from wizard.vault.slots import Ways, ways_of
from wizard.vault.unlocking import Unlocking
from wizard.vault.vault_file import Loaded, VaultFile

_DAMAGED = {ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE, ProblemId.VAULT_TOO_LARGE}
# The vault is whole, but this way into it is lost; its backup may still have it.
_CLOSED = {
    ProblemId.KEYCHAIN_ENTRY_GONE,
    ProblemId.KEYCHAIN_ENTRY_WRONG,
    ProblemId.PASSPHRASE_UNSET,
    ProblemId.PASSPHRASE_WRONG,
    ProblemId.RECOVERY_CODE_UNSET,
    ProblemId.RECOVERY_CODE_WRONG,
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A day from the ends of the calendar: every time zone has a date for it.
_EARLIEST = datetime(1, 1, 2, tzinfo=UTC)
_LATEST = datetime(9999, 12, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BackupFound:
    """The backup. `written_at`: UTC. `keys`: how many are in it, None while it is closed.

    `names`: theirs, in the order of the vault; none while it is closed.
    """

    path: Path
    written_at: datetime
    ways: Ways
    keys: int | None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """The backup is the vault now. `kept`: where the damaged file went, if there was one."""

    kept: Path | None
    unconfirmed: Problem | None


class Copies:
    """For a vault that is damaged or gone. Raises ProblemError, and then nothing was changed."""

    def __init__(self, file: VaultFile, unlocking: Unlocking, seen: LastSeen) -> None:
        self._file = file
        self._unlocking = unlocking
        self._seen = seen

    def look(self, passphrase: Secret | None = None, code: Secret | None = None) -> BackupFound:
        """What the backup is; with a passphrase or a code also what is in it.

        Without either the keychain is asked; where that does not open it, `keys` stays None.
        Raises ProblemError: COPY_ABSENT, COPY_UNREADABLE, COPY_CLOSED.
        """
        loaded = self._load()
        typed = passphrase is not None or code is not None
        try:
            records: tuple[Record, ...] | None = self._open(loaded, passphrase, code)
        except ProblemError as error:
            if error.problem.id in _DAMAGED:
                raise ProblemError(self._file.problem(ProblemId.COPY_UNREADABLE)) from None
            if typed:
                raise ProblemError(Problem(ProblemId.COPY_CLOSED, error.problem.id)) from None
            records = None
        ways = ways_of(loaded.file.header.slots)
        path, when = self._file.backup, self._written_at()
        if records is None:
            return BackupFound(path, when, ways, None)
        names = tuple(record.key.name for record in records)
        return BackupFound(path, when, ways, len(records), names)

    def put_back(
        self, passphrase: Secret | None = None, code: Secret | None = None, *, now: datetime
    ) -> Restored:
        """Make the backup the vault. Raises ProblemError: VAULT_WELL when it is not needed.

        In the place of a vault that is only closed to this passphrase, code or keychain the
        backup has to open; in the place of a damaged one it may stay closed. A damaged backup
        takes no place.
        """
        with self._file.locked():
            closed = self._closed(passphrase, code)
            loaded = self._load()
            try:
                self._open(loaded, passphrase, code)
            except ProblemError as error:
                if error.problem.id in _DAMAGED:
                    raise ProblemError(self._file.problem(ProblemId.COPY_UNREADABLE)) from None
                if closed is not None:
                    raise ProblemError(closed) from None
            kept = self._file.set_aside(f"damaged-{now.astimezone(UTC):%Y%m%d-%H%M%S}")
            try:
                unconfirmed = self._file.put_backup_back()
            except ProblemError:
                self._file.undo_set_aside(kept)
                raise
            self._seen.note(loaded.file.header.vault_id, loaded.file.header.generation)
            return Restored(kept, unconfirmed)

    def _open(
        self, loaded: Loaded, passphrase: Secret | None, code: Secret | None
    ) -> tuple[Record, ...]:
        header = loaded.file.header
        if passphrase is not None:
            key = self._unlocking.by_typing(header, passphrase, PassphraseUse.PASSPHRASE)
        elif code is not None:
            key = self._unlocking.by_typing(header, code, PassphraseUse.RECOVERY_CODE)
        else:
            key = self._unlocking.by_keychain(header)
        try:
            with self._file.explained():
                return tuple(open_vault(loaded.file, key).records)
        finally:
            wipe(key)

    def _load(self) -> Loaded:
        if not self._file.backup_exists:
            raise ProblemError(self._file.problem(ProblemId.COPY_ABSENT))
        loaded = self._file.load_backup()
        if loaded is None:
            raise ProblemError(self._file.problem(ProblemId.COPY_UNREADABLE))
        return loaded

    def _written_at(self) -> datetime:
        try:
            seconds = self._file.backup.stat().st_mtime
        except OSError:
            raise ProblemError(self._file.problem(ProblemId.COPY_UNREADABLE)) from None
        try:
            return min(max(_EPOCH + timedelta(seconds=seconds), _EARLIEST), _LATEST)
        except OverflowError:  # a disk may claim a file of the year 200,000
            return _LATEST if seconds > 0 else _EARLIEST

    def _closed(self, passphrase: Secret | None, code: Secret | None) -> Problem | None:
        """None: the vault is damaged or gone. A problem: this way into it is lost.

        Raises ProblemError for a vault that opens, that may open tomorrow or in another way.
        """
        try:
            loaded = self._file.load()
            if loaded is None:
                return None
            self._open(loaded, passphrase, code)
        except ProblemError as error:
            if error.problem.id in _DAMAGED:
                return None
            if error.problem.id in _CLOSED:
                return error.problem
            raise
        raise ProblemError(self._file.problem(ProblemId.VAULT_WELL))
