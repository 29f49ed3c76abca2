"""Puts a report into a file of the person's: whole or not at all, and over nothing unasked."""

from __future__ import annotations

import errno
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.vault.whole_file import write_whole


def write_report(text: str, path: Path, *, replace: bool = False) -> None:
    """Write the text as UTF-8, with the mode that new files have here.

    `replace`: the person said that the file at `path` may go. Raises ProblemError: REPORT_EXISTS,
    REPORT_NOT_WRITTEN; then nothing is there that was not there before.
    """
    try:
        write_whole(text.encode(), path, replace=replace, private=False)
    except FileExistsError:
        raise ProblemError(Problem(ProblemId.REPORT_EXISTS, values={"file": str(path)})) from None
    except (OSError, ValueError) as error:
        # ValueError: no system has files with such a name.
        name = errno.errorcode.get(getattr(error, "errno", None) or 0, type(error).__name__)
        raise ProblemError(
            Problem(ProblemId.REPORT_NOT_WRITTEN, name, {"file": str(path)})
        ) from None
