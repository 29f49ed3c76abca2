"""The small texts beside the vault: the place in the guide, pauses, settings. No secret in any."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from wizard.vault.settings_file import SettingsFile
from wizard.vault.small_text_file import SmallTextFile


@dataclass(frozen=True, slots=True)
class SideFiles:
    """`progress`: where the person was in the guide. `pauses`: which venue wants no questions."""

    progress: SmallTextFile
    pauses: SmallTextFile
    settings: SettingsFile

    @classmethod
    def in_folder(cls, folder: Path) -> Self:
        """Those of one data folder."""
        return cls(
            SmallTextFile(folder, "progress.json"),
            SmallTextFile(folder, "pauses.json"),
            SettingsFile(folder),
        )
