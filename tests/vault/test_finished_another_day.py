"""What must not stay in the backup: a change that died, or whose backup failed, is finished by
whoever opens the vault next, also where there is no keychain.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vault.faulty_world import Ending, KilledError, Plan, World, faulty_disk
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials, refused
from tests.vault.vault_lives import LISTED
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.vault import Vault

OLD_CODE, NEW_CODE = "OLD" * 9, "NEW" * 9
Work = Callable[[Vault], None]


def _renew(vault: Vault) -> None:
    vault.ways_in.renew_keys(Secret(PASSPHRASE), Secret(NEW_CODE))


def _first(vault: Vault) -> str:
    return next(key.record_id for key in vault.pending_keys() if key.name == "Gone")


def _remove(vault: Vault) -> None:
    vault.remove(_first(vault))


CHANGES: dict[str, Work] = {"renew": _renew, "remove": _remove}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with a vault under a passphrase and a code; backup and vault hold both keys."""
    folder = tmp_path / "made"
    with _door(folder).create(Secret(PASSPHRASE)) as vault:
        vault.ways_in.set_recovery_code(Secret(OLD_CODE))
        vault.seal("Gone", VENUE, credentials(1), now=NOW)
        stays = vault.seal("Stays", VENUE, credentials(2), now=NOW)
        vault.rename(stays.record_id, "Kept")
    return folder


def _door(folder: Path) -> VaultDoor:
    return VaultDoor(folder, None, cost=CHEAP)


def _attempt(folder: Path, work: Work, plan: Plan | None) -> tuple[World, ProblemId | None]:
    """The world afterwards, and what was said."""
    world = World(folder)
    with _door(folder).open(Secret(PASSPHRASE)) as vault, faulty_disk(world):
        world.begin(plan)
        try:
            work(vault)
        except KilledError:
            return world, None
        except ProblemError as error:
            return world, error.problem.id
        finally:
            world.plan, world.dead = None, False
        return world, None if vault.unconfirmed is None else vault.unconfirmed.id


def _opens_with(file: Path, code: str) -> bool:
    """Whether this file, as a vault of its own, opens with the code."""
    elsewhere = file.with_name(f"of-{file.name}-{code[:3]}")
    shutil.rmtree(elsewhere, ignore_errors=True)
    elsewhere.mkdir()
    shutil.copy(file, elsewhere / "vault.rokey")
    try:
        _door(elsewhere).open_with_code(Secret(code)).close()
    except ProblemError:
        return False
    finally:
        shutil.rmtree(elsewhere)
    return True


def _keys(file: Path, tmp_path: Path) -> list[str]:
    elsewhere = tmp_path / "elsewhere"
    shutil.rmtree(elsewhere, ignore_errors=True)
    elsewhere.mkdir()
    shutil.copy(file, elsewhere / "vault.rokey")
    with _door(elsewhere).open(Secret(PASSPHRASE)) as vault:
        return sorted(key.name for key in vault.pending_keys())


def _check_finished(folder: Path, tmp_path: Path, change: str, where: str) -> None:
    """After the next opening the backup has nothing that the vault has not, and no mark is left."""
    _door(folder).open(Secret(PASSPHRASE)).close()
    vault, backup = folder / "vault.rokey", folder / "vault.rokey.bak"
    if change == "renew":
        assert _opens_with(vault, OLD_CODE) or not _opens_with(backup, OLD_CODE), where
    else:
        assert "Gone" in _keys(vault, tmp_path) or "Gone" not in _keys(backup, tmp_path), where
    assert not (folder / LISTED).exists(), where


@pytest.mark.parametrize("change", ["renew", "remove"])
def test_killed_at_each_step(made: Path, tmp_path: Path, change: str) -> None:
    at, fired = 0, True
    while fired:
        at += 1
        folder = tmp_path / "kept"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder)
        world, _ = _attempt(folder, CHANGES[change], Plan(at, Ending.KILL))
        fired = bool(world.fired)
        _check_finished(folder, tmp_path, change, f"{change} killed at {at}")
    assert at > 15


@pytest.mark.parametrize(
    ("change", "said"),
    [("renew", ProblemId.BACKUP_OPENS_OLD_WAY), ("remove", ProblemId.BACKUP_STALE)],
)
def test_a_backup_that_could_not_be_renewed_is_renewed_when_it_can_be(
    made: Path, tmp_path: Path, change: str, said: ProblemId
) -> None:
    outcomes, at, fired = set(), 0, True
    while fired:
        at += 1
        folder = tmp_path / "kept"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder)
        world, outcome = _attempt(folder, CHANGES[change], Plan(at, errno.EIO, lasting=True))
        fired = bool(world.fired)
        outcomes.add(outcome)
        if outcome is said:
            assert (folder / LISTED).exists(), "a mark for the next opening"
            still = World(folder)
            with faulty_disk(still):
                still.begin(Plan(1, errno.EIO, lasting=True))
                _door(folder).open(Secret(PASSPHRASE)).close()
            assert (folder / LISTED).exists(), "and for the one after, where that failed, too"
        _check_finished(folder, tmp_path, change, f"{change} failing from {at}")
    assert said in outcomes


def test_only_what_forgets_pays_for_the_mark(made: Path) -> None:
    def trail(work: Work) -> list[str]:
        return list(_attempt(made, work, None)[0].trail)

    def rename(vault: Vault) -> None:
        vault.rename(_first(vault), "Gone")

    usual = trail(rename)
    assert len(usual) < len(trail(_remove))
    assert [step for step in usual if step == "fsync"] == ["fsync"] * 2, "file and folder"


def test_without_room_for_the_mark_nothing_is_removed(made: Path) -> None:
    (made / LISTED).mkdir()
    before = (made / "vault.rokey").read_bytes()
    with (
        _door(made).open(Secret(PASSPHRASE)) as vault,
        refused(ProblemId.WRITE_FAILED, ProblemId.FOLDER_NOT_WRITABLE),
    ):
        vault.remove(_first(vault))
    assert (made / "vault.rokey").read_bytes() == before
