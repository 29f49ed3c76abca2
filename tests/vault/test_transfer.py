"""Keys carried to another vault: exported whole, imported one by one, nothing written over."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vault.faulty_world import Ending, KilledError, Plan, World, faulty_disk
from tests.vault.samples import CHEAP, MARKED, NOW, VENUE, check, credentials, refused, save
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.saved_key import PendingKey, SavedKey
from wizard.core.secret import Secret
from wizard.vault.cipher import SealBrokenError, random_bytes
from wizard.vault.door import VaultDoor
from wizard.vault.file_format import from_file
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.passphrase_slot import make_passphrase_slot
from wizard.vault.records import Record
from wizard.vault.sealed_vault import Contents, open_vault, seal_secret, seal_vault
from wizard.vault.slots import Ways, ways_of
from wizard.vault.vault import Vault

WORDS = Secret("a passphrase for the way")
LONG = ("a very long name " * 4)[:64].strip().ljust(64, "x")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "keys.rokey"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Vault]:
    """A vault on another computer."""
    with VaultDoor(tmp_path / "other", MemoryKeychain(), cost=CHEAP).create() as vault:
        yield vault


def content(vault: Vault) -> list[object]:
    """Everything but what may change on the way: ids."""
    keys: list[SavedKey | PendingKey] = [*vault.saved_keys(), *vault.pending_keys()]
    return [(replace(key, record_id=""), vault.credentials(key.record_id)) for key in keys]


def forged(vault: Vault, *names: str) -> bytes:
    """What somebody who knows the passphrase could write: One under other names."""
    (record,) = vault._live.records
    assert isinstance(record.key, SavedKey)
    opened = vault.credentials(record.key.record_id)
    vault_id, key = "f" * 32, random_bytes(32)
    records = []
    for number, name in enumerate(names):
        fake = replace(record.key, name=name, api_key=f"{number:064d}", record_id=f"{number:016x}")
        records.append(Record(fake, seal_secret(vault_id, fake, opened, key)))
    slot = make_passphrase_slot(vault_id, key, WORDS, CHEAP)
    return seal_vault(Contents(vault_id, 1, (slot,), tuple(records)), key)


def test_everything_arrives(vault: Vault, other: Vault, file: Path) -> None:
    one = save(vault, "One", credentials(1))
    vault.note_check(one.record_id, check(5))
    vault.seal("Two", VENUE, credentials(2), now=NOW)

    assert vault.transfer.export(file, WORDS) == 2
    imported = other.transfer.import_file(file, WORDS)

    assert imported.added == ("One", "Two")
    assert (imported.renamed, imported.already_here, imported.different_here) == ((), (), ())
    assert content(other) == content(vault)
    assert file.stat().st_mode & 0o777 == 0o600
    assert MARKED.encode() not in file.read_bytes()


def test_an_export_shares_nothing_with_its_vault(vault: Vault, file: Path) -> None:
    save(vault, "One", credentials(1))
    vault.transfer.export(file, WORDS)
    exported = from_file(file.read_bytes())

    assert ways_of(exported.header.slots) == Ways(False, True, False, False)
    assert exported.header.vault_id != vault._live.contents.vault_id
    with pytest.raises(SealBrokenError):
        open_vault(exported, vault._live.key)


def test_the_same_export_twice_and_ones_own(vault: Vault, other: Vault, file: Path) -> None:
    save(vault, "One", credentials(1))
    vault.transfer.export(file, WORDS)
    other.transfer.import_file(file, WORDS)
    for target in (vault, other):
        assert target.transfer.import_file(file, WORDS).already_here == ("One",)
    assert len(vault.saved_keys()) == len(other.saved_keys()) == 1


def test_the_same_key_with_another_secret_stays_ours(
    vault: Vault, other: Vault, file: Path
) -> None:
    save(vault, "One", credentials(1))
    ours = replace(credentials(1), secret=Secret("another".ljust(64, "s")))
    other.seal("Mine", VENUE, ours, now=NOW)
    vault.transfer.export(file, WORDS)

    imported = other.transfer.import_file(file, WORDS)

    assert imported.different_here == ("One",)
    assert content(other)[0][1] == ours  # type: ignore[index]


@pytest.mark.parametrize(
    ("theirs", "taken", "arrives"),
    [
        ("One", ["One"], "One (2)"),
        ("One", ["oNE", "One (2)"], "One (3)"),
        ("One (2)", ["One (2)"], "One (2) (2)"),
        (LONG, [LONG], LONG[:60] + " (2)"),
        ("a" * 39 + " " + "b" * 19 + " cccc", ["A" * 39 + " " + "B" * 19 + " CCCC"], None),
    ],
)
def test_a_name_that_is_taken(
    vault: Vault, other: Vault, file: Path, theirs: str, taken: list[str], arrives: str | None
) -> None:
    save(vault, theirs, credentials(1))
    for number, name in enumerate(taken, 2):
        save(other, name, credentials(number))
    vault.transfer.export(file, WORDS)

    ((before, after),) = other.transfer.import_file(file, WORDS).renamed

    assert before == theirs
    assert arrives in (after, None)
    assert len(after) <= 64
    key = next(key for key in other.saved_keys() if key.name == after)
    assert other.rename(key.record_id, after).name == after, "a name that could be given here"


def test_a_pending_key_still_replaces_its_saved_one(vault: Vault, other: Vault, file: Path) -> None:
    saved = save(vault, "One", credentials(1))
    vault.seal("One", VENUE, credentials(2), now=NOW, replaces=saved.record_id)
    save(other, "one", credentials(3))
    vault.transfer.export(file, WORDS)

    imported = other.transfer.import_file(file, WORDS)

    assert imported.renamed == (("One", "One (2)"), ("One", "One (2)"))
    (pending,) = other.pending_keys()
    goal = next(key for key in other.saved_keys() if key.record_id == pending.replaces)
    assert goal.api_key == credentials(1).api_key


def test_a_pending_key_whose_saved_one_is_here_under_another_name(
    vault: Vault, other: Vault, file: Path
) -> None:
    saved = save(vault, "One", credentials(1))
    vault.seal("One", VENUE, credentials(2), now=NOW, replaces=saved.record_id)
    here = save(other, "Mine", credentials(1))
    vault.transfer.export(file, WORDS)

    imported = other.transfer.import_file(file, WORDS)

    assert (imported.already_here, imported.added) == (("One",), ("One",))
    assert other.pending_keys()[0].replaces == here.record_id


def test_every_imported_key_gets_an_id_of_its_own(vault: Vault, other: Vault, file: Path) -> None:
    saved = save(vault, "One", credentials(1))
    vault.transfer.export(file, WORDS)
    ids = {saved.record_id}
    for _ in range(2):
        other.transfer.import_file(file, WORDS)
        (here,) = other.saved_keys()
        ids.add(here.record_id)
        other.remove(here.record_id)
    assert len(ids) == 3


@pytest.mark.parametrize("name", ["", "a\x1b[2Jb", "long name " * 7, "line\nbreak", "\u202eevil"])
def test_a_name_that_nobody_could_have_given(
    vault: Vault, other: Vault, file: Path, name: str
) -> None:
    save(vault, "One", credentials(1))
    file.write_bytes(forged(vault, "Good", name))

    with refused(ProblemId.IMPORT_DAMAGED):
        other.transfer.import_file(file, WORDS)

    assert other.saved_keys() == ()


def test_a_thousand_keys(vault: Vault, other: Vault, file: Path) -> None:
    save(vault, "One", credentials(1))
    file.write_bytes(forged(vault, *["Same name"] * 1000))
    began = time.monotonic()

    imported = other.transfer.import_file(file, WORDS)

    assert (len(imported.added), len(imported.renamed)) == (1, 999)
    assert imported.renamed[-1] == ("Same name", "Same name (1000)")
    assert time.monotonic() - began < 20


def test_a_vault_without_room_takes_all_or_nothing(vault: Vault, other: Vault, file: Path) -> None:
    save(vault, "One", credentials(1))
    file.write_bytes(forged(vault, *["Name"] * 1000))
    filler = Secret("s" * 2_000_000)
    pending = other.seal("Big", VENUE, replace(credentials(7), secret=filler), now=NOW)
    before = content(other)

    with refused(ProblemId.VAULT_FULL):
        other.transfer.import_file(file, WORDS)

    assert content(other) == before
    other.discard(pending.record_id)


@pytest.mark.parametrize("data", [b"", b"keys", b"ROKEYVAULT/1\n{}\nAAAA\n", b"x" * 5_000_000])
def test_what_is_no_export(vault: Vault, file: Path, data: bytes) -> None:
    file.write_bytes(data)
    with refused(ProblemId.IMPORT_DAMAGED):
        vault.transfer.import_file(file, WORDS)


def test_what_cannot_be_imported(vault: Vault, door: VaultDoor, file: Path, tmp_path: Path) -> None:
    for path in (file, tmp_path, Path("/"), Path("nul\0byte"), tmp_path / ("x" * 300)):
        with refused(ProblemId.IMPORT_UNREADABLE):
            vault.transfer.import_file(path, WORDS)
    os.mkfifo(file)
    with refused(ProblemId.IMPORT_UNREADABLE):
        vault.transfer.import_file(file, WORDS)
    with refused(ProblemId.IMPORT_NOT_EXPORT):
        vault.transfer.import_file(door.path, WORDS)
    file.unlink()
    file.write_bytes(b"ROKEYVAULT/2\n{}\nAAAA\n")
    with refused(ProblemId.IMPORT_NEWER):
        vault.transfer.import_file(file, WORDS)


def test_another_passphrase(vault: Vault, file: Path) -> None:
    vault.transfer.export(file, WORDS)
    with refused(ProblemId.PASSPHRASE_WRONG, ProblemId.IMPORT_PASSPHRASE_WRONG):
        vault.transfer.import_file(file, Secret("another passphrase"))
    with refused(ProblemId.PASSPHRASE_TOO_SHORT):
        vault.transfer.export(file.with_name("new"), Secret("short"))
    assert not file.with_name("new").exists()


def test_nothing_is_written_over_unasked(vault: Vault, file: Path) -> None:
    file.write_bytes(b"mine")
    with refused(ProblemId.EXPORT_EXISTS):
        vault.transfer.export(file, WORDS)
    assert file.read_bytes() == b"mine"
    vault.transfer.export(file, WORDS, replace_file=True)
    vault.transfer.import_file(file, WORDS)


@pytest.mark.parametrize(
    "name", ["vault.rokey", "VAULT.rokey", "vault.rokey.bak", "vault.rokey.lock", "last-seen.json"]
)
def test_the_vaults_own_files_are_not_written_over(
    vault: Vault, folder: Path, tmp_path: Path, name: str
) -> None:
    save(vault, "One", credentials(1))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (tmp_path / "link").symlink_to(folder)
    for path in (folder / name, tmp_path / "link" / name):
        with refused(ProblemId.EXPORT_OVER_VAULT):
            vault.transfer.export(path, WORDS, replace_file=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    "name",
    [
        "vault.rokey.damaged-1",
        ".vault.rokey.0.tmp",
        "keychain-entries.json",
        "progress.json",
        "settings.json",
        "pauses.json",
        ".keychain-entries.json.0.tmp",
        "keys.rokey",
    ],
)
def test_nothing_is_exported_into_the_vaults_folder(vault: Vault, folder: Path, name: str) -> None:
    """Beside the vault each name may be one that the program uses, if only on a later day."""
    before = sorted(folder.iterdir())
    for replace_file in (False, True):
        with refused(ProblemId.EXPORT_OVER_VAULT):
            vault.transfer.export(folder / name, WORDS, replace_file=replace_file)
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("name", ["vault.rokey", "vault.rokey.bak", "VAULT.rokey", "mine.rokey"])
def test_another_vault_is_not_written_over(vault: Vault, tmp_path: Path, name: str) -> None:
    """It may be the only place of its keys, and a copy under another name may be, too."""
    with VaultDoor(tmp_path / "other", MemoryKeychain(), cost=CHEAP).create() as other:
        save(other, "Theirs", credentials(2))
    path = tmp_path / "other" / name
    path.write_bytes((tmp_path / "other" / "vault.rokey").read_bytes())
    before = path.read_bytes()

    with refused(ProblemId.EXPORT_OVER_VAULT):
        vault.transfer.export(path, WORDS, replace_file=True)
    with refused(ProblemId.EXPORT_EXISTS):
        vault.transfer.export(path, WORDS)

    assert path.read_bytes() == before


def test_an_export_of_before_may_be_written_over(vault: Vault, file: Path) -> None:
    for _ in range(2):
        vault.transfer.export(file, WORDS, replace_file=True)
    assert from_file(file.read_bytes()).header.generation == 1


@pytest.mark.parametrize("name", ["keys.rokey", "n" * 255, "[a]*?.rokey"])
def test_what_a_killed_export_left_is_cleared_by_the_next(
    vault: Vault, tmp_path: Path, name: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / ".mine.part").write_text("somebody's")
    world = World(stick)
    world.begin(Plan(3, Ending.KILL))
    with faulty_disk(world), pytest.raises(KilledError):
        vault.transfer.export(stick / name, WORDS)
    assert len(list(stick.iterdir())) == 2

    vault.transfer.export(stick / name, WORDS)

    assert sorted(path.name for path in stick.iterdir()) == sorted([".mine.part", name])


def test_where_nothing_can_be_written(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    places = (tmp_path / "gone" / "x", tmp_path / "folder", tmp_path / "nul\0", Path("/"))
    for path in places:
        with refused(ProblemId.EXPORT_NOT_WRITTEN):
            vault.transfer.export(path, WORDS, replace_file=True)


@pytest.mark.parametrize("fault", [*Ending, errno.ENOSPC, errno.EIO])
def test_an_export_is_whole_or_not_there(vault: Vault, tmp_path: Path, fault: Ending | int) -> None:
    save(vault, "One", credentials(1))
    (tmp_path / "stick").mkdir()
    file, at = tmp_path / "stick" / "keys.rokey", 0
    fired = True
    while fired:
        at += 1
        file.unlink(missing_ok=True)
        world = World(file.parent)
        with faulty_disk(world):
            world.begin(Plan(at, fault))
            try:
                vault.transfer.export(file, WORDS)
            except (KilledError, ProblemError):
                pass
            else:
                assert file.exists()
        fired = bool(world.fired)
        assert not file.exists() or vault.transfer.import_file(file, WORDS).already_here
    assert at > 2
