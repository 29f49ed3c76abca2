"""Where the vault lies unless somebody chooses another folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP = "readonly-key-wizard"


def usual_folder() -> Path:
    """Where this system wants programs to keep what is a person's own."""
    parent = _named_by_environment() if sys.platform == "linux" else ""
    if parent:
        return Path(parent, APP)
    import platformdirs  # not for Linux, where the first picture would wait for it

    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def _named_by_environment() -> str:
    """As platformdirs finds it, "" where it takes more than a look into the environment.

    Source: XDG Base Directory Specification 0.8 (seen 2026-11-23): a path that is not absolute
    is to be ignored.
    """
    chosen, home = (os.environ.get(name, "") for name in ("XDG_DATA_HOME", "HOME"))
    if os.path.isabs(chosen.strip()):  # noqa: PTH117 (a path may be of blanks alone)
        return chosen.strip()
    return os.path.join(home, ".local", "share") if os.path.isabs(home) else ""  # noqa: PTH117, PTH118
