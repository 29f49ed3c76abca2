"""What may be done to the records of a vault: each change takes records and gives new ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from wizard.core.credentials import Credentials, Fingerprint, KeyKind
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import (
    KeptKey,
    PastCheck,
    PendingKey,
    SavedKey,
    WaitingPair,
    read_name,
    same_name,
)
from wizard.core.venue import VenueId
from wizard.core.verdict import CheckedKey
from wizard.vault.cipher import Sealed
from wizard.vault.records import Record, Records, utc

_New = TypeVar("_New", WaitingPair, PendingKey)


def clean_name(name: str) -> str:
    """The name as it is kept. Raises ProblemError."""
    clean = read_name(name)
    if isinstance(clean, Problem):
        raise ProblemError(clean)
    return clean


def find(records: Records, record_id: str) -> Record:
    """The record. Raises ProblemError when there is none, perhaps not any more."""
    for record in records:
        if record.key.record_id == record_id:
            return record
    raise ProblemError(Problem(ProblemId.KEY_GONE))


def find_with_api_key(records: Records, record_id: str) -> Record:
    """The record of a key. Raises ProblemError: KEY_GONE, PAIR_UNFINISHED."""
    record = find(records, record_id)
    if isinstance(record.key, WaitingPair):
        find_pending(records, record_id)
    return record


def find_pending(records: Records, record_id: str) -> PendingKey:
    """The pending key. Raises ProblemError when it is gone, saved by now, or without API key."""
    key = find_unproven(records, record_id)
    if isinstance(key, WaitingPair):
        raise ProblemError(Problem(ProblemId.PAIR_UNFINISHED, values={"name": key.name}))
    return key


def find_unproven(records: Records, record_id: str) -> WaitingPair | PendingKey:
    """The pending key or pair. Raises ProblemError when it is gone or saved by now."""
    key = find(records, record_id).key
    if isinstance(key, SavedKey):
        raise ProblemError(Problem(ProblemId.KEY_SAVED_MEANWHILE))
    return key


def find_saved(records: Records, record_id: str) -> SavedKey:
    """The saved key. Raises ProblemError when it is gone or was never saved."""
    key = find(records, record_id).key
    if not isinstance(key, SavedKey):
        raise ProblemError(Problem(ProblemId.NO_SUCH_KEY, values={"name": key.name}))
    return key


def require_free(records: Records, key: KeptKey) -> None:
    """No other record may have this name, or this API key at this venue. Raises ProblemError.

    The record that `key` is about to replace may keep its name until then.
    """
    about_to_go = None if isinstance(key, SavedKey) else key.replaces
    for other in (record.key for record in records):
        if other.record_id == key.record_id:
            continue
        if identity(other) == identity(key):
            raise ProblemError(Problem(ProblemId.KEY_ALREADY_HERE, values={"name": other.name}))
        if same_name(other.name, key.name) and other.record_id != about_to_go:
            raise ProblemError(Problem(ProblemId.NAME_TAKEN, values={"name": other.name}))


def identity(key: KeptKey) -> tuple[VenueId, str]:
    """What no two records share: the API key at its venue, or the public key that waits for one."""
    return key.venue, key.public_key if isinstance(key, WaitingPair) else key.api_key


def as_pending(
    before: WaitingPair | PendingKey, kind: KeyKind, api_key: str, now: datetime
) -> PendingKey:
    """What this record is with such a key in it; its name, its place and its goal stay."""
    return PendingKey(
        record_id=before.record_id,
        name=before.name,
        venue=before.venue,
        kind=kind,
        api_key=api_key,
        created_at=utc(now),
        replaces=before.replaces,
    )


def added(records: Records, pending: _New, secret: Sealed) -> tuple[Records, _New]:
    """With one more pending key, or pair. Raises ProblemError.

    What it was to replace may be gone meanwhile; then it replaces nothing.
    """
    if pending.replaces is not None:
        if pending.replaces in {record.key.record_id for record in records}:
            find_saved(records, pending.replaces)
        else:
            pending = replace(pending, replaces=None)
    require_free(records, pending)
    return (*records, Record(pending, secret)), pending


def exchanged(records: Records, record: Record) -> Records:
    """With this record in the place of the one of the same id. Raises ProblemError."""
    find(records, record.key.record_id)
    require_free(records, record.key)
    return tuple(
        record if other.key.record_id == record.key.record_id else other for other in records
    )


def without_pending(records: Records, record_id: str) -> Records:
    """Without this pending key or pair. Raises ProblemError when it is gone or saved by now."""
    find_unproven(records, record_id)
    return without(records, record_id)


def without(records: Records, record_id: str) -> Records:
    """Without this record. Raises ProblemError when there is none."""
    find(records, record_id)
    return tuple(record for record in records if record.key.record_id != record_id)


def proven(
    records: Records, checked: CheckedKey, credentials: Credentials, past: PastCheck
) -> tuple[Records, SavedKey]:
    """With the pending key saved, and the one it takes the place of gone: see `replaced`.

    Raises ProblemError when the proof is about anything but these credentials at this venue.
    """
    pending = find_pending(records, checked.record_id)
    evidence = checked.evidence
    if evidence.subject != Fingerprint.of(credentials) or evidence.venue is not pending.venue:
        raise ProblemError(Problem(ProblemId.PROOF_STALE, "the proof is about another key"))
    saved = SavedKey(
        record_id=pending.record_id,
        name=pending.name,
        venue=pending.venue,
        kind=pending.kind,
        api_key=pending.api_key,
        created_at=pending.created_at,
        grade=checked.grade,
        first_seen_created_ms=None
        if evidence.permissions is None
        else evidence.permissions.created_ms,
        history=(past,),
    )
    old = replaced(records, pending)
    remaining = tuple(each for each in records if each.key != old)
    secret = find(records, pending.record_id).secret
    return exchanged(remaining, Record(saved, secret)), saved


def replaced(records: Records, pending: PendingKey) -> SavedKey | None:
    """The saved key whose place this one takes when it is proven; None where all stay.

    One name stands for one key: under another name the new key is another one, whatever was meant
    at the beginning, and no saved key goes for it.
    """
    for key in (record.key for record in records):
        if isinstance(key, SavedKey) and key.record_id == pending.replaces:
            return key if same_name(key.name, pending.name) else None
    return None


def noted(records: Records, record_id: str, past: PastCheck) -> tuple[Records, SavedKey]:
    """With one more check in a saved key's history. Raises ProblemError."""
    saved = find_saved(records, record_id).with_check(past)
    return exchanged(records, Record(saved, find(records, record_id).secret)), saved


def renamed_unproven(records: Records, record_id: str, name: str) -> tuple[Records, KeptKey]:
    """With another name for one pending key or pair. Raises ProblemError also when it is saved."""
    find_unproven(records, record_id)
    return renamed(records, record_id, name)


def renamed(records: Records, record_id: str, name: str) -> tuple[Records, KeptKey]:
    """With another name for one key. Raises ProblemError."""
    record = find(records, record_id)
    key: KeptKey = replace(record.key, name=clean_name(name))
    return exchanged(records, Record(key, record.secret)), key
