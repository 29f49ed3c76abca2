"""Records to JSON and back: nothing lost, nothing taken that is not ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.samples import NOW
from wizard.core.credentials import KeyKind
from wizard.core.problems import ProblemId
from wizard.core.public_key import pem_of_raw
from wizard.core.saved_key import (
    HISTORY_LIMIT,
    KeptKey,
    PastCheck,
    PendingKey,
    SavedKey,
    VerdictWord,
    WaitingPair,
)
from wizard.core.venue import Grade, VenueId
from wizard.vault.canonical import to_json
from wizard.vault.cipher import Sealed
from wizard.vault.records import Record, from_payload, to_payload
from wizard.vault.strict_fields import VaultDamagedError, VaultNewerError

moments = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
    max_value=datetime(9999, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
texts = st.text(st.characters(codec="utf-8"), max_size=20)
ids = st.binary(min_size=8, max_size=8).map(bytes.hex)
checks = st.builds(
    PastCheck,
    checked_at=moments,
    verdict=st.sampled_from(VerdictWord),
    permissions=st.none() | st.dictionaries(texts, st.booleans(), max_size=4).map(MappingProxyType),
    switched_on=st.lists(texts, max_size=3).map(tuple),
    test_order=texts,
    problem_id=st.none() | st.sampled_from(ProblemId),
)
pairs = st.builds(
    WaitingPair,
    record_id=ids,
    name=texts,
    venue=st.sampled_from(VenueId),
    created_at=moments,
    replaces=st.none() | ids,
    public_key=st.binary(min_size=32, max_size=32).map(pem_of_raw),
)
keys: st.SearchStrategy[KeptKey] = st.one_of(
    pairs,
    st.builds(
        PendingKey,
        record_id=ids,
        name=texts,
        venue=st.sampled_from(VenueId),
        kind=st.sampled_from(KeyKind),
        api_key=texts,
        created_at=moments,
        replaces=st.none() | ids,
    ),
    st.builds(
        SavedKey,
        record_id=ids,
        name=texts,
        venue=st.sampled_from(VenueId),
        kind=st.sampled_from(KeyKind),
        api_key=texts,
        created_at=moments,
        grade=st.sampled_from(Grade),
        first_seen_created_ms=st.integers(0, 2**53),
        history=st.lists(checks, max_size=5).map(tuple),
    ),
)
sealed = st.builds(
    Sealed,
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=12, max_size=12),
    st.binary(max_size=80),
)
records = st.lists(
    st.builds(Record, keys, sealed), max_size=4, unique_by=lambda record: record.key.record_id
).map(tuple)


@given(records)
def test_every_record_comes_back_as_it_was(written: tuple[Record, ...]) -> None:
    assert from_payload(to_payload(written)) == written


@given(records)
def test_there_is_one_spelling(written: tuple[Record, ...]) -> None:
    assert to_payload(from_payload(to_payload(written))) == to_payload(written)


def saved_with(history: tuple[PastCheck, ...]) -> Record:
    key = SavedKey(
        record_id="0" * 16,
        name="One",
        venue=VenueId.PRACTICE,
        kind=KeyKind.HMAC,
        api_key="A" * 64,
        created_at=NOW,
        grade=Grade.FULL,
        first_seen_created_ms=1,
        history=history,
    )
    return Record(key, Sealed(bytes(32), bytes(12), bytes(80)))


def check(minute: int) -> PastCheck:
    at = NOW.replace(minute=minute)
    return PastCheck(at, VerdictWord.READ_ONLY, MappingProxyType({"x": True}), (), "refused", None)


def test_equal_findings_are_written_once() -> None:
    history = tuple(check(minute) for minute in range(HISTORY_LIMIT))

    payload = json.loads(to_payload((saved_with(history),)))

    assert len(payload["findings"]) == 1
    assert len(payload["records"][0]["history"]) == HISTORY_LIMIT


def test_the_oldest_checks_go_first() -> None:
    history = tuple(check(minute) for minute in (9, 8, 7, 6))

    (record,) = from_payload(to_payload((saved_with(history),), history_limit=2))

    assert isinstance(record.key, SavedKey)
    assert record.key.history == history[:2]


Payload = dict[str, list[dict[str, object]]]


def _of_pending(change: Callable[[dict[str, object]], object]) -> Callable[[Payload], object]:
    return lambda payload: change(payload["records"][0])


DAMAGE: list[Callable[[Payload], object]] = [
    lambda payload: payload.pop("findings"),
    lambda payload: payload.update(more=[]),
    lambda payload: payload["records"].append(payload["records"][0]),
    lambda payload: payload["findings"].clear(),
    lambda payload: payload["findings"][0].update(permissions=[]),
    lambda payload: payload["findings"][0].update(permissions={"x": 1}),
    lambda payload: payload["findings"][0].update(switched_on=[1]),
    lambda payload: payload["findings"][0].update(extra=1),
    _of_pending(lambda record: record.update(id="x")),
    _of_pending(lambda record: record.update(created=-1)),
    _of_pending(lambda record: record.update(created=True)),
    _of_pending(lambda record: record.update(history=[[1]])),
    _of_pending(lambda record: record.update(history=[[1, 7]])),
    _of_pending(lambda record: record.update(history=[["1", 0]])),
    _of_pending(lambda record: record.update(secret={})),
    _of_pending(lambda record: record.update(name=1)),
    _of_pending(lambda record: record.pop("grade")),
    _of_pending(lambda record: record.update(state="pending")),
]


@pytest.mark.parametrize("number", range(len(DAMAGE)))
def test_another_shape_is_damage(number: int) -> None:
    payload = json.loads(to_payload((saved_with((check(1),)),)))

    DAMAGE[number](payload)

    with pytest.raises(VaultDamagedError):
        from_payload(to_json(payload))


def waiting() -> Record:
    public_key = pem_of_raw(bytes(range(32)))
    pair = WaitingPair("1" * 16, "Two", VenueId.PRACTICE, NOW, None, public_key)
    return Record(pair, Sealed(bytes(32), bytes(12), bytes(80)))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "hmac"},
        {"kind": "rsa"},
        {"api_key": ""},
        {"api_key": "A" * 64},
        {"api_key": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9="},  # the same, to a lax reader
        {"api_key": None},
        {"replaces": "x"},
        {"history": []},
        {"public_key": ""},
    ],
)
def test_a_pair_of_another_shape_is_damage(change: dict[str, object]) -> None:
    payload = json.loads(to_payload((waiting(),)))
    payload["records"][0].update(change)

    with pytest.raises(VaultDamagedError):
        from_payload(to_json(payload))


def test_a_program_without_pairs_gets_as_far_as_their_state_and_says_newer() -> None:
    """It takes what is not saved for pending, checks the fields' names and looks at the word."""
    pending = PendingKey("0" * 16, "One", VenueId.PRACTICE, KeyKind.HMAC, "A" * 64, NOW)
    one, two = (
        json.loads(to_payload((record,)))["records"][0]
        for record in (Record(pending, waiting().secret), waiting())
    )

    assert set(one) == set(two)
    assert two["state"] not in {"pending", "saved"}


@pytest.mark.parametrize(
    ("field", "value"),
    [("venue", "binance.mars"), ("kind", "ecdsa"), ("grade", "half"), ("state", "archived")],
)
def test_a_word_of_a_newer_version_is_not_taken_for_damage(field: str, value: str) -> None:
    payload = json.loads(to_payload((saved_with((check(1),)),)))
    payload["records"][0][field] = value
    if field == "state":
        for name in ("first_seen_created_ms", "grade", "history"):
            del payload["records"][0][name]
        payload["records"][0]["replaces"] = None

    with pytest.raises(VaultNewerError):
        from_payload(to_json(payload))


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b"null", b"[" * 100_000, b'{"findings":[],"records":[]} ', b"\xff"]
)
def test_noise_is_damage(text: bytes) -> None:
    with pytest.raises(VaultDamagedError):
        from_payload(text)
