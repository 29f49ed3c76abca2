"""The vault's file: read and understood, or in words why not; written in order."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.vault.cipher import SealBrokenError
from wizard.vault.durable_file import DurableFile
from wizard.vault.file_format import (
    FORMATS,
    MAX_BYTES,
    Formats,
    SealedFile,
    Slot,
    from_file,
    number_of,
)
from wizard.vault.older_copy import keep_older
from wizard.vault.strict_fields import VaultDamagedError, VaultNewerError
from wizard.vault.system_errors import place_values, write_problem

VAULT_NAME = "vault.rokey"
ENTRIES_NAME = "keychain-entries.json"  # written under the vault's lock


@dataclass(frozen=True, slots=True)
class Loaded:
    """One state of the file: its SHA-256 and its parts."""

    digest: bytes
    file: SealedFile


class VaultFile:
    """The vault's file in `folder`, its backup and its lock; read in every one of `formats`."""

    def __init__(
        self, folder: Path, *, lock_patience_s: float = 5.0, formats: Formats = FORMATS
    ) -> None:
        self._file = DurableFile(
            folder,
            VAULT_NAME,
            limit=MAX_BYTES,
            lock_patience_s=lock_patience_s,
            guards=(ENTRIES_NAME,),
        )
        self.path = self._file.path
        self.formats = formats

    def load(self) -> Loaded | None:
        """The file, understood as far as that goes without a key; None when there is none.

        Raises ProblemError.
        """
        data = self._file.read()
        return None if data is None else self._understood(hashlib.sha256(data).digest(), data)

    def load_if_other(self, known: bytes) -> Loaded | None:
        """As `load`; None when the file's SHA-256 is `known`.

        Raises ProblemError, also when there is none: VAULT_GONE or VAULT_GONE_ALONE.
        """
        data = self._file.read()
        if data is None:
            gone = ProblemId.VAULT_GONE if self.backup_exists else ProblemId.VAULT_GONE_ALONE
            raise ProblemError(self.problem(gone))
        digest = hashlib.sha256(data).digest()
        return None if digest == known else self._understood(digest, data)

    def _understood(self, digest: bytes, data: bytes) -> Loaded:
        with self.explained():
            return Loaded(digest, from_file(data, self.formats))

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what is wrong with the vault's bytes into a ProblemError."""
        try:
            yield
        except VaultNewerError as error:
            raise ProblemError(self.problem(ProblemId.VAULT_NEWER, str(error))) from None
        except (VaultDamagedError, SealBrokenError) as error:
            raise ProblemError(self.damaged(str(error))) from None

    def problem(self, problem_id: ProblemId, technical: str = "") -> Problem:
        """A problem with this file's places filled in."""
        return Problem(problem_id, technical, place_values(self.path))

    @property
    def backup_exists(self) -> bool:
        """Whether anything lies where the backup belongs."""
        return os.path.lexists(self._file.backup)

    @property
    def has_backup(self) -> bool:
        """Whether there is a backup that looks like a vault."""
        return self.load_backup() is not None

    def load_backup(self) -> Loaded | None:
        """The backup, understood as far as that goes without a key; None when it is of no use."""
        data = self._file.read_backup()
        try:
            if data is not None:
                return Loaded(hashlib.sha256(data).digest(), from_file(data, self.formats))
        except (VaultDamagedError, VaultNewerError):
            pass
        return None

    def backup_slots(self) -> tuple[Slot, ...] | None:
        """What opens the backup; none where there is no backup or a damaged one, None where
        nobody can tell.
        """
        data = self._file.read_backup()
        if data is None:
            return None if self.backup_exists else ()
        try:
            return from_file(data, self.formats).header.slots
        except VaultDamagedError:
            return ()
        except VaultNewerError:
            return None

    def confirm(self) -> Problem | None:
        """Make sure that vault and backup are on the disk by these names; a problem if not."""
        return self._file.confirm()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from writing."""
        with self._file.locked():
            yield

    def replace(self, data: bytes) -> Problem | None:
        """Write, under `locked`; None, or what remains unconfirmed. Raises ProblemError.

        A file in an older format is kept beside it first, for good.
        """
        if self.formats.has_older:
            self._keep_older(number_of(data))
        return self._file.replace(data)

    def forget_backup(self) -> Problem | None:
        """Make the backup equal to the vault, under `locked`; None, or what is wrong with it."""
        return self._file.forget_backup()

    @property
    def backup(self) -> Path:
        """Where the backup lies, if there is one."""
        return self._file.backup

    def set_aside(self, mark: str) -> Path | None:
        """Under `locked`: keep the file under a free name with `mark`; None where there is none.

        Until something takes the vault's place the file keeps its old name, too, where the file
        system knows two names for one file. Raises ProblemError.
        """
        names = (
            f"{VAULT_NAME}.{mark}{suffix}" for suffix in chain([""], (f".{n}" for n in count(2)))
        )
        path = next(path for path in map(self.path.with_name, names) if not os.path.lexists(path))
        try:
            try:
                os.link(self.path, path, follow_symlinks=False)
            except FileNotFoundError:
                return None
            except (OSError, NotImplementedError):
                self.path.rename(path)
        except OSError as error:
            raise ProblemError(write_problem(error, self.path)) from None
        return path

    def undo_set_aside(self, kept: Path | None) -> None:
        """Under `locked`: the file has its old name again and no other, if that can be."""
        if kept is not None:
            with suppress(OSError):
                if os.path.lexists(self.path):
                    kept.unlink()
                else:
                    kept.rename(self.path)

    def put_backup_back(self) -> Problem | None:
        """Under `locked`, once the vault was set aside: the backup's bytes become the vault.

        The backup stays. Gives what remains unconfirmed. Raises ProblemError.
        """
        data = self._file.read_backup()
        if data is None:
            raise ProblemError(self.problem(ProblemId.COPY_UNREADABLE))
        return self._file.replace(data, keep_backup=False)

    def damaged(self, technical: str) -> Problem:
        """The vault is damaged, with its backup to turn to if there is one."""
        if self.has_backup:
            return self.problem(ProblemId.VAULT_DAMAGED, technical)
        return self.problem(ProblemId.VAULT_DAMAGED_ALONE, technical)

    def _keep_older(self, new_number: int | None) -> None:
        before = self._file.read()
        number = None if before is None else number_of(before)
        if before is not None and number is not None and number != new_number:
            keep_older(self.path, before, number, limit=MAX_BYTES)
