"""Which keys of an imported file are taken in, under which name; none of ours is written over."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass, replace

from wizard.core.credentials import KeyKind
from wizard.core.saved_key import NAME_LIMIT, KeptKey, SavedKey, WaitingPair, folded_name
from wizard.core.venue import VenueId
from wizard.vault.key_pair import NoPairError, public_key_of
from wizard.vault.record_rules import identity
from wizard.vault.records import Record, Records
from wizard.vault.sealed_vault import Contents, open_part, seal_part


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of each key of an imported file, by name.

    `added`: under that name. `renamed`: as (name in the file, name here), for that name was
    taken. `already_here`: the same key with the same secret; ours was kept. `different_here`:
    the same API key with another secret; ours was kept.
    """

    added: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    already_here: tuple[str, ...] = ()
    different_here: tuple[str, ...] = ()


def merged(
    records: Records, ours: tuple[str, bytearray], incoming: Contents, data_key: bytearray
) -> tuple[Records, Imported]:
    """Our records with those of `incoming` that are new, sealed for the vault `ours` (its id and
    its data key). A key keeps its history, and gets a new id: what this program verified since it
    was started was another one. Raises SealBrokenError.
    """
    theirs = (incoming.vault_id, data_key)
    together = {identity(record.key): record for record in records}
    completed = _completed(records, ours) if _has_pair(incoming.records) else {}
    places = _Places(records)
    outcome = Imported()
    # Saved keys first: a pending one may point to the saved one that it is to replace.
    ordered = sorted(incoming.records, key=lambda each: not isinstance(each.key, SavedKey))
    for record in ordered:
        here = together.get(identity(record.key)) or completed.get(identity(record.key))
        if here is not None:
            same = _same_secret(here, ours, record, theirs)
            if same:  # else a file that only names ours could have it replaced
                places.know(record.key, here.key)
            outcome = _noted(outcome, record.key.name, same)
            continue
        key = places.fitting(record.key)
        together[identity(key)] = _sealed_anew(record, theirs, key, ours)
        if key.name == record.key.name:
            outcome = replace(outcome, added=(*outcome.added, key.name))
        else:
            pair = (record.key.name, key.name)
            outcome = replace(outcome, renamed=(*outcome.renamed, pair))
    return tuple(together.values()), outcome


def _has_pair(records: Records) -> bool:
    return any(isinstance(record.key, WaitingPair) for record in records)


def _completed(records: Records, ours: tuple[str, bytearray]) -> dict[tuple[VenueId, str], Record]:
    """Our keys by the public key that they had before they got their API key: the same pair is
    not taken in a second time as one that still waits.
    """
    found = {}
    for record in records:
        if isinstance(record.key, WaitingPair) or record.key.kind is not KeyKind.ED25519:
            continue
        private_key = open_part(ours[0], record, ours[1])
        try:
            found[record.key.venue, public_key_of(private_key)] = record
        except NoPairError:
            continue  # an older version may have kept another spelling
        finally:
            private_key.wipe()
    return found


def _noted(outcome: Imported, name: str, same_secret: bool) -> Imported:
    if same_secret:
        return replace(outcome, already_here=(*outcome.already_here, name))
    return replace(outcome, different_here=(*outcome.different_here, name))


class _Places:
    """Ids and names that are taken here, and what became of the ids of the imported file."""

    def __init__(self, records: Records) -> None:
        self._keys: dict[str, KeptKey] = {}
        self._names: Counter[str] = Counter()
        self._numbers: dict[tuple[str, str], int] = {}
        self._new_ids: dict[str, str] = {}
        for record in records:
            self._take(record.key)

    def _take(self, key: KeptKey) -> None:
        self._keys[key.record_id] = key
        self._names[folded_name(key.name)] += 1

    def know(self, theirs: KeptKey, ours: KeptKey) -> None:
        """That this key is here already."""
        self._new_ids[theirs.record_id] = ours.record_id

    def fitting(self, key: KeptKey) -> KeptKey:
        """The key with a new id and a name that is free here, pointing to what it is to replace."""
        record_id = secrets.token_hex(8)
        goal = None
        if not isinstance(key, SavedKey):
            goal = self._keys.get(self._new_ids.get(key.replaces or "", ""))
            goal = goal if isinstance(goal, SavedKey) else None
            key = replace(key, replaces=None if goal is None else goal.record_id)
        self._new_ids[key.record_id] = record_id
        fitting = replace(key, record_id=record_id, name=self._free_name(key.name, goal))
        self._take(fitting)
        return fitting

    def _free_name(self, name: str, goal: KeptKey | None) -> str:
        # Of a thousand equal names not each one tries all numbers; but one may share with its goal.
        alike = (folded_name(name), "" if goal is None else goal.record_id)
        candidate, number = name, self._numbers.get(alike, 2)
        while not self._is_free(candidate, goal):
            mark = f" ({number})"
            candidate = name[: NAME_LIMIT - len(mark)].rstrip() + mark
            number += 1
            self._numbers[alike] = number
        return candidate

    def _is_free(self, name: str, goal: KeptKey | None) -> bool:
        folded = folded_name(name)
        about_to_go = goal is not None and folded_name(goal.name) == folded
        return self._names[folded] <= int(about_to_go)


def _same_secret(
    here: Record, ours: tuple[str, bytearray], record: Record, theirs: tuple[str, bytearray]
) -> bool:
    one = open_part(ours[0], here, ours[1])
    try:
        other = open_part(theirs[0], record, theirs[1])
        try:
            return one == other
        finally:
            other.wipe()
    finally:
        one.wipe()


def _sealed_anew(
    record: Record, theirs: tuple[str, bytearray], key: KeptKey, ours: tuple[str, bytearray]
) -> Record:
    secret = open_part(theirs[0], record, theirs[1])
    try:
        return Record(key, seal_part(ours[0], key, secret, ours[1]))
    finally:
        secret.wipe()
