"""A file that a person asked for: whole or not at all, and over nothing unasked."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_WITHOUT_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}
_USUAL = 0o666
_PRIVATE = 0o600


def write_whole(data: bytes, path: Path, *, replace: bool, private: bool) -> None:
    """Write a file, on the disk when this returns.

    `replace`: the person said that the file at `path` may go. `private`: for its owner only, else
    with the mode that new files have here. Raises FileExistsError, OSError or ValueError (no
    system has files with such a name); then nothing is there that was not there before. What a
    program that was killed at the same file left beside it is cleared.
    """
    _require_free(path, replace=replace)
    with _temporary(data, path, _PRIVATE if private else _USUAL) as temporary:
        if replace:
            temporary.replace(path)
        else:
            _put(temporary, path)


def _require_free(path: Path, *, replace: bool) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not replace:
        raise FileExistsError
    if not stat.S_ISREG(mode):  # a folder, a pipe, a link to who knows what
        raise OSError(errno.EINVAL, "not a file")


@contextmanager
def _temporary(data: bytes, path: Path, mode: int) -> Iterator[Path]:
    """A file beside `path` with this content; gone afterwards, whatever happened."""
    # Made from the name, and no longer than a name may be.
    mark = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]
    for leftover in path.parent.glob(f".{mark}.*.part"):
        with suppress(OSError):
            leftover.unlink()
    temporary = path.with_name(f".{mark}.{secrets.token_hex(8)}.part")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(temporary, flags, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()


def _put(temporary: Path, path: Path) -> None:
    """Give the file its name, unless something has come to be there meanwhile."""
    if sys.platform == "win32":
        temporary.rename(path)  # which refuses there
        return
    try:
        path.hardlink_to(temporary)
    except OSError as error:
        if error.errno not in _WITHOUT_LINKS:
            raise
        path.touch(exist_ok=False)  # takes the name
        try:
            temporary.replace(path)
        except OSError:
            path.unlink()
            raise
