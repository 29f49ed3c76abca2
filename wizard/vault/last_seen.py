"""Remembers how far each vault had got, so that an older copy that was put back can be told.

A hint and no more: it lies beside the vault, so whoever puts back the whole folder is not noticed.
It is written without waiting for the disk; a save must not take twice as long for it.
"""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from wizard.core.strict_json import JsonValue

_LIMIT = 16 * 1024
_CAREFUL = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_VAULT_ID = re.compile(r"[0-9a-f]{32}")
_GENERATIONS = range(2**53)
_MOST = 20  # vaults that lay in this folder, the last ones


class LastSeen:
    """The generations last seen in `folder`. Raises nothing: what fails is not remembered."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "last-seen.json"

    def is_older(self, vault_id: str, generation: int) -> bool:
        """Whether a later state of this vault was seen here before."""
        return generation < self._read().get(vault_id, 0)

    def note(self, vault_id: str, generation: int) -> None:
        """From now on this is the state that others are held against."""
        seen = self._read()
        if seen.get(vault_id) == generation:
            return
        seen.pop(vault_id, None)
        kept = dict([*seen.items(), (vault_id, generation)][-_MOST:])
        data = json.dumps(kept).encode("ascii")
        with suppress(OSError):
            # Written over, not renamed: on some disks giving up the old file costs as much as a
            # save. Blanks cover what a longer text left; cut short, it is no JSON and forgotten.
            descriptor, size = self._to_write()
            try:
                os.write(descriptor, data.ljust(size))
            finally:
                os.close(descriptor)

    def _to_write(self) -> tuple[int, int]:
        """A descriptor and the size of our file; whatever else is there loses this name first."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | _CAREFUL, 0o600)
        size = _size_of_ours(descriptor)
        if size is not None:
            return descriptor, size
        os.close(descriptor)
        self._path.unlink()
        return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _CAREFUL, 0o600), 0

    def _read(self) -> dict[str, int]:
        try:
            descriptor = os.open(self._path, os.O_RDONLY | _CAREFUL)
            try:
                if _size_of_ours(descriptor) is None:
                    return {}
                found: JsonValue = json.loads(os.read(descriptor, _LIMIT))
            finally:
                os.close(descriptor)
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            name: number
            for name, number in found.items()
            if _VAULT_ID.fullmatch(name)
            and isinstance(number, int)
            and not isinstance(number, bool)
            and number in _GENERATIONS
        }


def _size_of_ours(descriptor: int) -> int | None:
    """None where it is no small file of ours with this one name: a second name might be the
    vault's, and writing into it would be the end of the vault.
    """
    found = os.fstat(descriptor)
    ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    alone = stat.S_ISREG(found.st_mode) and found.st_nlink == 1
    return found.st_size if ours and alone and found.st_size <= _LIMIT else None
