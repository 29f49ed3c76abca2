"""Where the vault lies unless somebody chooses another folder."""

from __future__ import annotations

from pathlib import Path

APP = "readonly-key-wizard"


def usual_folder() -> Path:
    """Where this system wants programs to keep what is a person's own."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APP, appauthor=False))
