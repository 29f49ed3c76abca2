"""The small text beside the vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault.samples import refused
from wizard.core.problems import ProblemId
from wizard.vault.small_text_file import SmallTextFile


def test_a_text_there_and_back(folder: Path) -> None:
    assert SmallTextFile(folder, "progress.json").read() is None
    assert not folder.exists(), "reading makes nothing"

    SmallTextFile(folder, "progress.json").write('{"step": 3, "name": "Ü"}')
    assert SmallTextFile(folder, "progress.json").read() == '{"step": 3, "name": "Ü"}'
    SmallTextFile(folder, "progress.json").write("shorter")
    assert SmallTextFile(folder, "progress.json").read() == "shorter"

    assert (folder / "progress.json").stat().st_mode & 0o777 == 0o600
    assert not (folder / "progress.json.bak").exists()


def test_forgetting(folder: Path) -> None:
    SmallTextFile(folder, "progress.json").clear()
    SmallTextFile(folder, "progress.json").write("text")

    SmallTextFile(folder, "progress.json").clear()
    SmallTextFile(folder, "progress.json").clear()

    assert SmallTextFile(folder, "progress.json").read() is None


@pytest.mark.parametrize("noise", [b"\xff\xfe", b"x" * (64 * 1024 + 1)])
def test_what_cannot_be_read_counts_as_nothing(folder: Path, noise: bytes) -> None:
    folder.mkdir()
    (folder / "progress.json").write_bytes(noise)

    assert SmallTextFile(folder, "progress.json").read() is None

    SmallTextFile(folder, "progress.json").write("text")
    assert SmallTextFile(folder, "progress.json").read() == "text"


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (tmp_path / "elsewhere").write_text("foreign")
    (folder / "progress.json").symlink_to(tmp_path / "elsewhere")

    assert SmallTextFile(folder, "progress.json").read() is None
    SmallTextFile(folder, "progress.json").write("text")

    assert (tmp_path / "elsewhere").read_text() == "foreign"
    assert SmallTextFile(folder, "progress.json").read() == "text"


def test_a_folder_in_its_place(folder: Path) -> None:
    (folder / "progress.json").mkdir(parents=True)

    assert SmallTextFile(folder, "progress.json").read() is None
    with refused(ProblemId.WRITE_FAILED):
        SmallTextFile(folder, "progress.json").write("text")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts descriptors in /proc")
def test_a_folder_in_its_place_costs_no_descriptor(folder: Path) -> None:
    (folder / "progress.json").mkdir(parents=True)
    before = len(list(Path("/proc/self/fd").iterdir()))

    for _ in range(20):
        assert SmallTextFile(folder, "progress.json").read() is None

    assert len(list(Path("/proc/self/fd").iterdir())) == before
