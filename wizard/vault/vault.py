"""An open vault: pending and saved keys, each change on the disk before it counts.

Not for several threads at once; safe beside other processes: a change that another window made
is read first, and ours is made again on top of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from types import TracebackType
from typing import Self, TypeVar

from wizard.core.credentials import Credentials, kind_of
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import PastCheck, PendingKey, SavedKey
from wizard.core.venue import VenueId
from wizard.core.verdict import CheckedKey
from wizard.vault import record_rules as rules
from wizard.vault.cipher import wipe
from wizard.vault.records import Record, Records, utc
from wizard.vault.sealed_vault import (
    Contents,
    VaultFullError,
    next_generation,
    open_secret,
    open_vault,
    seal_secret,
    seal_vault,
)
from wizard.vault.vault_file import Loaded, VaultFile

_Result = TypeVar("_Result")


class VaultClosedError(RuntimeError):
    """The vault was closed; whoever still needs it has to open it again."""


class Vault:
    """Made by VaultDoor. Every method that changes something raises ProblemError and then has
    changed nothing. Times are aware.
    """

    def __init__(
        self,
        file: VaultFile,
        data_key: bytearray,
        contents: Contents,
        digest: bytes,
        *,
        unconfirmed: Problem | None = None,
    ) -> None:
        self._file = file
        self._data_key: bytearray | None = data_key
        self._contents = contents
        self._digest = digest
        self._unconfirmed = unconfirmed

    @property
    def unconfirmed(self) -> Problem | None:
        """What remains to be said of the last change, which is in place all the same.

        SAVED_NOT_CONFIRMED: the disk did not confirm it. BACKUP_STALE: the backup still has
        what was removed.
        """
        return self._unconfirmed

    def pending_keys(self) -> tuple[PendingKey, ...]:
        """Keys that are sealed and not proven."""
        keys = (record.key for record in self._records)
        return tuple(key for key in keys if isinstance(key, PendingKey))

    def saved_keys(self) -> tuple[SavedKey, ...]:
        """Keys that were proven read-only. No secret is opened for this."""
        keys = (record.key for record in self._records)
        return tuple(key for key in keys if isinstance(key, SavedKey))

    def credentials(self, record_id: str) -> Credentials:
        """Open the one secret of this record. Raises ProblemError."""
        return self._open_secret(rules.find(self._records, record_id))

    def seal(
        self,
        name: str,
        venue: VenueId,
        credentials: Credentials,
        *,
        now: datetime,
        replaces: str | None = None,
    ) -> PendingKey:
        """Seal credentials as a new pending key; `replaces` is a saved key that goes when this
        one is proven, if it is still there. Raises ProblemError, for example NAME_TAKEN or
        KEY_ALREADY_HERE.
        """
        pending = PendingKey(
            record_id=secrets.token_hex(8),
            name=rules.clean_name(name),
            venue=venue,
            kind=kind_of(credentials),
            api_key=credentials.api_key,
            created_at=utc(now),
            replaces=replaces,
        )
        sealed = seal_secret(self._contents.vault_id, pending, credentials, self._key)
        return self._change(lambda records: rules.added(records, pending, sealed))

    def reseal(
        self,
        record_id: str,
        credentials: Credentials,
        *,
        now: datetime,
        name: str | None = None,
        venue: VenueId | None = None,
    ) -> PendingKey:
        """Put credentials under the same pending key anew, with another `name` or `venue` if
        there is one, in one write. Raises ProblemError.
        """

        def edit(records: Records) -> tuple[Records, PendingKey]:
            before = rules.find_pending(records, record_id)
            pending = replace(
                before,
                name=before.name if name is None else rules.clean_name(name),
                venue=before.venue if venue is None else venue,
                kind=kind_of(credentials),
                api_key=credentials.api_key,
                created_at=utc(now),
            )
            sealed = seal_secret(self._contents.vault_id, pending, credentials, self._key)
            return rules.exchanged(records, Record(pending, sealed)), pending

        return self._change(edit)

    def rework(
        self,
        record_id: str,
        change: Callable[[Credentials], Credentials],
        *,
        now: datetime,
        venue: VenueId | None = None,
    ) -> PendingKey:
        """Change a pending key's credentials as they lie in the vault now, whoever wrote them
        last, or its `venue`. Raises ProblemError, also when `change` does.
        """

        def edit(records: Records) -> tuple[Records, PendingKey]:
            before = rules.find_pending(records, record_id)
            credentials = change(self._open_secret(rules.find(records, record_id)))
            pending = replace(
                before,
                venue=before.venue if venue is None else venue,
                kind=kind_of(credentials),
                api_key=credentials.api_key,
                created_at=utc(now),
            )
            sealed = seal_secret(self._contents.vault_id, pending, credentials, self._key)
            return rules.exchanged(records, Record(pending, sealed)), pending

        return self._change(edit)

    def commit(
        self,
        checked: CheckedKey,
        past: PastCheck,
        still_wanted: Callable[[], bool] = lambda: True,
    ) -> SavedKey:
        """Turn a pending key into a saved one; what it replaces goes in the same write.

        Raises ProblemError: PROOF_STALE when the proof is not about these very credentials,
        CANCELLED when `still_wanted` says no after all waiting is over.
        """

        def edit(records: Records) -> tuple[Records, SavedKey]:
            credentials = self._open_secret(rules.find(records, checked.record_id))
            changed = rules.proven(records, checked, credentials, past)
            if not still_wanted():
                raise ProblemError(Problem(ProblemId.CANCELLED))
            return changed

        return self._change(edit)

    def note_check(self, record_id: str, past: PastCheck) -> SavedKey:
        """Add a check to a saved key's history, which keeps the last 50. Raises ProblemError."""
        return self._change(lambda records: rules.noted(records, record_id, past))

    def rename(self, record_id: str, name: str) -> SavedKey | PendingKey:
        """Give a key another name. Raises ProblemError."""
        return self._change(lambda records: rules.renamed(records, record_id, name))

    def remove(self, record_id: str) -> None:
        """Take a key out of the vault and out of its backup. Raises ProblemError."""
        self._change(lambda records: (rules.without(records, record_id), None), forget=True)

    def discard(self, record_id: str) -> None:
        """Take a pending key out, as `remove` does; never one that was saved meanwhile.

        Raises ProblemError: KEY_GONE, KEY_SAVED_MEANWHILE.
        """
        self._change(lambda records: (rules.without_pending(records, record_id), None), forget=True)

    def reload(self) -> None:
        """Read what other programs may have changed. Raises ProblemError."""
        self._catch_up()

    def close(self) -> None:
        """Drop and wipe the keys; from then on everything raises VaultClosedError."""
        if self._data_key is not None:
            wipe(self._data_key)
            self._data_key = None
        self._contents = replace(self._contents, records=())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _key(self) -> bytearray:
        return self._require_open()

    def _require_open(self) -> bytearray:
        if self._data_key is None:
            raise VaultClosedError("The vault is closed.")
        return self._data_key

    @property
    def _records(self) -> Records:
        self._require_open()
        return self._contents.records

    def _open_secret(self, record: Record) -> Credentials:
        with self._file.explained():
            return open_secret(self._contents.vault_id, record, self._key)

    def _change(
        self, edit: Callable[[Records], tuple[Records, _Result]], *, forget: bool = False
    ) -> _Result:
        """Under the lock: see what others wrote, edit, seal, write. Then only it counts."""
        with self._file.locked():
            self._catch_up()
            records, result = edit(self._records)
            contents = next_generation(self._contents, records)
            try:
                data = seal_vault(contents, self._key)
            except VaultFullError:
                raise ProblemError(self._file.problem(ProblemId.VAULT_FULL)) from None
            self._unconfirmed = self._file.replace(data)
            self._contents, self._digest = contents, sha256(data).digest()
            if forget:
                self._unconfirmed = self._file.forget_backup() or self._unconfirmed
        return result

    def _catch_up(self) -> None:
        self._require_open()
        loaded = self._file.load()
        if loaded is None:
            has_copy = self._file.backup_exists
            gone = ProblemId.VAULT_GONE if has_copy else ProblemId.VAULT_GONE_ALONE
            raise ProblemError(self._file.problem(gone))
        if loaded.digest != self._digest:
            self._adopt(loaded)

    def _adopt(self, loaded: Loaded) -> None:
        """Go on from what another program wrote, if that is a later state of this very vault."""
        header, known = loaded.file.header, self._contents
        if header.vault_id != known.vault_id or header.generation <= known.generation:
            raise ProblemError(self._file.problem(ProblemId.VAULT_REPLACED))
        try:
            with self._file.explained():
                self._contents = open_vault(loaded.file, self._key)
        except ProblemError as error:
            if header.slots != known.slots and error.problem.id is not ProblemId.VAULT_NEWER:
                raise ProblemError(self._file.problem(ProblemId.VAULT_REPLACED)) from None
            raise
        self._digest = loaded.digest
