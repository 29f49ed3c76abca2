"""Runs tests against one mutant at a time, each in a process of its own that ends with it."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from hypothesis import Phase, settings

from tests.mutants.mutation import Mutant

# For the tests here; none of it is ours.
LARGE_LIBRARIES = ("hypothesis", "binance.client", "cryptography.x509", "requests", "aiohttp")


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`by` is the test that failed first, or the file that could not be imported."""

    mutant: Mutant | None
    fate: Fate
    by: str = ""


class _Loader(importlib.abc.Loader):
    def __init__(self, code: CodeType) -> None:
        self._code = code

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code, module.__dict__)  # noqa: S102 (our own code, slightly changed)


class _Finder(importlib.abc.MetaPathFinder):
    """Gives one module changed code; all others are found as ever."""

    def __init__(self, name: str, code: CodeType) -> None:
        self._name = name
        self._code = code

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._name:
            return None
        return importlib.util.spec_from_loader(
            fullname, _Loader(self._code), origin=self._code.co_filename
        )


class _Witness:
    """Notes the first thing that fails. Quick tests come first, so that it is found soon."""

    def __init__(self, note: Path, seconds: Mapping[str, float]) -> None:
        self._note = note
        self._seconds = seconds
        self._took: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self._seconds.get(item.nodeid, 0.0))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._took[report.nodeid] = self._took.get(report.nodeid, 0.0) + report.duration
        self._see(report)

    def pytest_sessionfinish(self) -> None:
        self._note.with_suffix(".took").write_text(json.dumps(self._took), encoding="utf-8")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._see(report)

    def _see(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.failed and not self._note.exists():
            self._note.write_text(report.nodeid, encoding="utf-8")


class Jury:
    """Judges mutants of the checkout at `root`, up to `jobs` at once, each for `seconds` at most.

    `libraries` are imported once, before the first process is split off.
    """

    def __init__(
        self, root: Path, *, jobs: int, seconds: int, libraries: Sequence[str] = ()
    ) -> None:
        self._root = root
        self._jobs = jobs
        self._seconds = seconds
        self._texts: dict[str, str] = {}
        self._took: dict[str, float] = {}  # by the program as it is, of each test
        for name in libraries:
            importlib.import_module(name)

    def judge(
        self, mutants: Sequence[Mutant | None], tests: Callable[[str], Sequence[str]]
    ) -> Iterator[Outcome]:
        """The outcome of each, as they come in. None stands for the program as it is.

        `tests` gives the test files for a file of the program, "" for the program as it is.
        """
        waiting = list(reversed(mutants))
        running: dict[int, tuple[Mutant | None, Path]] = {}
        with tempfile.TemporaryDirectory() as folder:
            while waiting or running:
                while waiting and len(running) < self._jobs:
                    mutant = waiting.pop()
                    note = Path(folder, f"{len(waiting)}")
                    files = tests("" if mutant is None else mutant.file)
                    running[self._started(mutant, files, note)] = mutant, note
                process, status = os.wait()
                mutant, note = running.pop(process)
                by = note.read_text(encoding="utf-8") if note.exists() else ""
                if mutant is None and status == 0:
                    took = note.with_suffix(".took").read_text(encoding="utf-8")
                    self._took.update(json.loads(took))
                fate = _fate(status)
                yield Outcome(mutant, fate, by or _without_a_test(fate))

    def _started(self, mutant: Mutant | None, files: Sequence[str], note: Path) -> int:
        code = None if mutant is None else mutant.code(self._text(mutant.file))
        process = os.fork()
        if process:
            return process
        status = 70
        try:
            signal.alarm(self._seconds)  # ends the process, wherever it may be stuck
            status = self._in_the_child(mutant, code, files, note)
        finally:
            os._exit(status)

    def _in_the_child(
        self, mutant: Mutant | None, code: CodeType | None, files: Sequence[str], note: Path
    ) -> int:
        said = os.open(os.devnull, os.O_WRONLY)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        os.environ["WIZARD_HYPOTHESIS_PROFILE"] = "mutants"
        _same_chance_for_all()
        for name in [name for name in sys.modules if name.split(".")[0] in {"wizard", "tests"}]:
            del sys.modules[name]
        if mutant is not None and code is not None:
            name = mutant.file.removesuffix(".py").replace("/", ".")
            sys.meta_path.insert(0, _Finder(name, code))
        ini = self._root / "tests/mutants/mutants.ini"
        arguments = ["-x", "-q", "-c", str(ini), f"--rootdir={self._root}", "--tb=no"]
        return int(
            pytest.main(
                [*arguments, *(str(self._root / file) for file in files)],
                plugins=[_Witness(note, self._took)],
            )
        )

    def _text(self, file: str) -> str:
        if file not in self._texts:
            self._texts[file] = (self._root / file).read_text(encoding="utf-8")
        return self._texts[file]


def _same_chance_for_all() -> None:
    """The same examples for every mutant; and nobody is killed because the machine is busy."""
    settings.register_profile(
        "mutants",
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
    )
    settings.load_profile("mutants")


def _fate(status: int) -> Fate:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        return Fate.TIMED_OUT
    return Fate.SURVIVED if status == 0 else Fate.KILLED


def _without_a_test(fate: Fate) -> str:
    return "no test could begin" if fate is Fate.KILLED else ""
