"""The first picture looks as somebody chose, whatever lies where the settings should be."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from wizard.core.appearance import Appearance, Theme
from wizard.core.settings import Settings
from wizard.vault.first_look import first_look
from wizard.vault.settings_file import SettingsFile

_DARK = Appearance(theme=Theme.DARK, text_percent=150)


def test_it_is_what_was_chosen(folder: Path) -> None:
    assert first_look(folder) == Appearance()
    SettingsFile(folder).write(replace(Settings(), appearance=_DARK))
    assert first_look(folder) == _DARK


def test_nothing_there_keeps_the_window_waiting(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    file = folder / "settings.json"
    (tmp_path / "elsewhere").write_text('{"theme": "dark"}')
    os.mkfifo(file)
    assert first_look(folder) == Appearance()
    file.unlink()
    file.mkdir()
    assert first_look(folder) == Appearance()
    file.rmdir()
    file.symlink_to(tmp_path / "elsewhere")
    assert first_look(folder) == Appearance()
    file.unlink()
    file.write_bytes(b"\xff\xfe")
    assert first_look(folder) == Appearance()
