"""A small text beside the vault, without any secret."""

from __future__ import annotations

from pathlib import Path

from wizard.core.problems import ProblemError
from wizard.vault.durable_file import DurableFile

_LIMIT = 64 * 1024


class SmallTextFile:
    """One small text in `folder`, for its owner only, replaced whole."""

    def __init__(self, folder: Path, name: str) -> None:
        self._file = DurableFile(folder, name, limit=_LIMIT)

    def read(self) -> str | None:
        """The text; None when there is none or it cannot be read. The file stays as it is."""
        try:
            data = self._file.read()
            return None if data is None else data.decode()
        except (ProblemError, UnicodeDecodeError):
            return None

    def write(self, text: str) -> None:
        """Replace the text. Raises ProblemError."""
        with self._file.locked():
            self._file.replace(text.encode(), keep_backup=False)

    def clear(self) -> None:
        """Forget it. Raises ProblemError."""
        self._file.remove()
