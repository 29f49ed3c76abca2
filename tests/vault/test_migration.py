"""A newer program takes over an older file: it opens, and a copy is kept before it is rewritten."""

from __future__ import annotations

import shutil
import stat
from dataclasses import replace
from pathlib import Path

from tests.vault.by_hand import state_of
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused
from tests.vault.second_format import FORMAT_2
from tests.vault.taken_over import check_everything, copy_of, names_beside
from wizard.core.problems import ProblemId
from wizard.core.saved_key import SavedKey
from wizard.core.secret import Secret
from wizard.vault.door import Presence, VaultDoor
from wizard.vault.file_format import (
    FORMAT_1,
    FORMATS,
    Formats,
    number_of,
)
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.records import Records

DAMAGED = (ProblemId.VAULT_DAMAGED, ProblemId.VAULT_DAMAGED_ALONE)


def test_format_1_is_what_is_written_today(older_file: bytes) -> None:
    assert FORMATS.newest is FORMAT_1
    assert not FORMATS.has_older
    assert older_file.startswith(b"ROKEYVAULT/1\n")


def test_an_older_format_opens_and_nothing_is_written(newer: VaultDoor, older_file: bytes) -> None:
    before, names = state_of(newer.path), names_beside(newer)

    assert newer.presence() is Presence.OPENS_WITH_KEYCHAIN
    with newer.open() as vault:
        check_everything(vault)
        vault.reload()
    with newer.open(Secret(PASSPHRASE)) as vault:
        check_everything(vault)

    assert state_of(newer.path) == before
    assert names_beside(newer) == names


def test_the_first_save_keeps_the_older_file(newer: VaultDoor, older_file: bytes) -> None:
    newer.path.chmod(0o644)

    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
        check_everything(vault, "Three")

    assert number_of(newer.path.read_bytes()) == 2
    assert copy_of(newer).read_bytes() == older_file
    assert stat.S_IMODE(copy_of(newer).stat().st_mode) == 0o600
    assert copy_of(newer).stat().st_nlink == 1, "a copy of its own, not another name"
    for passphrase in (None, Secret(PASSPHRASE)):
        with newer.open(passphrase) as vault:
            check_everything(vault, "Three")


def test_the_copy_opens_with_the_older_program(
    newer: VaultDoor, older_file: bytes, keychain: MemoryKeychain, tmp_path: Path
) -> None:
    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    (tmp_path / "aside").mkdir()
    shutil.copy(copy_of(newer), tmp_path / "aside" / "vault.rokey")

    with VaultDoor(tmp_path / "aside", keychain).open() as vault:
        check_everything(vault)


def test_later_saves_keep_no_more_copies(newer: VaultDoor, older_file: bytes) -> None:
    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    before = state_of(copy_of(newer))

    with newer.open() as vault:
        vault.rename(vault.saved_keys()[0].record_id, "Another")
        vault.remove(vault.pending_keys()[0].record_id)

    assert state_of(copy_of(newer)) == before
    assert names_beside(newer) == {f"vault.rokey{end}" for end in ("", ".bak", ".lock", ".v1")}


def test_what_the_newer_writer_spoils_is_not_saved(
    folder: Path, keychain: MemoryKeychain, older_file: bytes
) -> None:
    """Every record is read again in the new format, also those that were not changed."""

    def forgetful(records: Records, history_limit: int) -> bytearray:
        saved = [each for each in records if isinstance(each.key, SavedKey)]
        return FORMAT_2.to_payload(saved, history_limit)

    formats = Formats(FORMAT_1, replace(FORMAT_2, to_payload=forgetful))
    door = VaultDoor(folder, keychain, cost=CHEAP, formats=formats)
    with door.open() as vault:
        before, names = state_of(door.path), names_beside(door)

        with refused(*DAMAGED):
            vault.rename(vault.saved_keys()[0].record_id, "Another")

        check_everything(vault)
    assert state_of(door.path) == before
    assert names_beside(door) == names


def test_a_new_vault_is_made_in_the_newest_format(newer: VaultDoor) -> None:
    newer.create().close()

    assert newer.path.read_bytes().startswith(b"ROKEYVAULT/2\n")
    assert not copy_of(newer).exists()


def test_a_copy_that_is_there_is_not_written_over(newer: VaultDoor, older_file: bytes) -> None:
    copy_of(newer).write_bytes(b"somebody's last hope")
    copy_of(newer, "v1.2").mkdir()
    copy_of(newer, "v1.3").symlink_to("nowhere")

    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)

    assert copy_of(newer).read_bytes() == b"somebody's last hope"
    assert copy_of(newer, "v1.2").is_dir()
    assert copy_of(newer, "v1.3").is_symlink()
    assert copy_of(newer, "v1.4").read_bytes() == older_file


def test_the_same_bytes_are_kept_once(newer: VaultDoor, older_file: bytes) -> None:
    """As after a save that was killed when the copy was there and the new file was not."""
    copy_of(newer).write_bytes(older_file)

    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)

    assert copy_of(newer).read_bytes() == older_file
    assert not copy_of(newer, "v1.2").exists()


def test_an_older_file_put_back_is_kept_under_another_number(
    newer: VaultDoor, older_file: bytes, door: VaultDoor
) -> None:
    with newer.open() as vault:
        vault.seal("Three", VENUE, credentials(3), now=NOW)
    newer.path.write_bytes(older_file)
    with door.open() as vault:
        vault.seal("With the older program", VENUE, credentials(4), now=NOW)
    later = newer.path.read_bytes()

    with newer.open() as vault:
        vault.seal("Again", VENUE, credentials(5), now=NOW)

    assert copy_of(newer).read_bytes() == older_file
    assert copy_of(newer, "v1.2").read_bytes() == later
