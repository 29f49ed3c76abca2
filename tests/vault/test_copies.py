"""The backup in the place of a vault that does not open: looked at, put back, or refused."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from tests.vault.faulty_keychain import FaultyKeychain
from tests.vault.faulty_world import Ending, KilledError, Manner, Plan, World, faulty_disk
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused, save
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.slots import Ways
from wizard.vault.vault import Vault

CODE = Secret("CODE" * 7)
LASTING = (errno.ENOSPC, errno.EIO, errno.EACCES)  # EPERM comes once: no second names here
KEPT = "vault.rokey.damaged-20261122-120000"


@pytest.fixture
def kept(vault: Vault) -> Vault:
    """Keychain, passphrase and code open it; One is in vault and backup, Two in the vault."""
    vault.ways_in.set_passphrase(Secret(PASSPHRASE))
    vault.ways_in.set_recovery_code(CODE)
    save(vault, "One", credentials(1))
    vault.seal("Two", VENUE, credentials(2), now=NOW)
    return vault


def damage(door: VaultDoor) -> bytes:
    data = door.path.read_bytes()[:-9]
    door.path.write_bytes(data)
    return data


@pytest.mark.parametrize("by", ["keychain", "passphrase", "code"])
def test_looked_at_and_put_back(door: VaultDoor, kept: Vault, folder: Path, by: str) -> None:
    typed = Secret(PASSPHRASE) if by == "passphrase" else None
    code = CODE if by == "code" else None
    damaged = damage(door)

    found = door.copies.look(typed, code)
    restored = door.copies.put_back(typed, code, now=NOW)

    assert found.path == folder / "vault.rokey.bak"
    assert found.ways == Ways(True, True, True, False)
    assert found.keys == 1
    assert found.names == ("One",)
    assert restored.kept == folder / KEPT
    assert restored.unconfirmed is None
    assert restored.kept.read_bytes() == damaged, "the damaged file is as it was"
    again = door.open()
    assert [key.name for key in again.saved_keys()] == ["One"]
    assert not again.older, "its owner put it back"
    again.seal("Three", VENUE, credentials(3), now=NOW)
    with refused(ProblemId.VAULT_REPLACED):
        kept.reload()


def test_put_back_twice_keeps_both_damaged_files(door: VaultDoor, kept: Vault) -> None:
    names = []
    for _ in range(2):
        damage(door)
        restored = door.copies.put_back(now=NOW)
        assert restored.kept is not None
        names.append(restored.kept.name)
    assert names == [KEPT, f"{KEPT}.2"]


def test_a_vault_that_is_gone(door: VaultDoor, kept: Vault) -> None:
    door.path.unlink()
    assert door.copies.put_back(now=NOW).kept is None
    door.open().close()


def test_a_copy_that_stays_closed(folder: Path, kept: Vault, door: VaultDoor) -> None:
    elsewhere = VaultDoor(folder, MemoryKeychain(), cost=CHEAP)
    assert elsewhere.copies.look().keys is None
    with refused(ProblemId.COPY_CLOSED):
        elsewhere.copies.look(Secret("not this passphrase"))
    damage(door)
    elsewhere.copies.put_back(now=NOW)  # it takes the place of something worse
    elsewhere.open(Secret(PASSPHRASE)).close()


def test_a_vault_that_is_well_stays(door: VaultDoor, kept: Vault) -> None:
    before = door.path.read_bytes()
    for given in ((None, None), (Secret(PASSPHRASE), None), (None, CODE)):
        with refused(ProblemId.VAULT_WELL):
            door.copies.put_back(*given, now=NOW)
    with refused(ProblemId.PASSPHRASE_WRONG):
        door.copies.put_back(Secret("not this passphrase"), now=NOW)
    with refused(ProblemId.RECOVERY_CODE_WRONG):
        door.copies.put_back(None, Secret("EDOC" * 7), now=NOW)
    assert door.path.read_bytes() == before


def test_a_vault_whose_keychain_is_lost_is_not_taken_for_damaged(
    folder: Path, door: VaultDoor, kept: Vault, keychain: MemoryKeychain
) -> None:
    before = door.path.read_bytes()
    keychain._entries.clear()
    with refused(ProblemId.PASSPHRASE_NEEDED):
        door.copies.put_back(now=NOW)
    with refused(ProblemId.PASSPHRASE_NEEDED):
        VaultDoor(folder, None, cost=CHEAP).copies.put_back(now=NOW)
    assert door.path.read_bytes() == before


@pytest.mark.parametrize("manner", [Manner.LOCKED, Manner.SILENT, Manner.UNREACHABLE])
@pytest.mark.parametrize("passphrase", [False, True])
def test_a_keychain_that_is_locked_today_damages_nothing(
    folder: Path, manner: Manner, passphrase: bool
) -> None:
    world = World(folder)
    door = VaultDoor(folder, FaultyKeychain(world), cost=CHEAP)
    with door.create(Secret(PASSPHRASE) if passphrase else None, also_keychain=True) as vault:
        save(vault, "One", credentials(1))
    world.begin(Plan(1, manner, lasting=True))
    before = door.path.read_bytes()

    with pytest.raises(ProblemError):
        door.copies.put_back(now=NOW)

    assert world.fired
    assert door.path.read_bytes() == before
    assert [path.name for path in folder.glob("*damaged*")] == []


def test_a_backup_with_a_way_in_that_the_vault_lost(
    door: VaultDoor, kept: Vault, folder: Path, keychain: MemoryKeychain
) -> None:
    """A person who forgot the new passphrase and still has an older backup with the old one."""
    backup = folder / "vault.rokey.bak"
    older = backup.read_bytes()
    kept.ways_in.set_passphrase(Secret("a quite different battery"))
    backup.write_bytes(older)

    restored = door.copies.put_back(Secret(PASSPHRASE), now=NOW)

    assert restored.kept is not None
    door.open(Secret(PASSPHRASE)).close()
    kept_data = restored.kept.read_bytes()
    restored.kept.replace(door.path)
    assert door.path.read_bytes() == kept_data
    assert len(door.open(Secret("a quite different battery")).pending_keys()) == 1


@pytest.mark.parametrize("data", [b"", b"ROKEYVAULT/1\n", b"x" * 5_000_000])
def test_a_backup_that_is_no_vault(door: VaultDoor, kept: Vault, folder: Path, data: bytes) -> None:
    (folder / "vault.rokey.bak").write_bytes(data)
    damaged = damage(door)
    for attempt in (door.copies.look, lambda: door.copies.put_back(now=NOW)):
        with refused(ProblemId.COPY_UNREADABLE):
            attempt()
    assert door.path.read_bytes() == damaged


def test_a_backup_whose_seal_is_broken_takes_no_place(
    door: VaultDoor, kept: Vault, folder: Path
) -> None:
    backup = folder / "vault.rokey.bak"
    lines = backup.read_bytes().split(b"\n")
    lines[2] = lines[2][:40] + (b"A" if lines[2][40:41] != b"A" else b"B") + lines[2][41:]
    backup.write_bytes(b"\n".join(lines))
    damaged = damage(door)
    with refused(ProblemId.COPY_UNREADABLE):
        door.copies.look()
    with refused(ProblemId.COPY_UNREADABLE):
        door.copies.put_back(now=NOW)
    assert door.path.read_bytes() == damaged


def test_without_a_backup(door: VaultDoor, vault: Vault, folder: Path) -> None:
    damage(door)
    for attempt in (door.copies.look, lambda: door.copies.put_back(now=NOW)):
        with refused(ProblemId.COPY_ABSENT):
            attempt()


def _symlink(place: Path) -> None:
    place.symlink_to(place.with_name("elsewhere"))


@pytest.mark.parametrize("make", [Path.mkdir, _symlink])
def test_something_else_in_the_vaults_place_is_not_moved(
    door: VaultDoor, kept: Vault, make: Callable[[Path], None]
) -> None:
    door.path.unlink()
    make(door.path)
    with refused(ProblemId.VAULT_NOT_A_FILE):
        door.copies.put_back(now=NOW)
    assert door.path.is_dir() or door.path.is_symlink()


@pytest.mark.parametrize("fault", [*Ending, *LASTING, errno.EPERM, errno.EROFS])
def test_ended_or_failing_at_each_step_it_can_be_put_back_again(
    door: VaultDoor, kept: Vault, folder: Path, fault: Ending | int
) -> None:
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    world, at = World(folder), 0
    while True:
        for path in folder.iterdir():
            path.unlink()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        damaged, at = damage(door), at + 1
        with faulty_disk(world):
            world.begin(Plan(at, fault, lasting=fault in LASTING))
            try:
                door.copies.put_back(now=NOW)
            except (KilledError, ProblemError) as error:
                if isinstance(error, ProblemError):
                    assert door.path.read_bytes() == damaged, "a failure changes nothing"
                    if fault not in LASTING:
                        assert not list(folder.glob("*damaged*"))
        fired = world.fired
        world.begin(None)
        try:
            door.open().close()
        except ProblemError:
            door.copies.put_back(now=NOW)
        assert [key.name for key in door.open().saved_keys()] == ["One"]
        assert damaged in [path.read_bytes() for path in folder.glob("*damaged*")]
        if not fired:
            break
    assert at > 5


@pytest.mark.parametrize("seconds", [253_402_300_799, -62_135_596_800, 2**40, 1e17, -1e17])
def test_a_file_time_at_the_end_of_the_calendar_is_a_time_everywhere(
    door: VaultDoor, kept: Vault, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file system of a test has them all, so the question is asked in the disk's place."""
    plain, backup = Path.stat, door.path.with_name("vault.rokey.bak")
    found = plain(backup)

    def stat(path: Path, **more: bool) -> os.stat_result:
        if path != backup:
            return plain(path, **more)
        return os.stat_result([*found[:7], seconds, seconds, seconds])

    monkeypatch.setattr(Path, "stat", stat)
    written_at = door.copies.look().written_at

    for hours in (-14, 14):
        assert written_at.astimezone(timezone(timedelta(hours=hours))).year in {1, 9999}
