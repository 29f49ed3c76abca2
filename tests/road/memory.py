"""Reads the memory of a running process, whole, and counts what should not lie there."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_PATIENCE_S = 10.0
_CHUNK = 1 << 20
_MAPPING = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r(.)\S+ \S+ \S+ \d+ *(.*)")


def count_in_memory(pid: int, needles: Mapping[str, bytes]) -> dict[str, int]:
    """How often each lies in the memory of this process, which stands still meanwhile.

    What is mapped from a file and cannot be written is left out: it is the file. So is what the
    kernel lends.
    """
    longest = max(len(needle) for needle in needles.values())
    found = dict.fromkeys(needles, 0)
    with _standing_still(pid), open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:  # noqa: PTH123
        for start, end in _parts(pid):
            rest = b""
            for at in range(start, end, _CHUNK):
                try:
                    memory.seek(at)
                    data = rest + memory.read(min(_CHUNK, end - at))
                except OSError:  # nothing lies behind it
                    rest = b""
                    continue
                for name, needle in needles.items():
                    found[name] += data.count(needle)
                # One that lies across two chunks is counted once: only a whole one counts.
                rest = _tail(data, needles.values(), longest)
    return found


def _tail(data: bytes, needles: Collection[bytes], longest: int) -> bytes:
    tail = data[-(longest - 1) :]
    # A shorter needle that lies in the tail whole was counted already.
    for needle in needles:
        tail = tail.replace(needle, bytes(len(needle)))
    return tail


def _parts(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        part = _MAPPING.match(line)
        if part is None or part[4] in {"[vvar]", "[vsyscall]", "[vdso]"}:
            continue
        if part[3] == "w" or not part[4].startswith("/"):
            yield int(part[1], 16), int(part[2], 16)


@contextmanager
def _standing_still(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        deadline = time.monotonic() + _PATIENCE_S
        while "T" not in _states(pid):
            assert time.monotonic() < deadline, "it does not stop"
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _states(pid: int) -> str:
    """Of its main thread: the letter that ps shows."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
