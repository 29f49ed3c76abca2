"""A disk and a keychain in this process that fail, or end the program, at a chosen step.

Every call of the operating system that may change the vault's folder is a step, and so is every
call of the keychain. A program that was killed makes no further step: not even to tidy up.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import pytest

_BY_PATH = ("link", "mkdir", "rename", "replace", "unlink")
_CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class KilledError(BaseException):
    """The program is not there any more."""


class Ending(StrEnum):
    """How a program ends at a step. After a power cut, what no fsync confirmed is gone."""

    KILL = "kill"
    POWER_CUT = "power-cut"


class Manner(StrEnum):
    """What a keychain does instead of what it was asked for."""

    LOCKED = "locked"
    SILENT = "silent"
    LATE = "silent, and does it later"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    LYING = "says that it did"
    WRONG = "keeps something else"


Fault = Ending | Manner | int


@dataclass(frozen=True, slots=True)
class Plan:
    """At which step (from 1) what happens: an ending, a manner of the keychain, or an errno.

    `lasting`: at every later step of the same part, too.
    """

    at: int
    fault: Fault
    lasting: bool = False


@dataclass
class World:
    """Counts the steps. `trail`: their names; `fired`: how often the plan was carried out."""

    folder: Path
    plan: Plan | None = None
    trail: list[str] = field(default_factory=list)
    fired: int = 0
    dead: bool = False
    _confirmed: dict[str, bytes] = field(default_factory=dict)

    def begin(self, plan: Plan | None) -> None:
        """A new program starts, with everything on the disk; steps count from one again."""
        self.plan, self.trail, self.fired, self.dead = plan, [], 0, False
        self.confirm()

    def confirm(self) -> None:
        """What lies in the folder now survives a power cut."""
        self._confirmed = _content(self.folder)

    def step(self, name: str, *, keychain: bool) -> Fault | None:
        """Count one step; the fault that is due. Raises KilledError."""
        if self.dead:
            raise KilledError
        self.trail.append(name)
        plan = self.plan
        if plan is None or not self._is_due(plan, keychain=keychain):
            return None
        self.fired += 1
        if not isinstance(plan.fault, Ending):
            return plan.fault
        self.dead = True
        if plan.fault is Ending.POWER_CUT:
            _restore(self.folder, self._confirmed)
        raise KilledError

    def _is_due(self, plan: Plan, *, keychain: bool) -> bool:
        if not isinstance(plan.fault, Ending) and isinstance(plan.fault, Manner) is not keychain:
            return False
        number = len(self.trail)
        return number == plan.at or (plan.lasting and number > plan.at)


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*") if path.is_file()}


def _restore(folder: Path, content: dict[str, bytes]) -> None:
    # By the plain calls: the patched ones are dead.
    for path in list(folder.glob("*")):
        if path.is_file():
            _PLAIN["unlink"](path)
    for name, data in content.items():
        descriptor = _OPEN(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            _WRITE(descriptor, data)
        finally:
            os.close(descriptor)


_PLAIN: dict[str, Callable[..., object]] = {name: getattr(os, name) for name in _BY_PATH}
_OPEN, _WRITE, _FSYNC = os.open, os.write, os.fsync


class _FaultyCalls:
    """The patched calls."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._descriptors: dict[int, Path] = {}

    def by_path(self, name: str) -> Callable[..., object]:
        def call(*given: object, **more: object) -> object:
            if self._is_within(given[0]):
                self._due(f"{name} {Path(str(given[0])).suffix}")
            return _PLAIN[name](*given, **more)

        return call

    def open(self, path: str | Path, flags: int, mode: int = 0o777, **more: int) -> int:
        within = self._is_within(path)
        if within and flags & _CHANGING:
            self._due(f"open {Path(path).suffix}")
        descriptor = _OPEN(path, flags, mode, **more)
        self._descriptors.pop(descriptor, None)
        if within or Path(path) == self._world.folder:
            self._descriptors[descriptor] = Path(path)
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        if descriptor in self._descriptors:
            self._due("write")
        return _WRITE(descriptor, data)

    def fsync(self, descriptor: int) -> None:
        if descriptor in self._descriptors:
            self._due("fsync")
        _FSYNC(descriptor)
        if self._descriptors.get(descriptor) == self._world.folder:
            self._world.confirm()

    def _is_within(self, path: object) -> bool:
        return isinstance(path, str | os.PathLike) and Path(path).parent == self._world.folder

    def _due(self, name: str) -> None:
        fault = self._world.step(name, keychain=False)
        if isinstance(fault, int):
            raise OSError(fault, "injected")


@contextmanager
def faulty_disk(world: World) -> Iterator[None]:
    """Until the block ends, this process's calls about the world's folder are its steps."""
    calls = _FaultyCalls(world)
    with pytest.MonkeyPatch.context() as patch:
        for name in _BY_PATH:
            patch.setattr(os, name, calls.by_path(name))
        patch.setattr(os, "open", calls.open)
        patch.setattr(os, "write", calls.write)
        patch.setattr(os, "fsync", calls.fsync)
        yield
