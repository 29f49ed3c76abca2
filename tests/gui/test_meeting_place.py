"""Two starts on one data folder meet, whatever lies in their way; nobody is kept from starting."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from wizard.gui.meeting_place import Claim, MeetingPlace, token_in

_HOLD = """
import sys
from pathlib import Path
from wizard.gui.meeting_place import MeetingPlace
place = MeetingPlace(Path(sys.argv[1]), is_practice=False, environ={"XDG_RUNTIME_DIR": sys.argv[2]})
print(place.claim().name, flush=True)
sys.stdin.read()
"""
_PATIENCE_S = 20.0
_SOON_S = 0.1


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    folder = tmp_path / "runtime"
    folder.mkdir(mode=0o700)
    return folder


def place(
    folder: Path, runtime: Path | None, name: str = "data", *, is_practice: bool = False
) -> MeetingPlace:
    environ = {} if runtime is None else {"XDG_RUNTIME_DIR": str(runtime)}
    return MeetingPlace(folder / name, is_practice=is_practice, environ=environ)


@contextmanager
def another_process(folder: Path, runtime: Path) -> Iterator[subprocess.Popen[str]]:
    """The first one, in a process of its own."""
    command = [sys.executable, "-c", _HOLD, str(folder / "data"), str(runtime)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "FIRST\n"
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("where", ["runtime", "data"])
def test_the_second_asks_and_the_first_hears_it(tmp_path: Path, runtime: Path, where: str) -> None:
    room = runtime if where == "runtime" else None
    first, second = place(tmp_path, room), place(tmp_path, room)
    assert first.claim() is Claim.FIRST
    assert first.claim() is Claim.FIRST
    assert second.claim() is Claim.TAKEN
    assert first.take_notes() == ()
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(second.ask_to_show, "token-1_TIME42", _PATIENCE_S)
        heard: tuple[str, ...] = ()
        while not heard:
            heard = first.take_notes()
        assert asking.result() is None
    assert heard == ("token-1_TIME42",)
    assert first.take_notes() == (), "it is said once"
    assert not list(first.room.glob("*.show"))
    for file in first.room.iterdir():
        assert file.stat().st_mode & 0o777 == 0o600, file
    assert first.room.stat().st_mode & 0o777 == 0o700
    first.leave()
    first.leave()
    assert second.claim() is Claim.FIRST
    second.leave()


def test_folders_and_rehearsals_do_not_mix(tmp_path: Path, runtime: Path) -> None:
    apart = [
        place(tmp_path, runtime),
        place(tmp_path, runtime, "other"),
        place(tmp_path, runtime, is_practice=True),
    ]
    assert [one.claim() for one in apart] == [Claim.FIRST] * 3
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(place(tmp_path, runtime).ask_to_show, "", _PATIENCE_S)
        while not apart[0].take_notes():
            assert apart[1].take_notes() == ()
            assert apart[2].take_notes() == ()
        assert asking.result() is None
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    assert place(tmp_path, runtime, "link").claim() is Claim.TAKEN, "it is the same folder"
    for one in apart:
        one.leave()


def test_who_was_killed_is_in_nobodys_way(tmp_path: Path, runtime: Path) -> None:
    with another_process(tmp_path, runtime) as first:
        second = place(tmp_path, runtime)
        assert second.claim() is Claim.TAKEN
        first.kill()
        first.wait()
        assert second.claim() is Claim.FIRST
        second.leave()


def test_who_ends_while_it_is_asked_leaves_its_place(tmp_path: Path, runtime: Path) -> None:
    with another_process(tmp_path, runtime) as first, ThreadPoolExecutor(1) as pool:
        second = place(tmp_path, runtime)
        asking = pool.submit(second.ask_to_show, "", _PATIENCE_S)
        while not list(second.room.glob("*.show")):
            pass
        first.kill()
        assert asking.result() is Claim.FIRST
        assert not list(second.room.glob("*.show"))
        second.leave()


def test_who_does_not_answer_is_told_of(tmp_path: Path, runtime: Path) -> None:
    with another_process(tmp_path, runtime) as first:
        first.send_signal(signal.SIGSTOP)
        second = place(tmp_path, runtime)
        assert second.ask_to_show("", _SOON_S) is Claim.TAKEN
        assert not list(second.room.glob("*.show")), "a later start would show its window twice"


def _no_folder(room: Path, lock: Path) -> None:
    lock.unlink()
    room.rmdir()
    room.write_text("")


def _a_link(room: Path, lock: Path) -> None:
    lock.unlink()
    (room / "elsewhere").write_text("kept")
    lock.symlink_to(room / "elsewhere")


def _a_pipe(_room: Path, lock: Path) -> None:
    lock.unlink()
    os.mkfifo(lock)


def _open_to_all(room: Path, _lock: Path) -> None:
    room.chmod(0o777)


def _of_somebody_else(_room: Path, lock: Path) -> None:
    if os.geteuid() == 0:
        os.chown(lock, 1, 1)
    else:  # only root gives files away; here a file that cannot be opened stands for one
        lock.chmod(0)


@pytest.mark.parametrize(
    "spoil",
    [_no_folder, _a_link, _a_pipe, _open_to_all, _of_somebody_else],
    ids=lambda it: it.__name__,
)
def test_a_place_that_was_spoilt_keeps_nobody_from_starting(
    tmp_path: Path, runtime: Path, spoil: object
) -> None:
    before = place(tmp_path, runtime)
    assert before.claim() is Claim.FIRST
    before.leave()
    assert callable(spoil)
    spoil(before.room, next(before.room.glob("*.lock")))
    after = place(tmp_path, runtime)
    assert after.claim() is Claim.NOWHERE
    assert after.take_notes() == ()
    if spoil is _a_link:
        assert (before.room / "elsewhere").read_text() == "kept"


def test_notes_that_are_none_are_cleared_away_unheard(tmp_path: Path, runtime: Path) -> None:
    first = place(tmp_path, runtime)
    first.claim()
    stem = next(first.room.glob("*.lock")).stem
    (first.room / f"{stem}.a.show").symlink_to("/etc/passwd")
    os.mkfifo(first.room / f"{stem}.b.show")
    (first.room / f"{stem}.c.show").mkdir()
    (first.room / f"{stem}.d.show").write_bytes(b"\xff" * 4096)
    (first.room / f"{stem}.e.show").write_text("two words\nand a line")
    assert first.take_notes() == ("", ""), "they ask, and bring no token that could be used"
    left = {path.name for path in first.room.glob("*.show")}
    assert left == {f"{stem}.c.show"}
    first.leave()


def test_folders_in_the_place_of_notes_keep_no_note_away(tmp_path: Path, runtime: Path) -> None:
    first, second = place(tmp_path, runtime), place(tmp_path, runtime)
    first.claim()
    stem = next(first.room.glob("*.lock")).stem
    for number in range(71):  # in front of every name that a note has
        (first.room / f"{stem}.0.{number}.show").mkdir()
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(second.ask_to_show, "", _PATIENCE_S)
        while not asking.done():
            first.take_notes()
        assert asking.result() is None
    first.leave()


def test_a_folder_that_leads_to_itself_is_told_by_the_vault(tmp_path: Path, runtime: Path) -> None:
    (tmp_path / "data").symlink_to(tmp_path / "data")
    for room in (runtime, None):
        met = place(tmp_path, room)
        assert met.claim() is (Claim.NOWHERE if room is None else Claim.FIRST)
        met.leave()


def test_a_shared_runtime_folder_is_not_used(tmp_path: Path, runtime: Path) -> None:
    runtime.chmod(0o777)
    assert place(tmp_path, runtime).room == tmp_path / "data"
    runtime.chmod(0o700)
    assert place(tmp_path, runtime).room.parent == runtime
    relative = MeetingPlace(tmp_path, is_practice=False, environ={"XDG_RUNTIME_DIR": "run"})
    assert relative.room == tmp_path


def test_the_token_is_what_the_desktop_gave() -> None:
    assert token_in({}) == ""
    assert token_in({"DESKTOP_STARTUP_ID": "x11"}) == "x11"
    assert token_in({"DESKTOP_STARTUP_ID": "x11", "XDG_ACTIVATION_TOKEN": "wl"}) == "wl"
