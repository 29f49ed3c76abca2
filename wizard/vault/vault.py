"""An open vault: pairs, pending and saved keys, each change on the disk before it counts."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self

from wizard.core.credentials import Credentials, kind_of, secret_of
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import KeptKey, PastCheck, PendingKey, SavedKey
from wizard.core.venue import VenueId
from wizard.core.verdict import CheckedKey
from wizard.vault import record_rules as rules
from wizard.vault.live_contents import LiveContents
from wizard.vault.pairs import Pairs
from wizard.vault.records import Record, Records, utc
from wizard.vault.sealed_vault import open_secret, seal_secret
from wizard.vault.transfer import Transfer
from wizard.vault.ways_in import WaysIn


class Vault:
    """Made by VaultDoor; `ways_in` is what opens it, `transfer` takes keys out and in, `pairs`
    makes some.

    Every method that changes something raises ProblemError and then has changed nothing. Times
    are aware.
    """

    def __init__(self, live: LiveContents, ways_in: WaysIn, transfer: Transfer) -> None:
        self._live = live
        self.ways_in = ways_in
        self.transfer = transfer
        self.pairs = Pairs(live)

    @property
    def unconfirmed(self) -> Problem | None:
        """What remains to be said of the last change, which is in place all the same.

        SAVED_NOT_CONFIRMED: the disk did not confirm it. BACKUP_STALE: the backup still has
        what was removed.
        """
        return self._live.unconfirmed

    @property
    def older(self) -> bool:
        """Whether a later state of this vault was used here, and this one not changed since, nor
        accepted.
        """
        return self._live.older

    def accept_older(self) -> bool:
        """Whoever put it back goes on with it; nothing in the file changes. False: the folder
        does not take the note, so that it will be `older` again when it is opened next.
        """
        return self._live.accept_older()

    def pending_keys(self) -> tuple[PendingKey, ...]:
        """Keys that are sealed and not proven."""
        keys = (record.key for record in self._live.records)
        return tuple(key for key in keys if isinstance(key, PendingKey))

    def saved_keys(self) -> tuple[SavedKey, ...]:
        """Keys that were proven read-only. No secret is opened for this."""
        keys = (record.key for record in self._live.records)
        return tuple(key for key in keys if isinstance(key, SavedKey))

    def credentials(self, record_id: str) -> Credentials:
        """Open the one secret of this record. Raises ProblemError: KEY_GONE, PAIR_UNFINISHED."""
        return self._open_secret(rules.find_with_api_key(self._live.records, record_id))

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
        sealed = seal_secret(self._live.contents.vault_id, pending, credentials, self._live.key)
        return self._live.change(lambda records: rules.added(records, pending, sealed))

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
        there is one, in one write; also in the place of a pair. Raises ProblemError.
        """

        def edit(records: Records) -> tuple[Records, PendingKey]:
            before = rules.find_unproven(records, record_id)
            pending = replace(
                rules.as_pending(before, kind_of(credentials), credentials.api_key, now),
                name=before.name if name is None else rules.clean_name(name),
                venue=before.venue if venue is None else venue,
            )
            sealed = seal_secret(self._live.contents.vault_id, pending, credentials, self._live.key)
            return rules.exchanged(records, Record(pending, sealed)), pending

        return self._live.change(edit)

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
            credentials = opened = self._open_secret(rules.find_with_api_key(records, record_id))
            try:
                credentials = change(opened)
                pending = replace(
                    before,
                    venue=before.venue if venue is None else venue,
                    kind=kind_of(credentials),
                    api_key=credentials.api_key,
                    created_at=utc(now),
                )
                vault_id, key = self._live.contents.vault_id, self._live.key
                sealed = seal_secret(vault_id, pending, credentials, key)
            finally:
                for each in (opened, credentials):
                    secret_of(each).wipe()
            return rules.exchanged(records, Record(pending, sealed)), pending

        return self._live.change(edit)

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
            credentials = self._open_secret(rules.find_with_api_key(records, checked.record_id))
            try:
                changed = rules.proven(records, checked, credentials, past)
            finally:
                secret_of(credentials).wipe()
            if not still_wanted():
                raise ProblemError(Problem(ProblemId.CANCELLED))
            return changed

        return self._live.change(edit)

    def note_check(self, record_id: str, past: PastCheck) -> SavedKey:
        """Add a check to a saved key's history, which keeps the last 50. Raises ProblemError."""
        return self._live.change(lambda records: rules.noted(records, record_id, past))

    def rename(self, record_id: str, name: str) -> KeptKey:
        """Give a key another name. Raises ProblemError."""
        return self._live.change(lambda records: rules.renamed(records, record_id, name))

    def rename_unproven(self, record_id: str, name: str) -> KeptKey:
        """Give a pending key or pair another name, never one that was saved meanwhile.

        Raises ProblemError: KEY_GONE, KEY_SAVED_MEANWHILE, NAME_TAKEN.
        """
        return self._live.change(lambda records: rules.renamed_unproven(records, record_id, name))

    def remove(self, record_id: str) -> None:
        """Take a key out of the vault and out of its backup. Raises ProblemError."""
        self._live.change(lambda records: (rules.without(records, record_id), None), forget=True)

    def discard(self, record_id: str) -> None:
        """Take a pending key or pair out, as `remove` does; never one that was saved meanwhile.

        Raises ProblemError: KEY_GONE, KEY_SAVED_MEANWHILE.
        """
        self._live.change(
            lambda records: (rules.without_pending(records, record_id), None), forget=True
        )

    def reload(self) -> None:
        """Read what other programs may have changed. Raises ProblemError."""
        self._live.reload()

    def close(self) -> None:
        """Drop and wipe the keys; from then on everything raises VaultClosedError."""
        self._live.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open_secret(self, record: Record) -> Credentials:
        with self._live.file.explained():
            return open_secret(self._live.contents.vault_id, record, self._live.key)
