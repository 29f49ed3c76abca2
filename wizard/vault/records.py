"""Records to the payload's JSON and back: every key with its secret still sealed.

Checks repeat themselves, so what they found is written once in `findings`, and a key's history is
a list of [microseconds since 1970, index into findings].
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import overload

from wizard.core.credentials import KeyKind
from wizard.core.problems import ProblemId
from wizard.core.public_key import RAW_BYTES, pem_of_raw, raw_of_pem
from wizard.core.saved_key import (
    HISTORY_LIMIT,
    KeptKey,
    PastCheck,
    PendingKey,
    SavedKey,
    VerdictWord,
    WaitingPair,
    kept_of,
)
from wizard.core.strict_json import JsonValue
from wizard.core.venue import Grade, VenueId
from wizard.vault.canonical import NotCanonicalError, from_json, to_base64, to_json
from wizard.vault.cipher import NONCE_BYTES, SALT_BYTES, Sealed
from wizard.vault.strict_fields import Fields, VaultDamagedError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LATEST = 253_402_300_799_999_999  # the last microsecond of the year 9999
_MAX_MS = 2**53
_RECORD_ID = re.compile(r"[0-9a-f]{16}")
_COMMON = ("api_key", "created", "id", "kind", "name", "secret", "state", "venue")
_PENDING = (*_COMMON, "replaces")
# Fields as a pending key has them: a program that does not know pairs must get as far as the word
# of their state, and say that the vault is newer. In the place of the API key is the public key.
_PAIR = _PENDING
_SAVED = (*_COMMON, "first_seen_created_ms", "grade", "history")
_FINDING = ("permissions", "problem", "switched_on", "test_order", "verdict")


class _State(StrEnum):
    PAIR = "pair"
    PENDING = "pending"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Record:
    """One key as it lies in the vault: what may be shown, and the secret, sealed."""

    key: KeptKey
    secret: Sealed


Records = Sequence[Record]


class UnreadRecords(Sequence[Record]):
    """Records that are read when somebody first looks at them: opening a vault need not wait.

    The first look may raise what `read` raises.
    """

    def __init__(self, read: Callable[[], Records]) -> None:
        self._read: Callable[[], Records] | None = read
        self._records: Records = ()

    def _all(self) -> Records:
        if self._read is not None:
            self._records = self._read()
            self._read = None
        return self._records

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Records: ...
    def __getitem__(self, index: int | slice) -> Record | Records:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Record]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as a list has none


def to_payload(records: Records, history_limit: int = HISTORY_LIMIT) -> bytearray:
    """The payload's bytes, with at most `history_limit` checks for each key, its last proof too."""
    findings = _Findings()
    written: list[JsonValue] = [_record_json(each, findings, history_limit) for each in records]
    return bytearray(to_json({"findings": findings.as_json(), "records": written}))


def from_payload(data: bytes | bytearray) -> Records:
    """Read a payload whose seal held.

    Raises VaultNewerError for words of a newer version, VaultDamagedError for anything else.
    """
    try:
        fields = Fields(from_json(bytes(data)), ("findings", "records"))
    except NotCanonicalError as error:
        raise VaultDamagedError(f"payload: {error}") from None
    findings = [_read_finding(found) for found in fields.items("findings")]
    records = tuple(_read_record(record, findings) for record in fields.items("records"))
    if len({record.key.record_id for record in records}) != len(records):
        raise VaultDamagedError("a record is there twice")
    return records


def utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A time without its zone says nothing.")
    return moment.astimezone(UTC)


def _microseconds(moment: datetime) -> int:
    return (utc(moment) - _EPOCH) // _MICROSECOND


class _Findings:
    """Every finding once, numbered in the order of its first appearance."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        # Checks that were read from one vault share their parts, and there may be thousands.
        self._seen: dict[tuple[object, ...], int] = {}

    def number_of(self, past: PastCheck) -> int:
        parts = (past.verdict, id(past.permissions), past.switched_on, past.test_order)
        seen = (*parts, past.problem_id)
        number = self._seen.get(seen)
        if number is None:
            number = self._numbers.setdefault(_finding_json(past), len(self._numbers))
            self._seen[seen] = number
        return number

    def as_json(self) -> list[JsonValue]:
        return [from_json(finding) for finding in self._numbers]


def _record_json(record: Record, findings: _Findings, history_limit: int) -> JsonValue:
    key = record.key
    common: dict[str, JsonValue] = {
        "created": _microseconds(key.created_at),
        "id": key.record_id,
        "name": key.name,
        "secret": {
            "nonce": to_base64(record.secret.nonce),
            "salt": to_base64(record.secret.salt),
            "sealed": to_base64(record.secret.ciphertext),
        },
        "venue": key.venue,
    }
    if isinstance(key, WaitingPair):
        public_key = to_base64(raw_of_pem(key.public_key))
        common |= {"api_key": public_key, "kind": KeyKind.ED25519}
        return {**common, "state": _State.PAIR, "replaces": key.replaces}
    common |= {"api_key": key.api_key, "kind": key.kind}
    if isinstance(key, PendingKey):
        return {**common, "state": _State.PENDING, "replaces": key.replaces}
    history: list[JsonValue] = [
        [_microseconds(past.checked_at), findings.number_of(past)]
        for past in kept_of(key.history, history_limit)
    ]
    return {
        **common,
        "state": _State.SAVED,
        "first_seen_created_ms": key.first_seen_created_ms,
        "grade": key.grade,
        "history": history,
    }


def _finding_json(past: PastCheck) -> bytes:
    return to_json(
        {
            "permissions": None if past.permissions is None else dict(past.permissions),
            "problem": past.problem_id,
            "switched_on": list(past.switched_on),
            "test_order": past.test_order,
            "verdict": past.verdict,
        }
    )


def _read_record(value: JsonValue, findings: list[Callable[[datetime], PastCheck]]) -> Record:
    if not isinstance(value, dict):
        raise VaultDamagedError("a record is not an object")
    saved = value.get("state") == _State.SAVED
    fields = Fields(value, _SAVED if saved else _PENDING)
    state = fields.word("state", _State)
    secret = fields.inner("secret", ("nonce", "salt", "sealed"))
    sealed = Sealed(
        secret.data("salt", SALT_BYTES), secret.data("nonce", NONCE_BYTES), secret.data("sealed")
    )
    pending = PendingKey(
        record_id=fields.text("id", _RECORD_ID),
        name=fields.text("name"),
        venue=fields.word("venue", VenueId),
        kind=fields.word("kind", KeyKind),
        api_key=fields.text("api_key"),
        created_at=_moment(fields.number("created", 0, _LATEST)),
    )
    if state is _State.SAVED:
        return Record(_read_saved(pending, fields, findings), sealed)
    replaces = None if fields.is_null("replaces") else fields.text("replaces", _RECORD_ID)
    pending = replace(pending, replaces=replaces)
    return Record(_read_pair(pending, fields) if state is _State.PAIR else pending, sealed)


def _read_pair(common: PendingKey, fields: Fields) -> WaitingPair:
    if common.kind is not KeyKind.ED25519:
        raise VaultDamagedError("a pair of a kind that is not made here")
    return WaitingPair(
        record_id=common.record_id,
        name=common.name,
        venue=common.venue,
        created_at=common.created_at,
        replaces=common.replaces,
        public_key=pem_of_raw(fields.data("api_key", RAW_BYTES)),
    )


def _read_saved(
    common: PendingKey, fields: Fields, findings: list[Callable[[datetime], PastCheck]]
) -> SavedKey:
    return SavedKey(
        record_id=common.record_id,
        name=common.name,
        venue=common.venue,
        kind=common.kind,
        api_key=common.api_key,
        created_at=common.created_at,
        grade=fields.word("grade", Grade),
        first_seen_created_ms=None
        if fields.is_null("first_seen_created_ms")
        else fields.number("first_seen_created_ms", 0, _MAX_MS),
        history=tuple(_read_past(past, findings) for past in fields.items("history")),
    )


def _read_past(value: JsonValue, findings: list[Callable[[datetime], PastCheck]]) -> PastCheck:
    match value:
        case [int(moment), int(index)] if 0 <= moment <= _LATEST and 0 <= index < len(findings):
            return findings[index](_moment(moment))
        case _:
            raise VaultDamagedError("a check in the history is unreadable")


def _read_finding(value: JsonValue) -> Callable[[datetime], PastCheck]:
    fields = Fields(value, _FINDING)
    switched_on = fields.items("switched_on")
    permissions = fields.raw("permissions")
    flags: MappingProxyType[str, bool] | None = None
    if isinstance(permissions, dict):
        flags = MappingProxyType({n: v for n, v in permissions.items() if isinstance(v, bool)})
        if len(flags) != len(permissions):
            raise VaultDamagedError("a permission is neither on nor off")
    elif permissions is not None:
        raise VaultDamagedError("the permissions are unreadable")
    names = tuple(name for name in switched_on if isinstance(name, str))
    if len(names) != len(switched_on):
        raise VaultDamagedError("a permission has no name")
    verdict = fields.word("verdict", VerdictWord)
    test_order = fields.text("test_order")
    problem = None if fields.is_null("problem") else fields.word("problem", ProblemId)
    return lambda moment: PastCheck(moment, verdict, flags, names, test_order, problem)


def _moment(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
