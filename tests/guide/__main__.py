"""Looks at the steps and texts that you have edited, and says in sentences what to mend.

    python -m tests.guide

The end is 1 when something must be mended; what is only old is told and does no harm.
"""

from __future__ import annotations

import datetime
import sys

from tests.guide.lint import faults, notes
from wizard.resource_files import resource


def main() -> int:
    """Look, tell; the process's status."""
    resources = resource("steps").parent
    found = faults(resources)
    for sentence in found:
        sys.stdout.write(f"{sentence}\n")
    if found:
        return 1
    today = datetime.datetime.now(tz=datetime.UTC).date()
    for sentence in notes(resources, today):
        sys.stdout.write(f"{sentence}\n")
    sys.stdout.write("The steps and texts are well.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
