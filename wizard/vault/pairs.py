"""Ed25519 pairs that are made here: sealed before anything of them is shown, named later.

A pair becomes an ordinary pending key when its API key is given; both are one write each.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime

from wizard.core.credentials import KeyKind
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import PendingKey, WaitingPair
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.vault import record_rules as rules
from wizard.vault.cipher import SealBrokenError
from wizard.vault.key_pair import NoPairError, make_pair, public_key_of
from wizard.vault.live_contents import LiveContents
from wizard.vault.records import Record, Records, utc
from wizard.vault.sealed_vault import open_part, seal_part


class Pairs:
    """Every method that changes something raises ProblemError and then has changed nothing.

    Times are aware.
    """

    def __init__(self, live: LiveContents) -> None:
        self._live = live

    def waiting(self) -> tuple[WaitingPair, ...]:
        """Pairs whose API key is not known yet. No secret is opened for this."""
        keys = (record.key for record in self._live.records)
        return tuple(key for key in keys if isinstance(key, WaitingPair))

    def make(
        self, name: str, venue: VenueId, *, now: datetime, replaces: str | None = None
    ) -> WaitingPair:
        """A new pair, its private key sealed and on the disk when this returns.

        `replaces` as in `Vault.seal`. Raises ProblemError, for example NAME_TAKEN.
        """
        name = rules.clean_name(name)
        private_key, public_key = make_pair()
        try:
            pair = WaitingPair(secrets.token_hex(8), name, venue, utc(now), replaces, public_key)
            sealed = seal_part(self._live.contents.vault_id, pair, private_key, self._live.key)
        finally:
            private_key.wipe()
        self._require_pair(Record(pair, sealed))
        return self._live.change(lambda records: rules.added(records, pair, sealed))

    def complete(self, record_id: str, api_key: Secret, *, now: datetime) -> PendingKey:
        """The pair with the API key that the exchange gave for it: a pending key from now on.

        It is no secret, but nothing prints it whole. A pending key with a private key of its
        owner's gets another API key. Raises ProblemError: KEY_GONE, KEY_SAVED_MEANWHILE,
        KEY_ALREADY_HERE; PRIVATE_KEY_UNKNOWN for a pending key that the exchange made.
        """

        def edit(records: Records) -> tuple[Records, PendingKey]:
            before = rules.find_unproven(records, record_id)
            if isinstance(before, PendingKey) and before.kind is KeyKind.HMAC:
                raise ProblemError(Problem(ProblemId.PRIVATE_KEY_UNKNOWN))
            kind = before.kind if isinstance(before, PendingKey) else KeyKind.ED25519
            pending = rules.as_pending(before, kind, api_key.reveal(), now)
            return self._sealed_anew(records, pending), pending

        return self._live.change(edit)

    def move(self, record_id: str, venue: VenueId) -> WaitingPair:
        """Take a pair for one of another venue. Raises ProblemError, also when it is none by now:
        KEY_GONE, KEY_SAVED_MEANWHILE.
        """

        def edit(records: Records) -> tuple[Records, WaitingPair]:
            pair = rules.find_unproven(records, record_id)
            if not isinstance(pair, WaitingPair):
                raise ProblemError(Problem(ProblemId.KEY_GONE))
            pair = replace(pair, venue=venue)
            return self._sealed_anew(records, pair), pair

        return self._live.change(edit)

    def public_key(self, record_id: str) -> str:
        """What the exchange has, or gets, for this pair or pending Ed25519 key: a PEM text.

        Raises ProblemError: KEY_GONE, KEY_SAVED_MEANWHILE, PRIVATE_KEY_UNKNOWN.
        """
        key = rules.find_unproven(self._live.records, record_id)
        if isinstance(key, WaitingPair):
            return key.public_key
        private_key = self._open(rules.find(self._live.records, record_id))
        try:
            return public_key_of(private_key)
        except NoPairError:
            raise ProblemError(Problem(ProblemId.PRIVATE_KEY_UNKNOWN)) from None
        finally:
            private_key.wipe()

    def _sealed_anew(self, records: Records, changed: WaitingPair | PendingKey) -> Records:
        """The private key bound to what its record is now."""
        private_key = self._open(rules.find(records, changed.record_id))
        try:
            vault_id, key = self._live.contents.vault_id, self._live.key
            sealed = seal_part(vault_id, changed, private_key, key)
        finally:
            private_key.wipe()
        return rules.exchanged(records, Record(changed, sealed))

    def _open(self, record: Record) -> Secret:
        with self._live.file.explained():
            return open_part(self._live.contents.vault_id, record, self._live.key)

    def _require_pair(self, record: Record) -> None:
        """What was sealed is opened once before the public key leads anywhere."""
        assert isinstance(record.key, WaitingPair)  # noqa: S101 (for the type checker)
        private_key = self._open(record)
        try:
            if public_key_of(private_key) != record.key.public_key:
                raise SealBrokenError("the halves of a pair do not belong together")
        finally:
            private_key.wipe()
