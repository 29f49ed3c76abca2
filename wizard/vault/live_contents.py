"""What an open vault holds in memory, kept in step with the file: each change is on the disk first.

Not for several threads at once; safe beside other processes: a change that another window made
is read first, and ours is made again on top of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.vault.cipher import wipe
from wizard.vault.file_format import MAX_SLOTS
from wizard.vault.keychain_entries import KeychainEntries
from wizard.vault.last_seen import LastSeen
from wizard.vault.records import Records
from wizard.vault.sealed_vault import (
    Contents,
    VaultFullError,
    next_generation,
    open_vault,
    seal_vault,
)
from wizard.vault.vault_file import Loaded, VaultFile

_Result = TypeVar("_Result")


class VaultClosedError(RuntimeError):
    """The vault was closed; whoever still needs it has to open it again."""


class LiveContents:
    """The contents of `file` under `data_key`, which is wiped when this is closed.

    What changes something raises ProblemError and then has changed nothing.
    """

    def __init__(
        self,
        file: VaultFile,
        data_key: bytearray,
        contents: Contents,
        digest: bytes,
        seen: LastSeen,
        entries: KeychainEntries,
        *,
        unconfirmed: Problem | None = None,
    ) -> None:
        self.file = file
        self._data_key: bytearray | None = data_key
        self._contents = contents
        self._digest = digest
        self._seen = seen
        self._entries = entries
        self.older = seen.is_older(contents.vault_id, contents.generation)
        self.unconfirmed = unconfirmed
        if not self.older:
            seen.note(contents.vault_id, contents.generation)

    @property
    def key(self) -> bytearray:
        """The data key; never kept by the caller."""
        return self._require_open()

    @property
    def contents(self) -> Contents:
        """All of it, every secret still sealed."""
        self._require_open()
        return self._contents

    @property
    def records(self) -> Records:
        """The keys, every secret still sealed. Raises ProblemError: VAULT_NEWER."""
        with self.file.explained():
            return tuple(self.contents.records)

    def change(
        self, edit: Callable[[Records], tuple[Records, _Result]], *, forget: bool = False
    ) -> _Result:
        """Under the lock: see what others wrote, edit, seal, write. Then only it counts.

        `forget`: what is not there any more must not be in the backup either; whoever opens the
        vault next sees to that, too, if this program dies of it.
        """
        with self.file.locked():
            self._catch_up()
            records, result = edit(self.records)
            if forget:
                self._entries.expect()
            self._write(replace(self._contents, records=records), self.key)
            if forget:
                self._forget(ProblemId.BACKUP_STALE)
                if self.unconfirmed is None:
                    self._entries.settle()
        return result

    def rework(
        self,
        edit: Callable[[Contents, bytearray], tuple[Contents, bytearray]],
        afterwards: Callable[[], None],
    ) -> None:
        """As `change`, for the ways in or the data key itself: `edit` takes contents and data
        key and gives those that shall be. The backup is made equal: an old way in must not open.
        `afterwards`: what else is done before anybody else may write; it raises nothing.
        """
        with self.file.locked():
            self._catch_up()
            before = self.key
            contents, data_key = edit(self._contents, before)
            try:
                self._require_room(contents)
                self._entries.expect()
                self._write(contents, data_key)
            except BaseException:
                if data_key is not before:
                    wipe(data_key)
                raise
            self._data_key = data_key
            if data_key is not before:
                wipe(before)
            self._forget(ProblemId.BACKUP_OPENS_OLD_WAY)
            afterwards()

    def renew_backup(self) -> bool:
        """Under the lock: a backup from before a change that may not be over is made equal.

        Only where it is an earlier state of the vault that is open here. False: it failed, or
        cannot be told, and is to be tried again.
        """
        loaded, backup = self.file.load(), self.file.load_backup()
        if loaded is None or loaded.digest != self._digest:
            return False
        if backup is None:
            return True  # what a backup that nobody can read asks for, the sweep knows
        now, then = loaded.file.header, backup.file.header
        is_earlier = then.vault_id == now.vault_id and then.generation < now.generation
        return not is_earlier or self.file.forget_backup() is None

    def accept_older(self) -> bool:
        """From now on this state is the newest known; the file stays. False: not remembered."""
        self._require_open()
        self._seen.note(self._contents.vault_id, self._contents.generation)
        self.older = self._seen.is_older(self._contents.vault_id, self._contents.generation)
        return not self.older

    def reload(self) -> None:
        """Read what other programs may have changed. Raises ProblemError."""
        self._catch_up()

    def close(self) -> None:
        """Drop and wipe the keys; from then on everything raises VaultClosedError."""
        if self._data_key is not None:
            wipe(self._data_key)
            self._data_key = None
        self._contents = replace(self._contents, records=())

    def _require_room(self, contents: Contents) -> None:
        if len(contents.slots) > MAX_SLOTS:
            raise ProblemError(self.file.problem(ProblemId.WAYS_FULL))

    def _require_open(self) -> bytearray:
        if self._data_key is None:
            raise VaultClosedError("The vault is closed.")
        return self._data_key

    def _write(self, contents: Contents, data_key: bytearray) -> None:
        form = self.file.formats.newest
        # Into another format each record is written for the first time.
        proven = self._contents.records if self._contents.form is form else ()
        contents = replace(next_generation(contents), form=form)
        try:
            with self.file.explained():
                data = seal_vault(contents, data_key, form, proven=proven)
        except VaultFullError:
            raise ProblemError(self.file.problem(ProblemId.VAULT_FULL)) from None
        self.unconfirmed = self.file.replace(data)
        self._contents, self._digest = contents, sha256(data).digest()
        self._seen.note(contents.vault_id, contents.generation)
        self.older = False

    def _forget(self, otherwise: ProblemId) -> None:
        stale = self.file.forget_backup()
        if stale is not None:
            self.unconfirmed = self.file.problem(otherwise, stale.technical)

    def _catch_up(self) -> None:
        self._require_open()
        loaded = self.file.load_if_other(self._digest)
        if loaded is not None:
            self._adopt(loaded)

    def _adopt(self, loaded: Loaded) -> None:
        """Go on from what another program wrote, if that is a later state of this very vault."""
        header, known = loaded.file.header, self._contents
        if header.vault_id != known.vault_id or header.generation <= known.generation:
            raise ProblemError(self.file.problem(ProblemId.VAULT_REPLACED))
        try:
            with self.file.explained():
                self._contents = open_vault(loaded.file, self.key)
        except ProblemError as error:
            if header.slots != known.slots and error.problem.id is not ProblemId.VAULT_NEWER:
                raise ProblemError(self.file.problem(ProblemId.VAULT_REPLACED)) from None
            raise
        self._digest = loaded.digest
        self.older = self._seen.is_older(header.vault_id, header.generation)
        if not self.older:
            self._seen.note(header.vault_id, header.generation)
