"""What somebody chose once for all time: a small text beside the vault, without any secret."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.settings import Settings, read_settings
from wizard.vault.durable_file import DurableFile

_LIMIT = 64 * 1024


class SettingsFile:
    """The settings in `folder`, for their owner only, replaced whole.

    No backup: an older version might know nothing of a proxy that was chosen since.
    """

    def __init__(self, folder: Path) -> None:
        self._file = DurableFile(folder, "settings.json", limit=_LIMIT)

    def read(self) -> Settings | Problem:
        """What was chosen; where nothing was, the settings that nobody changed.

        A problem when there is something that cannot be read. The file stays as it is.
        """
        try:
            data = self._file.read()
        except ProblemError as error:
            found = error.problem
            reason = f"{found.id}, {found.technical}" if found.technical else str(found.id)
            return Problem(ProblemId.SETTINGS_UNREADABLE, technical=reason)
        if data is None:
            return Settings()
        try:
            return read_settings(data.decode())
        except UnicodeDecodeError:
            return Problem(ProblemId.SETTINGS_UNREADABLE, technical="not UTF-8")

    def write(self, settings: Settings) -> Problem | None:
        """Replace the settings. Raises ProblemError; then those before are untouched.

        A problem given back: they are in place, but the disk did not confirm it.
        """
        with self._file.locked():
            return self._replace(settings)

    def change(self, edit: Callable[[Settings], Settings]) -> tuple[Settings, Problem | None]:
        """Replace what is there now by what `edit` makes of it; nobody writes in between.

        Gives the settings as they are now, and what the disk did not confirm. Raises ProblemError,
        also where they cannot be read: what was chosen once is not thrown away for a colour.
        """
        with self._file.locked():
            before = self.read()
            if isinstance(before, Problem):
                raise ProblemError(before)
            after = edit(before)
            return after, self._replace(after)

    def _replace(self, settings: Settings) -> Problem | None:
        return self._file.replace(settings.to_text().encode(), keep_backup=False)
