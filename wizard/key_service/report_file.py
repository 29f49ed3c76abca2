"""Puts a report into a file of the person's: whole or not at all, and over nothing unasked."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId

_WITHOUT_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}


def write_report(text: str, path: Path, *, replace: bool = False) -> None:
    """Write the text as UTF-8, with the mode that new files have here.

    `replace`: the person said that the file at `path` may go. Raises ProblemError: REPORT_EXISTS,
    REPORT_NOT_WRITTEN; then nothing is there that was not there before.
    """
    try:
        _require_free(path, replace=replace)
        with _temporary(text.encode(), path) as temporary:
            if replace:
                temporary.replace(path)
            else:
                _put(temporary, path)
    except FileExistsError:
        raise ProblemError(Problem(ProblemId.REPORT_EXISTS, values={"file": str(path)})) from None
    except (OSError, ValueError) as error:
        # ValueError: no system has files with such a name.
        name = errno.errorcode.get(getattr(error, "errno", None) or 0, type(error).__name__)
        raise ProblemError(
            Problem(ProblemId.REPORT_NOT_WRITTEN, name, {"file": str(path)})
        ) from None


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
def _temporary(data: bytes, path: Path) -> Iterator[Path]:
    """A file beside `path` with this content; gone afterwards, whatever happened."""
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with temporary.open("xb") as file:
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
