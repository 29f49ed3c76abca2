"""Reads a passphrase or a recovery code from the file that somebody named for it."""

from __future__ import annotations

import codecs
import os
import shlex
import stat
import sys
from pathlib import Path

from wizard.cli.terminal import Terminal
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.recovery_code import read_recovery_code
from wizard.core.secret import Secret

_LIMIT = 4096  # bytes, far above any passphrase
_OPEN_TO_ALL = """\
Everybody who uses this computer can read the {kind} file.
What to do: chmod 600 {path}
"""


def passphrase_in(terminal: Terminal, path: Path) -> Secret:
    """The passphrase in that file; whoever asks wipes it. Raises ProblemError."""
    return Secret(_first_line(terminal, path, "passphrase", ProblemId.PASSPHRASE_UNREADABLE))


def code_in(terminal: Terminal, path: Path) -> Secret:
    """The recovery code in that file; whoever asks wipes it. Raises ProblemError."""
    line = _first_line(terminal, path, "recovery code", ProblemId.RECOVERY_CODE_UNREADABLE)
    code = read_recovery_code(line)
    if isinstance(code, Problem):
        raise ProblemError(code)
    return code


def _first_line(terminal: Terminal, path: Path, kind: str, unreadable: ProblemId) -> str:
    """The first line, without its line end; a pipe such as /dev/fd/63 will do, too."""
    try:
        # O_NONBLOCK: a pipe that nobody writes to must not hold the command for ever.
        with open(path, "rb", opener=_open_without_waiting) as file:
            mode = os.fstat(file.fileno()).st_mode
            if file.isatty():
                raise ProblemError(Problem(unreadable, "a terminal, not a file"))
            if sys.platform != "win32":
                os.set_blocking(file.fileno(), True)
            body = file.read(_LIMIT + 1)
    except (OSError, ValueError) as error:
        raise ProblemError(Problem(unreadable, type(error).__name__)) from None
    # On Windows these bits say nothing about who may read.
    if sys.platform != "win32" and stat.S_ISREG(mode) and mode & stat.S_IROTH:
        terminal.complain(_OPEN_TO_ALL.format(kind=kind, path=shlex.quote(str(path))))
    first = body.removeprefix(codecs.BOM_UTF8).split(b"\n", 1)[0].removesuffix(b"\r")
    if not first or len(body) > _LIMIT:
        raise ProblemError(Problem(unreadable, "no usable first line" if body else "empty"))
    if b"\0" in first:  # UTF-16 without a mark, for instance
        raise ProblemError(Problem(unreadable, "no text"))
    try:
        return first.decode()
    except UnicodeDecodeError:
        raise ProblemError(Problem(unreadable, "not UTF-8")) from None


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
