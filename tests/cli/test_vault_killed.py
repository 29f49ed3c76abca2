"""A vault command killed in the middle, where files get their names: the vault opens, before or
after, and with nothing lost.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.key_wizard import PASSPHRASE, KeyWizard
from tests.cli.killing import killing, require_killed, some_points, traced
from tests.cli.talk import Talk
from tests.cli.vaults import OTHER, cheap, door, filled, names_with, names_with_code, written
from wizard.core.problems import ProblemError
from wizard.core.secret import Secret


@dataclass(frozen=True)
class _Place:
    """The folder of one run, and what opens the vault in it."""

    folder: Path
    code: str

    @property
    def kept(self) -> Path:
        return self.folder / "kept"

    def opened(self) -> dict[str, list[str]]:
        """The names of the keys by what opens the vault."""
        found: dict[str, list[str]] = {}
        with suppress(ProblemError):
            found["before"] = names_with(self.kept)
        with suppress(ProblemError):
            found["after"] = names_with(self.kept, OTHER)
        with suppress(ProblemError):
            found["code"] = names_with_code(self.kept, self.code)
        return found


def _type_the_code(talk: Talk) -> None:
    talk.answer("The code from your paper", talk.code_shown())


def _nothing(_talk: Talk) -> None:
    return


def _damaged(place: _Place) -> None:
    vault = place.kept / "vault.rokey"
    shutil.copyfile(vault, place.kept / "vault.rokey.bak")
    vault.write_bytes(vault.read_bytes()[:-9] + b"AAAAAAA=\n")


def _exported(place: _Place) -> None:
    vault = door(place.kept).open(Secret(PASSPHRASE))
    vault.transfer.export(place.folder / "keys", Secret(OTHER))
    for key in vault.saved_keys():
        vault.remove(key.record_id)
    vault.close()


def _as_it_is(_place: _Place) -> None:
    return


@dataclass(frozen=True)
class _Task:
    """One command; `ways`: what may open the vault afterwards, by sets that are whole."""

    arguments: tuple[str, ...]
    ways: tuple[frozenset[str], ...] = (frozenset({"before", "code"}),)
    talk: Callable[[Talk], None] = _nothing
    prepare: Callable[[_Place], None] = _as_it_is
    may_be_empty: bool = False  # the names come with the command
    may_stay_shut: bool = False  # as it was shut before: its copy opens


_OLD = frozenset({"before", "code"})
_TASKS = {
    "recovery-code": _Task(("recovery-code",), (_OLD, frozenset({"before"})), _type_the_code),
    "no-code": _Task(("recovery-code", "--remove"), (_OLD, frozenset({"before"}))),
    "passphrase": _Task(
        ("passphrase", "--new-passphrase-file", "other.txt"),
        (_OLD, frozenset({"after", "code"})),
    ),
    "renew-keys": _Task(("renew-keys",), (_OLD, frozenset({"before"})), _type_the_code),
    "export": _Task(("export", "new", "--export-passphrase-file", "other.txt")),
    "import": _Task(
        ("import", "keys", "--export-passphrase-file", "other.txt"),
        prepare=_exported,
        may_be_empty=True,
    ),
    "restore-copy": _Task(("restore-copy", "--yes"), prepare=_damaged, may_stay_shut=True),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> _Place:
    folder = tmp_path_factory.mktemp("sample")
    return _Place(folder, filled(folder / "kept", "Tracker", "Tax tool", code=True))


def _fresh(sample: _Place, task: _Task, folder: Path) -> tuple[_Place, KeyWizard]:
    shutil.copytree(sample.folder, folder)
    place = _Place(folder, sample.code)
    written(folder / "other.txt", OTHER)
    task.prepare(place)
    return place, cheap(folder)


def _run(place: _Place, run: KeyWizard, task: _Task, *strace: str) -> tuple[int, list[str]]:
    files = {"other.txt", "new", "keys"}
    arguments = [str(place.folder / a) if a in files else a for a in task.arguments]
    return traced(place.folder / "trace", run, ("vault", *arguments), task.talk, *strace)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", _TASKS)
def test_killed_in_the_middle(name: str, sample: _Place, tmp_path: Path) -> None:
    task = _TASKS[name]
    place, run = _fresh(sample, task, tmp_path / "whole")
    code, calls = _run(place, run, task)
    assert code == 0
    met = set()
    for number, point in enumerate(some_points(calls)):
        place, run = _fresh(sample, task, tmp_path / str(number))
        require_killed(_run(place, run, task, *killing(point)), calls, point)
        met.add(_check(place, run, task))
    assert met == set(task.ways), "killed before the change, and after it"


def _check(place: _Place, run: KeyWizard, task: _Task) -> frozenset[str]:
    found = place.opened()
    if not found:
        assert task.may_stay_shut
        assert run("vault", "restore-copy", "--yes").code == 0
        found = place.opened()
    assert frozenset(found) in task.ways, found
    whole = [["Tracker", "Tax tool"]] + ([[]] if task.may_be_empty else [])
    for names in found.values():
        assert names in whole
    exported = place.folder / "new"
    assert not exported.exists() or _names_in_export(exported) == whole[0]
    return frozenset(found)


def _names_in_export(file: Path) -> list[str]:
    """An export that has its name is whole."""
    folder = file.parent / "opened"
    folder.mkdir()
    shutil.copyfile(file, folder / "vault.rokey")
    return names_with(folder, OTHER)
