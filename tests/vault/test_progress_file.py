"""The small text beside the vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault.samples import refused
from wizard.core.problems import ProblemId
from wizard.vault.progress_file import ProgressFile


def test_a_text_there_and_back(folder: Path) -> None:
    assert ProgressFile(folder).read() is None
    assert not folder.exists(), "reading makes nothing"

    ProgressFile(folder).write('{"step": 3, "name": "Ü"}')
    assert ProgressFile(folder).read() == '{"step": 3, "name": "Ü"}'
    ProgressFile(folder).write("shorter")
    assert ProgressFile(folder).read() == "shorter"

    assert (folder / "progress.json").stat().st_mode & 0o777 == 0o600
    assert not (folder / "progress.json.bak").exists()


def test_forgetting(folder: Path) -> None:
    ProgressFile(folder).clear()
    ProgressFile(folder).write("text")

    ProgressFile(folder).clear()
    ProgressFile(folder).clear()

    assert ProgressFile(folder).read() is None


@pytest.mark.parametrize("noise", [b"\xff\xfe", b"x" * (64 * 1024 + 1)])
def test_what_cannot_be_read_counts_as_nothing(folder: Path, noise: bytes) -> None:
    folder.mkdir()
    (folder / "progress.json").write_bytes(noise)

    assert ProgressFile(folder).read() is None

    ProgressFile(folder).write("text")
    assert ProgressFile(folder).read() == "text"


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (tmp_path / "elsewhere").write_text("foreign")
    (folder / "progress.json").symlink_to(tmp_path / "elsewhere")

    assert ProgressFile(folder).read() is None
    ProgressFile(folder).write("text")

    assert (tmp_path / "elsewhere").read_text() == "foreign"
    assert ProgressFile(folder).read() == "text"


def test_a_folder_in_its_place(folder: Path) -> None:
    (folder / "progress.json").mkdir(parents=True)

    assert ProgressFile(folder).read() is None
    with refused(ProblemId.WRITE_FAILED):
        ProgressFile(folder).write("text")
