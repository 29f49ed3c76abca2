"""What the operating system's errors mean for the vault. Gives their names, never their texts."""

from __future__ import annotations

import errno
from pathlib import Path

from wizard.core.problems import Problem, ProblemId

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
# EEXIST and ENOTDIR: something that is no folder stands where the folder should be.
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR}
# Sharing violation, lock violation: another program has it open, no right is missing.
_HELD = {32, 33}
_NOT_A_FILE = {errno.ELOOP, errno.ENXIO, errno.EISDIR, errno.ENOTDIR, errno.ENODEV}


def place_values(path: Path) -> dict[str, str]:
    """The blanks of every text about this file."""
    return {
        "path": str(path),
        "folder": str(path.parent),
        "file": path.name,
        "backup": f"{path.name}.bak",
    }


def write_problem(error: OSError, path: Path) -> Problem:
    """Why something could not be written; the file that was there is untouched."""
    if error.errno in _FULL:
        problem_id = ProblemId.DISK_FULL
    elif error.errno in _FORBIDDEN and getattr(error, "winerror", None) not in _HELD:
        problem_id = ProblemId.FOLDER_NOT_WRITABLE
    else:
        problem_id = ProblemId.WRITE_FAILED
    return Problem(problem_id, technical_line(error), place_values(path))


def read_problem(error: OSError, path: Path) -> Problem:
    """Why something could not be read."""
    known = error.errno in _NOT_A_FILE
    problem_id = ProblemId.VAULT_NOT_A_FILE if known else ProblemId.VAULT_UNREADABLE
    return Problem(problem_id, technical_line(error), place_values(path))


def technical_line(error: OSError) -> str:
    """For support: the error's name, for example ENOSPC."""
    windows = getattr(error, "winerror", None)
    if windows is not None:
        return f"Windows error {windows}"
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
