"""What a disk may hold when the power goes: worked out from the recorded calls of a save.

Kept for sure is a file's content after its fsync, and a folder's entries after the folder's fsync.
Everything else may or may not have happened, each for itself and in any order; content that was
not synced may be whole, missing, cut, zeros or garbage. No real file system is that careless.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from pathlib import Path

# Calls that change nothing that is to be on the disk. A lock's file has no content.
_LOOKS = "newfstatat stat lstat fstat statx access faccessat2 getcwd readlink getdents64"
_READS = "read pread64 lseek ioctl flock fchmod fcntl dup"
_HARMLESS = frozenset(f"{_LOOKS} {_READS}".split())
_LINE = re.compile(r"^(?:\d+ +)?(?P<name>\w+)\((?P<given>.*)\) += (?P<gave>-?\d+)(?P<rest>.*)$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')

State = Mapping[Path, bytes]
"""Files that are there after the cut. Folders are where files are."""


@dataclass
class _File:
    content: bytes
    # What an fsync has made sure of; None: nothing, the file is new.
    kept: bytes | None
    is_folder: bool = False

    def may_hold(self) -> set[bytes]:
        if self.content == self.kept:
            return {self.content}
        whole = self.content
        broken = {b"", whole[: len(whole) // 2], bytes(len(whole)), bytes(b ^ 0x5A for b in whole)}
        return broken | {whole} | (set() if self.kept is None else {self.kept})


@dataclass(frozen=True)
class _Change:
    """One call's changes of entries, all or nothing: names to files; None: taken away."""

    folder: Path
    entries: tuple[tuple[Path, _File | None], ...]


@dataclass
class Disk:
    """Follows the calls of one process. `confirmed` counts its words on standard output.

    What `certain` says yes to is kept at once, so that not everything varies with everything.
    """

    certain: Callable[[Path], bool]
    kept: dict[Path, _File]
    entries: dict[Path, _File] = field(init=False)
    pending: list[_Change] = field(default_factory=list)
    confirmed: int = 0
    synced: int = 0
    _descriptors: dict[int, tuple[Path, _File | None, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entries = dict(self.kept)

    @classmethod
    def holding(cls, folder: Path, certain: Callable[[Path], bool]) -> Disk:
        """A disk on which everything that is below `folder` now is kept for sure."""
        files: dict[tuple[int, int], _File] = {}
        kept = {}
        for path in sorted(folder.rglob("*")):
            found = path.stat()
            if not path.is_file():
                continue
            data = path.read_bytes()
            kept[path] = files.setdefault((found.st_dev, found.st_ino), _File(data, data))
        return cls(certain, kept)

    def happens(self, line: str) -> bool:
        """Follow one line of `strace -xx`; whether it was a call that may change the disk."""
        call = _LINE.match(line)
        if call is None or int(call["gave"]) < 0 or "INJECTED" in call["rest"]:
            return False  # it failed, or it only seemed to happen
        name, given, gave = call["name"], call["given"], int(call["gave"])
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(given)]
        match name:
            case "openat":
                return self._open(Path(os.fsdecode(texts[0])), given, gave)
            case "close":
                del self._descriptors[int(given)]
                return False
            case "write":
                self._write(int(given.split(",")[0]), texts[0][:gave])
            case "fsync" | "fdatasync":
                self._sync(int(given))
            case _ if name not in _HARMLESS:
                self._rearrange(name, [Path(os.fsdecode(text)) for text in texts])
        return name not in _HARMLESS

    def _rearrange(self, name: str, paths: list[Path]) -> None:
        match name, paths:
            case "linkat", [source, target]:
                self._change((target, self.entries[source]))
            case "rename", [source, target]:
                # Onto another name of the same file it does nothing.
                if self.entries[source] is not self.entries.get(target):
                    self._change((target, self.entries[source]), (source, None))
            case "unlink", [path]:
                self._change((path, None))
            case "mkdir", [path]:
                self._change((path, _File(b"", b"", is_folder=True)))
            case _:
                raise AssertionError(f"the model does not know {name}")

    def states(self) -> Iterator[State]:
        """Everything that may be there if the power goes now, the same perhaps several times."""
        for happened in _subsets(self.pending):
            there = self._entries_after(happened)
            files = list({id(file): file for file in there.values()}.values())
            for contents in product(*(sorted(file.may_hold()) for file in files)):
                held = dict(zip(map(id, files), contents, strict=True))
                yield {path: held[id(file)] for path, file in there.items()}

    def _entries_after(self, happened: Sequence[_Change]) -> dict[Path, _File]:
        entries = dict(self.kept)
        for change in happened:
            _apply(change, entries)
        folders = {path for path, file in self.entries.items() if file.is_folder}
        lost = folders.difference(entries)
        return {
            path: file
            for path, file in entries.items()
            if not file.is_folder and not lost.intersection(path.parents)
        }

    def _open(self, path: Path, given: str, descriptor: int) -> bool:
        file = self.entries.get(path)
        made = file is None and "O_CREAT" in given
        if made:
            file = _File(b"", None)
            self._change((path, file))
        if file is not None and "O_TRUNC" in given:
            file.content = b""
        self._descriptors[descriptor] = (path, file, 0)
        return made or "O_TRUNC" in given

    def _write(self, descriptor: int, data: bytes) -> None:
        if descriptor == 1:
            self.confirmed += 1
            return
        path, file, at = self._descriptors[descriptor]
        assert file is not None
        file.content = file.content[:at] + data + file.content[at + len(data) :]
        if self.certain(path):
            file.kept = file.content
        self._descriptors[descriptor] = (path, file, at + len(data))

    def _sync(self, descriptor: int) -> None:
        self.synced += 1
        path, file = self._descriptors[descriptor][:2]
        if file is not None and not file.is_folder:
            file.kept = file.content
            return
        for change in self.pending:
            if change.folder == path:
                _apply(change, self.kept)
        self.pending = [change for change in self.pending if change.folder != path]

    def _change(self, *entries: tuple[Path, _File | None]) -> None:
        (folder,) = {path.parent for path, _ in entries}
        change = _Change(folder, entries)
        if all(self.certain(path) for path, _ in entries):
            _apply(change, self.kept)
        else:
            self.pending.append(change)
        _apply(change, self.entries)


def _apply(change: _Change, entries: dict[Path, _File]) -> None:
    for path, file in change.entries:
        if file is None:
            entries.pop(path, None)
        else:
            entries[path] = file


def _subsets(changes: Sequence[_Change]) -> Iterator[tuple[_Change, ...]]:
    """Every choice of them, each in the order in which they were made."""
    sizes = range(len(changes) + 1)
    return chain.from_iterable(combinations(changes, size) for size in sizes)
