"""Several programs on one vault: no change of anybody is lost."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

import pytest
from filelock import FileLock

from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, check, credentials, refused, save
from tests.vault.saving_child import READY
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.vault import Vault

ROOT = Path(__file__).parents[2]


def test_four_programs_saving_forty_times_each(folder: Path) -> None:
    door = VaultDoor(folder, None, cost=CHEAP)
    door.create(Secret(PASSPHRASE)).close()
    command = [sys.executable, "-P", "-m", "tests.vault.saving_child", str(folder)]
    pipe = subprocess.PIPE
    expected = {(name, number) for name in range(1, 5) for number in range(40)}

    with ExitStack() as until_done:
        running = [
            until_done.enter_context(
                subprocess.Popen([*command, str(name), "40"], cwd=ROOT, stdin=pipe, stdout=pipe)
            )
            for name in range(1, 5)
        ]
        for process in running:
            assert process.stdout is not None
            assert process.stdout.readline() == READY.encode()
        for process in running:
            assert process.stdin is not None
            process.stdin.write(b"go\n")
            process.stdin.close()
        for process in running:
            assert process.wait(100) == 0

    with door.open(Secret(PASSPHRASE)) as vault:
        keys = vault.pending_keys()
        assert sorted(key.name for key in keys) == sorted(f"{a}-{b}" for a, b in expected)
        order = [key.name.partition("-")[0] for key in keys]
        assert order != sorted(order), "they took turns"
        for key in keys:
            name, _, number = key.name.partition("-")
            wanted = credentials(int(name) * 1000 + int(number))
            assert vault.credentials(key.record_id) == wanted


def test_what_another_window_saved_is_seen_and_kept(door: VaultDoor, vault: Vault) -> None:
    other = door.open()
    ours = save(vault, "Ours", credentials(1))

    theirs = save(other, "Theirs", credentials(2))

    assert other.saved_keys() == (ours, theirs)
    assert vault.saved_keys() == (ours,)
    vault.reload()
    assert vault.saved_keys() == (ours, theirs)
    assert vault.credentials(theirs.record_id) == credentials(2)


def test_rules_hold_across_windows(door: VaultDoor, vault: Vault) -> None:
    other = door.open()
    saved = save(vault, "One", credentials(1))

    with refused(ProblemId.NAME_TAKEN):
        other.seal("one", VENUE, credentials(2), now=NOW)
    with refused(ProblemId.KEY_ALREADY_HERE):
        other.seal("Two", VENUE, credentials(1), now=NOW)

    noted = other.note_check(saved.record_id, check(1))
    other.rename(saved.record_id, "Renamed")
    again = vault.note_check(saved.record_id, check(2))
    assert again.name == "Renamed"
    assert again.history == (check(2), *noted.history)

    vault.remove(saved.record_id)
    for gone in (
        lambda: other.note_check(saved.record_id, check(3)),
        lambda: other.rename(saved.record_id, "Three"),
        lambda: other.remove(saved.record_id),
    ):
        with refused(ProblemId.KEY_GONE):
            gone()
    assert other.saved_keys() == ()


def test_a_lock_that_is_held_is_waited_for_but_not_for_ever(folder: Path, door: VaultDoor) -> None:
    door.create()
    hasty = VaultDoor(folder, door._keychain, lock_patience_s=0.2).open()
    before = door.path.read_bytes()

    with FileLock(folder / "vault.rokey.lock"), refused(ProblemId.VAULT_BUSY):
        hasty.seal("One", VENUE, credentials(), now=NOW)
    assert door.path.read_bytes() == before

    hasty.seal("One", VENUE, credentials(), now=NOW)


def _hold(folder: str, held: object) -> None:
    import time

    FileLock(Path(folder) / "vault.rokey.lock").acquire()
    held.set()  # type: ignore[attr-defined]  # an Event; multiprocessing names its type oddly
    time.sleep(1000)


def test_the_lock_of_a_killed_program_holds_nobody_up(door: VaultDoor, vault: Vault) -> None:
    context = get_context("spawn")
    held = context.Event()
    holder = context.Process(target=_hold, args=(str(door.folder), held))
    holder.start()
    assert held.wait(30)

    holder.kill()
    holder.join()

    vault.seal("One", VENUE, credentials(), now=NOW)


@pytest.mark.parametrize("what", ["folder", "link"])
def test_something_else_where_the_lock_should_be(
    door: VaultDoor, vault: Vault, tmp_path: Path, what: str
) -> None:
    lock = door.folder / "vault.rokey.lock"
    lock.unlink()
    if what == "folder":
        lock.mkdir()
    else:
        lock.symlink_to(tmp_path / "elsewhere")

    with refused(ProblemId.WRITE_FAILED, ProblemId.FOLDER_NOT_WRITABLE):
        vault.seal("One", VENUE, credentials(), now=NOW)

    assert not (tmp_path / "elsewhere").exists()
    assert door.open().pending_keys() == ()
