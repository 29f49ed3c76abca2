"""Forged files: nothing comes in that this program could not have written, or all of it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.vault.forged_files import WORDS, forge, forged, pending, saved
from tests.vault.samples import NOW, VENUE, check, credentials, permissions, refused, save
from wizard.core.credentials import KeyKind, credentials_of
from wizard.core.permissions import TRADING
from wizard.core.problems import ProblemId
from wizard.core.saved_key import PastCheck, PendingKey, SavedKey, VerdictWord
from wizard.core.secret import Secret
from wizard.core.status import Tone, status_of
from wizard.core.venue import Grade, VenueId, alike
from wizard.vault.incoming import MOST_KEYS, Terms, require_like_ours
from wizard.vault.sealed_vault import open_vault
from wizard.vault.strict_fields import VaultDamagedError
from wizard.vault.transfer import opened_export
from wizard.vault.vault import Vault

TERMS = Terms(NOW)
_FLAGS = dict(permissions().flags)
_REFUSED = replace(
    check(),
    verdict=VerdictWord.NOT_ACCEPTED,
    permissions=None,
    test_order="off",
    problem_id=ProblemId.KEY_UNKNOWN,
)
_SILENT = replace(_REFUSED, verdict=VerdictWord.NOT_CHECKED, problem_id=ProblemId.TIMED_OUT)
_BY_ORDER = replace(check(), permissions=None)
_ACCEPTED = replace(
    check(), verdict=VerdictWord.CAN_DO_MORE, switched_on=(TRADING,), test_order="accepted"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "keys.rokey"


@pytest.mark.parametrize(
    "past",
    [
        check(),
        check(enableWithdrawals=True, enableFutures=True),
        replace(check(newThing=True), test_order="a-word-of-tomorrow"),
        _REFUSED,
        _SILENT,
        _ACCEPTED,
        replace(_ACCEPTED, permissions=None),
        replace(check(), checked_at=NOW + timedelta(hours=23)),
        replace(check(), permissions={**_FLAGS, "ipRestrict": True}),
    ],
)
def test_what_the_program_writes_comes_in(vault: Vault, file: Path, past: PastCheck) -> None:
    forge(file, [saved(1, past, check(-60))])
    assert vault.transfer.import_file(file, WORDS, TERMS).added == ("One",)
    assert vault.saved_keys()[0].history == (past, check(-60))


def test_times_of_a_clock_that_was_set_back_come_in(vault: Vault, file: Path) -> None:
    forge(file, [saved(1, check(-60), check())])
    assert vault.transfer.import_file(file, WORDS, TERMS).added == ("One",)


@pytest.mark.parametrize("bits", [None, 2048])
def test_a_private_key_comes_in(vault: Vault, file: Path, bits: int | None) -> None:
    made = Ed25519PrivateKey.generate() if bits is None else rsa.generate_private_key(65537, bits)
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    kind = KeyKind.ED25519 if bits is None else KeyKind.RSA
    forge(file, [replace(pending(1), kind=kind)], pem)

    vault.transfer.import_file(file, WORDS, TERMS)

    (key,) = vault.pending_keys()
    assert vault.credentials(key.record_id) == credentials_of(kind, key.api_key, Secret(pem))
    forge(file, [replace(pending(2), kind=kind)], pem.replace("\n", "\r\n"))
    with refused(ProblemId.IMPORT_DAMAGED):
        vault.transfer.import_file(file, WORDS, TERMS)


def _far(year: int) -> datetime:
    return datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)


_EVIL = "<h1>x</h1>\x1b[2J\u202e"


@pytest.mark.parametrize(
    "past",
    [
        replace(check(), checked_at=_far(9999)),
        replace(check(), checked_at=NOW + timedelta(hours=25)),
        replace(check(), checked_at=_far(2016)),
        replace(check(), test_order=_EVIL),
        replace(check(), test_order="accepted"),
        replace(check(), problem_id=ProblemId.TIMED_OUT),
        replace(check(), switched_on=(TRADING,)),
        replace(check(), permissions=None),
        replace(check(), permissions={"enableReading": True}),
        replace(check(), permissions={**_FLAGS, "enableReading": False}),
        replace(check(), permissions={**_FLAGS, "enableWithdrawals": True}),
        replace(check(), permissions={**_FLAGS, **{f"a{n}": False for n in range(64)}}),
        check(**{_EVIL: True}),
        check(**{"y" * 64: True}),
        replace(check(enableFutures=True), switched_on=()),
        replace(check(enableFutures=True), switched_on=("enableFutures",) * 2),
        replace(check(enableFutures=True), switched_on=("enableFutures", "enableMargin")),
        replace(_ACCEPTED, test_order="refused"),
        replace(_ACCEPTED, test_order="refused", permissions=None),
        replace(_REFUSED, problem_id=None),
        replace(_REFUSED, permissions=_FLAGS),
        replace(_SILENT, problem_id=None),
        replace(_SILENT, switched_on=(TRADING,)),
    ],
)
def test_a_check_that_cannot_have_been(vault: Vault, file: Path, past: PastCheck) -> None:
    forge(file, [saved(1, name="Good"), saved(2, check(), past)])
    with refused(ProblemId.IMPORT_DAMAGED):
        vault.transfer.import_file(file, WORDS, TERMS)
    assert vault.saved_keys() == ()


@pytest.mark.parametrize(
    "key",
    [
        replace(saved(1), history=()),
        replace(saved(1), grade=Grade.TRADING_ONLY),
        replace(saved(1), venue=VenueId.BINANCE_US),
        replace(saved(1, _BY_ORDER, venue=VenueId.BINANCE_US), grade=Grade.FULL),
        saved(1, check(), venue=VenueId.BINANCE_US),
        replace(saved(1), created_at=_far(9999)),
        replace(saved(1), created_at=datetime(1970, 1, 1, tzinfo=UTC)),
        replace(saved(1), api_key="B" * 3_000_000),
        replace(saved(1), api_key="x\r\nHost: evil"),
        replace(pending(1), api_key=""),
        replace(pending(1), created_at=_far(9999)),
        replace(pending(1), kind=KeyKind.ED25519),
        replace(pending(1), kind=KeyKind.RSA),
    ],
)
def test_a_key_that_nobody_could_have_saved(
    vault: Vault, file: Path, key: SavedKey | PendingKey
) -> None:
    forge(file, [key])
    with refused(ProblemId.IMPORT_DAMAGED):
        vault.transfer.import_file(file, WORDS, TERMS)
    assert (vault.saved_keys(), vault.pending_keys()) == ((), ())


def test_a_history_that_is_longer_than_any() -> None:
    contents, data_key = forged([saved(1, *[check(-n) for n in range(50)])])
    require_like_ours(contents, data_key, TERMS)
    contents, data_key = forged([saved(1, *[check(-n) for n in range(51)])])
    with pytest.raises(VaultDamagedError):
        require_like_ours(contents, data_key, TERMS)


@pytest.mark.parametrize("secret", ["", "\0nul", "s" * 65, "s" * 63 + "é", credentials(1).api_key])
def test_a_secret_that_no_venue_gives_out(vault: Vault, file: Path, secret: str) -> None:
    forge(file, [pending(1)], secret)
    with refused(ProblemId.IMPORT_DAMAGED):
        vault.transfer.import_file(file, WORDS, TERMS)


def test_one_key_twice(vault: Vault, file: Path) -> None:
    forge(file, [saved(1), replace(saved(1), record_id="f" * 16, name="Two")])
    with refused(ProblemId.IMPORT_DAMAGED):
        vault.transfer.import_file(file, WORDS, TERMS)


def test_practice_keys_and_real_keys_are_kept_apart(vault: Vault, file: Path) -> None:
    for venue, elsewhere in (
        (VenueId.PRACTICE, VenueId.BINANCE_US),
        (VenueId.BINANCE_COM, VenueId.PRACTICE_US),
    ):
        forge(file, [saved(1, venue=venue)])
        with refused(ProblemId.IMPORT_ELSEWHERE):
            vault.transfer.import_file(file, WORDS, Terms(NOW, alike(elsewhere)))
        with opened_export(file, WORDS, Terms(NOW, alike(venue))) as (found, _):
            assert len(found.records) == 1
    assert vault.saved_keys() == ()


def test_more_keys_than_anybody_has(vault: Vault, file: Path) -> None:
    forge(file, [pending(n) for n in range(1, MOST_KEYS + 2)])
    began = time.monotonic()
    with refused(ProblemId.IMPORT_TOO_MANY):
        vault.transfer.import_file(file, WORDS, TERMS)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("spread", ["same", "letter case", "replacing"])
def test_as_many_keys_of_one_name_as_may_be(vault: Vault, file: Path, spread: str) -> None:
    goal = saved(9999, name="abcdefghijkl")
    keys: list[SavedKey | PendingKey] = [goal]
    for n in range(1, MOST_KEYS):
        spelled = "".join(c.upper() if n >> i & 1 else c for i, c in enumerate(goal.name))
        name = spelled if spread == "letter case" else goal.name
        replaces = goal.record_id if spread == "replacing" else None
        keys.append(pending(n, name=name, replaces=replaces))
    forge(file, keys)
    began = time.monotonic()
    imported = vault.transfer.import_file(file, WORDS, TERMS)
    assert len(imported.added) + len(imported.renamed) == MOST_KEYS
    names = {key.name.casefold() for key in vault.pending_keys()}
    assert len(names) == MOST_KEYS - 1
    assert time.monotonic() - began < 10


def test_a_file_that_only_names_our_key_does_not_have_it_replaced(vault: Vault, file: Path) -> None:
    save(vault, "Mine", credentials(7))
    bait = replace(saved(1, name="Bait"), api_key=credentials(7).api_key)
    forge(file, [bait, pending(2, name="Mine", replaces=bait.record_id)])

    imported = vault.transfer.import_file(file, WORDS, TERMS)

    assert imported.different_here == ("Bait",)
    (taken,) = vault.pending_keys()
    assert taken.replaces is None
    assert imported.renamed == (("Mine", "Mine (2)"),)


def test_an_imported_key_is_never_one_that_was_verified_here(vault: Vault, file: Path) -> None:
    ours = save(vault, "One", credentials(1))
    vault.remove(ours.record_id)
    forge(file, [replace(saved(1), record_id=ours.record_id)])

    vault.transfer.import_file(file, WORDS, TERMS)

    (key,) = vault.saved_keys()
    seen_in_session = {ours.record_id}
    status = status_of(key, in_this_session=key.record_id in seen_in_session, now=NOW)
    assert status.tone is Tone.QUIET


def test_no_history_of_ours_is_lost_to_a_large_file(vault: Vault, file: Path) -> None:
    ours = save(vault, "Mine", credentials(1))
    vault.note_check(ours.record_id, check(1, enableWithdrawals=True))
    forge(file, [replace(pending(2), api_key="B" * 3_140_000)])
    with refused(ProblemId.IMPORT_DAMAGED):
        vault.transfer.import_file(file, WORDS, TERMS)
    assert len(vault.saved_keys()[0].history) == 2


def test_a_full_vault_keeps_what_is_known_of_a_danger(vault: Vault) -> None:
    ours = save(vault, "Mine", credentials(1))
    vault.note_check(ours.record_id, check(1, enableWithdrawals=True))
    for minute in range(2, 40):
        vault.note_check(ours.record_id, replace(_SILENT, checked_at=check(minute).checked_at))
    vault.seal("Big", VENUE, replace(credentials(2), api_key="B" * 3_143_600), now=NOW)

    with vault._live.file.explained():
        loaded = vault._live.file.load()
    assert loaded is not None
    (kept,) = (
        r.key
        for r in open_vault(loaded.file, vault._live.key).records
        if isinstance(r.key, SavedKey)
    )
    assert len(kept.history) < 40
    assert kept.last_proof is not None
    assert kept.last_proof.verdict is VerdictWord.CAN_DO_MORE


def test_a_file_is_looked_at_without_a_vault(file: Path) -> None:
    forge(file, [saved(1)])
    with opened_export(file, WORDS, TERMS) as (found, data_key):
        assert [record.key.name for record in found.records] == ["One"]
    assert not any(data_key)
    with refused(ProblemId.IMPORT_PASSPHRASE_WRONG), opened_export(file, Secret("another one")):
        pass


def test_a_link_is_not_followed_and_told_as_such(vault: Vault, file: Path, tmp_path: Path) -> None:
    forge(file, [saved(1)])
    link = tmp_path / "link"
    link.symlink_to(file)
    with refused(ProblemId.IMPORT_UNREADABLE):
        vault.transfer.import_file(link, WORDS, TERMS)
