"""The settings beside the vault."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vault.samples import refused
from wizard.core.appearance import Appearance, Theme
from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import Proxy, ProxyKind
from wizard.core.settings import Settings
from wizard.vault.settings_file import SettingsFile

TOR = Settings(Proxy(ProxyKind.SOCKS5, "127.0.0.1", 9050))

_DARK = Appearance(theme=Theme.DARK)


def unreadable(folder: Path) -> str:
    found = SettingsFile(folder).read()
    assert isinstance(found, Problem)
    assert found.id is ProblemId.SETTINGS_UNREADABLE
    return found.technical


def test_settings_there_and_back(folder: Path) -> None:
    assert SettingsFile(folder).read() == Settings()
    assert not folder.exists(), "reading makes nothing"

    assert SettingsFile(folder).write(TOR) is None
    assert SettingsFile(folder).read() == TOR
    SettingsFile(folder).write(Settings())
    assert SettingsFile(folder).read() == Settings()

    assert (folder / "settings.json").stat().st_mode & 0o777 == 0o600
    assert not (folder / "settings.json.bak").exists()


@pytest.mark.parametrize("noise", [b"", b"\xff\xfe", b"{}" + b" " * (64 * 1024), b'{"proxy":'])
def test_what_cannot_be_read_is_said_and_can_be_chosen_anew(folder: Path, noise: bytes) -> None:
    folder.mkdir()
    (folder / "settings.json").write_bytes(noise)

    assert unreadable(folder)
    assert (folder / "settings.json").read_bytes() == noise

    SettingsFile(folder).write(TOR)
    assert SettingsFile(folder).read() == TOR


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (tmp_path / "elsewhere").write_text("{}")
    (folder / "settings.json").symlink_to(tmp_path / "elsewhere")

    assert unreadable(folder)
    SettingsFile(folder).write(TOR)

    assert (tmp_path / "elsewhere").read_text() == "{}"
    assert SettingsFile(folder).read() == TOR


def test_a_folder_in_its_place(folder: Path) -> None:
    (folder / "settings.json").mkdir(parents=True)

    assert unreadable(folder).startswith("vault-not-a-file")
    with refused(ProblemId.WRITE_FAILED):
        SettingsFile(folder).write(TOR)


def test_a_pipe_in_its_place_keeps_nobody_waiting(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / "settings.json")

    assert unreadable(folder)


def test_a_change_keeps_what_somebody_else_chose(folder: Path) -> None:
    SettingsFile(folder).write(TOR)
    changed, unconfirmed = SettingsFile(folder).change(lambda now: replace(now, appearance=_DARK))
    assert unconfirmed is None
    assert changed == replace(TOR, appearance=_DARK)
    assert SettingsFile(folder).read() == changed


def test_two_changes_at_once_both_count(folder: Path) -> None:
    def add(_number: int) -> None:
        SettingsFile(folder).change(
            lambda now: replace(now, lock_after_min=(now.lock_after_min or 0) + 1)
        )

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert SettingsFile(folder).read() == Settings(lock_after_min=18)


def test_a_change_throws_nothing_away_that_cannot_be_read(folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.json").write_bytes(b'{"proxy":')

    with refused(ProblemId.SETTINGS_UNREADABLE):
        SettingsFile(folder).change(lambda now: replace(now, appearance=_DARK))
    assert (folder / "settings.json").read_bytes() == b'{"proxy":'
