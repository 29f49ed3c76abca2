"""An open vault: what each change does, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tests.vault.samples import (
    CREATED_MS,
    MARKED,
    NOW,
    VENUE,
    check,
    credentials,
    proof,
    refused,
    save,
)
from wizard.core.credentials import Ed25519Credentials, KeyKind, RsaCredentials
from wizard.core.problems import ProblemId
from wizard.core.saved_key import HISTORY_LIMIT
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.vault.door import VaultDoor
from wizard.vault.live_contents import VaultClosedError
from wizard.vault.vault import Vault


def reopened(door: VaultDoor) -> Vault:
    return door.open()


def test_a_pending_key_is_on_the_disk_as_soon_as_it_is_sealed(
    vault: Vault, door: VaultDoor
) -> None:
    pending = vault.seal("  Tax   tool ", VENUE, credentials(), now=NOW)

    again = reopened(door)

    assert again.pending_keys() == (pending,)
    assert again.saved_keys() == ()
    assert pending.name == "Tax tool"
    assert pending.created_at == NOW
    assert again.credentials(pending.record_id) == credentials()


@pytest.mark.parametrize(
    ("sealed", "kind"),
    [
        (credentials(), KeyKind.HMAC),
        (Ed25519Credentials("e" * 64, Secret("-----BEGIN PRIVATE KEY-----\nü\n")), KeyKind.ED25519),
        (RsaCredentials("r" * 64, Secret("line\n" * 40)), KeyKind.RSA),
    ],
)
def test_every_kind_of_credentials_comes_back_as_it_was(
    vault: Vault,
    door: VaultDoor,
    sealed: Ed25519Credentials | RsaCredentials,
    kind: KeyKind,
) -> None:
    pending = vault.seal("One", VENUE, sealed, now=NOW)

    assert pending.kind is kind
    assert reopened(door).credentials(pending.record_id) == sealed


def test_a_proven_key_is_saved_with_its_first_check(vault: Vault, door: VaultDoor) -> None:
    pending = vault.seal("One", VENUE, credentials(), now=NOW)

    saved = vault.commit(proof(pending.record_id, credentials()), check())

    assert vault.pending_keys() == ()
    assert reopened(door).saved_keys() == (saved,)
    assert saved.record_id == pending.record_id
    assert saved.first_seen_created_ms == CREATED_MS
    assert saved.history == (check(),)
    assert reopened(door).credentials(saved.record_id) == credentials()


def test_a_proof_about_other_credentials_saves_nothing(vault: Vault, door: VaultDoor) -> None:
    pending = vault.seal("One", VENUE, credentials(1), now=NOW)

    with refused(ProblemId.PROOF_STALE):
        vault.commit(proof(pending.record_id, credentials(2)), check())

    assert reopened(door).pending_keys() == (pending,)
    assert reopened(door).saved_keys() == ()


def test_a_proof_from_another_venue_saves_nothing(vault: Vault) -> None:
    pending = vault.seal("One", VENUE, credentials(), now=NOW)

    with refused(ProblemId.PROOF_STALE):
        vault.commit(proof(pending.record_id, credentials(), VenueId.BINANCE_COM), check())

    assert vault.saved_keys() == ()


def test_a_proof_is_void_once_another_window_pasted_anew(vault: Vault, door: VaultDoor) -> None:
    pending = vault.seal("One", VENUE, credentials(1), now=NOW)
    proven = proof(pending.record_id, credentials(1))
    reopened(door).reseal(pending.record_id, credentials(2), now=NOW)

    with refused(ProblemId.PROOF_STALE):
        vault.commit(proven, check())

    assert reopened(door).credentials(pending.record_id) == credentials(2)


def test_a_saved_key_cannot_be_committed_again(vault: Vault) -> None:
    saved = save(vault, "One", credentials())

    with refused(ProblemId.KEY_SAVED_MEANWHILE):
        vault.commit(proof(saved.record_id, credentials()), check())


def test_other_credentials_take_the_place_of_pending_ones(vault: Vault, door: VaultDoor) -> None:
    first = vault.seal("One", VENUE, credentials(1), now=NOW)

    second = vault.reseal(first.record_id, credentials(2), now=NOW)

    assert second == replace(first, api_key=credentials(2).api_key)
    assert reopened(door).pending_keys() == (second,)
    assert reopened(door).credentials(first.record_id) == credentials(2)


def test_the_same_credentials_may_be_pasted_over_themselves(vault: Vault) -> None:
    first = vault.seal("One", VENUE, credentials(1), now=NOW)

    assert vault.reseal(first.record_id, credentials(1), now=NOW) == first


def test_values_and_name_change_in_one_write(vault: Vault, door: VaultDoor) -> None:
    first = vault.seal("One", VENUE, credentials(1), now=NOW)
    save(vault, "Two", credentials(2))
    before = door.path.read_bytes()

    for name, problem in (("two", ProblemId.NAME_TAKEN), (" ", ProblemId.NAME_EMPTY)):
        with refused(problem):
            vault.reseal(first.record_id, credentials(3), now=NOW, name=name)
    assert door.path.read_bytes() == before
    both = vault.reseal(first.record_id, credentials(3), now=NOW, name="  Three ")

    assert both == replace(first, name="Three", api_key=credentials(3).api_key)
    assert reopened(door).pending_keys() == (both,)


def test_a_saved_key_cannot_be_pasted_over(vault: Vault) -> None:
    saved = save(vault, "One", credentials(1))

    with refused(ProblemId.KEY_SAVED_MEANWHILE):
        vault.reseal(saved.record_id, credentials(2), now=NOW)

    assert vault.credentials(saved.record_id) == credentials(1)


@pytest.mark.parametrize("name", ["One", "oNE", " one ", "\uff2fne"])
def test_two_keys_cannot_share_a_name(vault: Vault, name: str) -> None:
    save(vault, "One", credentials(1))

    with refused(ProblemId.NAME_TAKEN):
        vault.seal(name, VENUE, credentials(2), now=NOW)


def test_a_pending_key_holds_its_name_too(vault: Vault) -> None:
    vault.seal("One", VENUE, credentials(1), now=NOW)

    with refused(ProblemId.NAME_TAKEN):
        vault.seal("One", VENUE, credentials(2), now=NOW)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("  ", ProblemId.NAME_EMPTY),
        ("long " * 12 + "names", ProblemId.NAME_TOO_LONG),
        ("a\u200bb", ProblemId.NAME_CHARACTERS),
    ],
)
def test_a_bad_name_is_refused_by_the_vault_itself(
    vault: Vault, name: str, problem: ProblemId
) -> None:
    with refused(problem):
        vault.seal(name, VENUE, credentials(), now=NOW)


def test_one_api_key_is_kept_once_for_a_venue(vault: Vault) -> None:
    save(vault, "One", credentials(1))

    with refused(ProblemId.KEY_ALREADY_HERE):
        vault.seal("Two", VENUE, credentials(1), now=NOW)
    other = vault.seal("Two", VenueId.BINANCE_COM, credentials(1), now=NOW)

    assert other.venue is VenueId.BINANCE_COM


def test_a_new_key_replaces_an_old_one_in_one_write(vault: Vault, door: VaultDoor) -> None:
    old = save(vault, "One", credentials(1))

    new = vault.seal("One", VENUE, credentials(2), now=NOW, replaces=old.record_id)
    assert reopened(door).saved_keys() == (old,), "the old key stays until the new one is proven"
    saved = vault.commit(proof(new.record_id, credentials(2)), check())

    assert reopened(door).saved_keys() == (saved,)
    with refused(ProblemId.KEY_GONE):
        vault.credentials(old.record_id)


def test_only_a_saved_key_can_be_replaced(vault: Vault) -> None:
    pending = vault.seal("One", VENUE, credentials(1), now=NOW)

    with refused(ProblemId.NO_SUCH_KEY):
        vault.seal("Two", VENUE, credentials(2), now=NOW, replaces=pending.record_id)


def test_a_key_that_is_gone_meanwhile_need_not_be_replaced(vault: Vault, door: VaultDoor) -> None:
    old = save(vault, "One", credentials(1))
    reopened(door).remove(old.record_id)

    new = vault.seal("One", VENUE, credentials(2), now=NOW, replaces=old.record_id)

    assert new.replaces is None
    assert reopened(door).pending_keys() == (new,)


def test_a_pending_key_is_discarded_from_vault_and_backup(vault: Vault, door: VaultDoor) -> None:
    pending = vault.seal("One", VENUE, credentials(), now=NOW)

    vault.discard(pending.record_id)

    backup = door.path.with_name(door.path.name + ".bak")
    assert reopened(door).pending_keys() == ()
    assert backup.read_bytes() == door.path.read_bytes()
    with refused(ProblemId.KEY_GONE):
        vault.discard(pending.record_id)


def test_a_key_saved_by_another_window_is_not_discarded(vault: Vault, door: VaultDoor) -> None:
    pending = vault.seal("One", VENUE, credentials(), now=NOW)
    saved = reopened(door).commit(proof(pending.record_id, credentials()), check())

    with refused(ProblemId.KEY_SAVED_MEANWHILE):
        vault.discard(pending.record_id)

    assert reopened(door).saved_keys() == (saved,)


def test_what_is_not_wanted_any_more_is_not_saved(vault: Vault, door: VaultDoor) -> None:
    pending = vault.seal("One", VENUE, credentials(), now=NOW)
    before = door.path.read_bytes()

    with refused(ProblemId.CANCELLED):
        vault.commit(proof(pending.record_id, credentials()), check(), lambda: False)

    assert door.path.read_bytes() == before


def test_the_history_is_newest_first_and_keeps_fifty(vault: Vault, door: VaultDoor) -> None:
    saved = save(vault, "One", credentials())

    for minute in range(1, 60):
        saved = vault.note_check(saved.record_id, check(minute, enableFutures=minute % 2 == 0))

    assert len(saved.history) == HISTORY_LIMIT
    assert saved.history[0].checked_at == check(59).checked_at
    assert reopened(door).saved_keys() == (saved,)


def test_a_pending_key_has_no_history(vault: Vault) -> None:
    pending = vault.seal("One", VENUE, credentials(), now=NOW)

    with refused(ProblemId.NO_SUCH_KEY):
        vault.note_check(pending.record_id, check())


def test_renaming(vault: Vault, door: VaultDoor) -> None:
    saved = save(vault, "One", credentials(1))
    save(vault, "Two", credentials(2))

    assert vault.rename(saved.record_id, "one").name == "one", "letter case may be mended"
    with refused(ProblemId.NAME_TAKEN):
        vault.rename(saved.record_id, "TWO")
    with refused(ProblemId.NAME_EMPTY):
        vault.rename(saved.record_id, " ")
    with refused(ProblemId.KEY_GONE):
        vault.rename("0" * 16, "Three")

    assert [key.name for key in reopened(door).saved_keys()] == ["one", "Two"]
    assert reopened(door).credentials(saved.record_id) == credentials(1)


def test_a_removed_key_is_in_neither_vault_nor_backup(vault: Vault, door: VaultDoor) -> None:
    saved = save(vault, "One", credentials(1))
    before = door.path.read_bytes()

    vault.remove(saved.record_id)

    backup = door.path.with_name(door.path.name + ".bak")
    assert reopened(door).saved_keys() == ()
    assert backup.read_bytes() == door.path.read_bytes() != before
    with refused(ProblemId.KEY_GONE):
        vault.remove(saved.record_id)


def test_a_time_without_a_zone_is_refused(vault: Vault) -> None:
    with pytest.raises(ValueError, match="zone"):
        vault.seal("One", VENUE, credentials(), now=datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_closed_vault_gives_nothing(vault: Vault, door: VaultDoor) -> None:
    saved = save(vault, "One", credentials())
    key = vault._live.key

    vault.close()
    vault.close()

    assert key == bytes(32), "the data key was wiped"
    with pytest.raises(VaultClosedError):
        vault.saved_keys()
    with pytest.raises(VaultClosedError):
        vault.seal("Two", VENUE, credentials(2), now=NOW)
    with pytest.raises(VaultClosedError):
        vault.reload()
    assert reopened(door).saved_keys() == (saved,)


def test_no_secret_lies_in_any_file_in_any_spelling(vault: Vault, door: VaultDoor) -> None:
    saved = save(vault, "One", credentials())
    vault.note_check(saved.record_id, check(1))

    spellings = [
        MARKED.encode(),
        MARKED.encode("utf-16-le"),
        MARKED.encode().hex().encode(),
        saved.api_key.encode(),
        b"One",
    ]
    for path in door.folder.iterdir():
        data = path.read_bytes()
        assert not [spelling for spelling in spellings if spelling in data]
        assert path.stat().st_mode & 0o777 == 0o600
    assert door.folder.stat().st_mode & 0o777 == 0o700
