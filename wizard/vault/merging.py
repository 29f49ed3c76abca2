"""Which keys of an imported file are taken in, under which name; none of ours is written over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from itertools import count

from wizard.core.credentials import secret_of
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import NAME_LIMIT, PendingKey, SavedKey, read_name, same_name
from wizard.vault.records import Record, Records
from wizard.vault.sealed_vault import Contents, open_secret, seal_secret
from wizard.vault.strict_fields import VaultDamagedError

_Key = PendingKey | SavedKey


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


def require_clean(records: Records) -> None:
    """Names go onto a screen, and whoever knows the passphrase can write any.

    Raises VaultDamagedError for one that no version of this program would have kept.
    """
    for record in records:
        clean = read_name(record.key.name)
        if isinstance(clean, Problem) and clean.id is not ProblemId.NAME_LOOKS_LIKE_KEY:
            raise VaultDamagedError("a name that nobody could have given")


def merged(
    records: Records, ours: tuple[str, bytearray], incoming: Contents, data_key: bytearray
) -> tuple[Records, Imported]:
    """Our records with those of `incoming` that are new, sealed for the vault `ours` (its id and
    its data key). A key that was proven stays so, with its history. Raises SealBrokenError.
    """
    theirs = (incoming.vault_id, data_key)
    new_ids: dict[str, str] = {}
    outcome = Imported()
    # Saved keys first: a pending one may point to the saved one that it is to replace.
    ordered = sorted(incoming.records, key=lambda each: isinstance(each.key, PendingKey))
    for record in ordered:
        here = next((each for each in records if _is_same(each.key, record.key)), None)
        if here is not None:
            new_ids[record.key.record_id] = here.key.record_id
            outcome = _noted(outcome, record.key.name, _same_secret(here, ours, record, theirs))
            continue
        key = _fitting(record.key, records, new_ids)
        new_ids[record.key.record_id] = key.record_id
        records = (*records, _sealed_anew(record, theirs, key, ours))
        if key.name == record.key.name:
            outcome = replace(outcome, added=(*outcome.added, key.name))
        else:
            pair = (record.key.name, key.name)
            outcome = replace(outcome, renamed=(*outcome.renamed, pair))
    return records, outcome


def _is_same(one: _Key, other: _Key) -> bool:
    return one.venue is other.venue and one.api_key == other.api_key


def _noted(outcome: Imported, name: str, same_secret: bool) -> Imported:
    if same_secret:
        return replace(outcome, already_here=(*outcome.already_here, name))
    return replace(outcome, different_here=(*outcome.different_here, name))


def _fitting(key: _Key, records: Records, new_ids: dict[str, str]) -> _Key:
    """The key with an id and a name that are free here, pointing to what it is to replace."""
    taken = {record.key.record_id for record in records}
    record_id = secrets.token_hex(8) if key.record_id in taken else key.record_id
    replaces = None
    if isinstance(key, PendingKey):
        saved = {record.key.record_id for record in records if isinstance(record.key, SavedKey)}
        goal = new_ids.get(key.replaces or "")
        replaces = goal if goal in saved else None
        key = replace(key, replaces=replaces)
    others = [record.key.name for record in records if record.key.record_id != replaces]
    return replace(key, record_id=record_id, name=_free_name(key.name, others))


def _free_name(name: str, others: list[str]) -> str:
    for number in count(2):
        if not any(same_name(name, other) for other in others):
            return name
        mark = f" ({number})"
        base = name if number == 2 else name[: name.rindex(" (")]  # noqa: PLR2004 (the first)
        name = base[: NAME_LIMIT - len(mark)].rstrip() + mark
    raise AssertionError


def _same_secret(
    here: Record, ours: tuple[str, bytearray], record: Record, theirs: tuple[str, bytearray]
) -> bool:
    one = secret_of(open_secret(ours[0], here, ours[1]))
    try:
        other = secret_of(open_secret(theirs[0], record, theirs[1]))
        try:
            return one == other
        finally:
            other.wipe()
    finally:
        one.wipe()


def _sealed_anew(
    record: Record, theirs: tuple[str, bytearray], key: _Key, ours: tuple[str, bytearray]
) -> Record:
    credentials = open_secret(theirs[0], record, theirs[1])
    try:
        return Record(key, seal_secret(ours[0], key, credentials, ours[1]))
    finally:
        secret_of(credentials).wipe()
