"""What the records of an imported file must be like: such as this program makes them itself.

Whoever knows a file's passphrase can write anything into it. A proof that comes with it is a claim
about the past: the key gets a new id here, so no check of this program is about it, and without
one nothing is shown as proven now.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from wizard.core.credentials import KeyKind, has_key_shape
from wizard.core.evidence import TestOrder
from wizard.core.permissions import MUST_BE_REPORTED_OFF, READING, TRADING, Permissions
from wizard.core.private_key import read_private_key
from wizard.core.problems import ProblemId
from wizard.core.saved_key import (
    HISTORY_LIMIT,
    KeptKey,
    PastCheck,
    SavedKey,
    VerdictWord,
    WaitingPair,
    read_name,
)
from wizard.core.secret import Secret
from wizard.core.venue import Grade, VenueId, grade_of
from wizard.vault.key_pair import NoPairError, public_key_of
from wizard.vault.record_rules import identity
from wizard.vault.sealed_vault import Contents, open_part
from wizard.vault.strict_fields import VaultDamagedError

MOST_KEYS = 1000
_MOST_PERMISSIONS = 64
_OPENED = datetime(2017, 1, 1, tzinfo=UTC)  # the exchange opened in July of that year
_AHEAD = timedelta(days=1)  # so far two computers' clocks may be apart
# What the exchange names its permissions; an answer with a longer name is not understood.
_PERMISSION = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,62}", re.ASCII)
# A later version may have words of its own for the fate of a test order.
_WORD = re.compile(r"[a-z][a-z-]{0,31}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Terms:
    """What else is asked of a file: `now` is an aware time, `venues` those that are asked here.

    Where `venues` is None every one will do.
    """

    now: datetime
    venues: Collection[VenueId] | None = None


class NotTakenError(ValueError):
    """The file is whole, and yet not to be taken in: `problem_id` says why."""

    def __init__(self, problem_id: ProblemId) -> None:
        super().__init__(problem_id.value)
        self.problem_id = problem_id


def require_like_ours(incoming: Contents, data_key: bytearray, terms: Terms) -> None:
    """Look at every record of a file before any of it is taken in.

    Raises VaultDamagedError for one that this program could not have made, SealBrokenError for a
    secret that does not belong to its record, NotTakenError.
    """
    records = incoming.records
    if len(records) > MOST_KEYS:
        raise NotTakenError(ProblemId.IMPORT_TOO_MANY)
    for record in records:
        _require_key(record.key, terms.now)
        secret = open_part(incoming.vault_id, record, data_key)
        try:
            _require(_is_valid(record.key, secret), "credentials that no venue gives out")
        finally:
            secret.wipe()
    different = {identity(record.key) for record in records}
    _require(len(different) == len(records), "an API key twice")
    if terms.venues is not None and any(venue not in terms.venues for venue, _ in different):
        raise NotTakenError(ProblemId.IMPORT_ELSEWHERE)


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise VaultDamagedError(otherwise)


def _require_key(key: KeptKey, now: datetime) -> None:
    # Names go onto a screen.
    _require(read_name(key.name) == key.name, "a name that nobody could have given")
    _require(_is_sane(key.created_at, now), "a key from a time that cannot be")
    if not isinstance(key, SavedKey):
        return
    _require(key.grade is grade_of(key.venue), "a proof that the venue does not give")
    _require(0 < len(key.history) <= HISTORY_LIMIT, "a history of another length")
    # Not that the times fall: a clock may have been set back between two checks.
    for past in key.history:
        _require(_is_sane(past.checked_at, now), "a check from a time that cannot be")
        _require(_is_consistent(past, key.grade), "a check that contradicts itself")


def _is_sane(moment: datetime, now: datetime) -> bool:
    return _OPENED <= moment <= now + _AHEAD


def _is_valid(key: KeptKey, secret: Secret) -> bool:
    """As if they had been pasted here, or made."""
    if isinstance(key, WaitingPair):
        return _is_pair(key, secret)
    if not has_key_shape(key.api_key):
        return False
    text = secret.reveal()
    if key.kind is KeyKind.HMAC:
        return has_key_shape(text) and text != key.api_key
    return read_private_key(text) == (key.kind, text)


def _is_pair(key: WaitingPair, private_key: Secret) -> bool:
    # A public key of somebody else's would make the person's account obey somebody else.
    try:
        return public_key_of(private_key) == key.public_key
    except NoPairError:
        return False


def _is_consistent(past: PastCheck, grade: Grade) -> bool:
    """Whether the rule of verdicts could have come to this."""
    if _WORD.fullmatch(past.test_order) is None:
        return False
    match past.verdict:
        case VerdictWord.READ_ONLY | VerdictWord.CAN_DO_MORE:
            return past.problem_id is None and _is_proof(past, grade)
        case VerdictWord.NOT_ACCEPTED | VerdictWord.NOT_CHECKED:
            found = past.permissions is not None or past.switched_on
            return past.problem_id is not None and not found


def _is_proof(past: PastCheck, grade: Grade) -> bool:
    accepted = past.test_order == TestOrder.ACCEPTED
    by_order = (TRADING,) if accepted else ()
    if past.permissions is None:
        told, refused = set(by_order), past.test_order == TestOrder.REFUSED
        is_grade = accepted or (refused and grade is Grade.TRADING_ONLY)
    else:
        if not _are_permissions(past):
            return False
        told = {*by_order, *Permissions(past.permissions, 0).switched_on}
        is_grade = grade is Grade.FULL
    fits = bool(told) is (past.verdict is VerdictWord.CAN_DO_MORE)
    once = len(set(past.switched_on)) == len(past.switched_on)
    readable = past.permissions is None or past.permissions[READING] or bool(told)
    return is_grade and fits and once and readable and set(past.switched_on) == told


def _are_permissions(past: PastCheck) -> bool:
    names = past.permissions or {}
    reported = all(name in names for name in (READING, *MUST_BE_REPORTED_OFF))
    few = len(names) <= _MOST_PERMISSIONS
    return reported and few and all(map(_PERMISSION.fullmatch, names))
