"""The file of a report: whole or not at all, over nothing unasked, over nothing but files."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from wizard.core.problems import ProblemError, ProblemId
from wizard.key_service.report_file import write_report

TEXT = "“A report”\n"


@pytest.mark.parametrize("kind", ["folder", "pipe", "link"])
def test_even_when_asked_only_a_file_is_replaced(kind: str, tmp_path: Path) -> None:
    path, mine = tmp_path / "report.md", tmp_path / "mine"
    mine.write_text("mine")
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link":
            path.symlink_to(mine)
    with pytest.raises(ProblemError) as raised:
        write_report(TEXT, path, replace=True)
    assert raised.value.problem.id is ProblemId.REPORT_NOT_WRITTEN
    assert sorted(tmp_path.iterdir()) == [mine, path]
    assert mine.read_text() == "mine"


def test_a_file_is_replaced_when_the_person_said_so(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    for text in ("first\n", TEXT):
        write_report(text, path, replace=True)
        assert path.read_text("utf-8") == text
    assert list(tmp_path.iterdir()) == [path]


def test_what_comes_to_be_there_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program is faster, between the first look and the end."""
    path = tmp_path / "report.md"
    real = os.fsync

    def overtaken(descriptor: int) -> None:
        path.write_text("faster")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", overtaken)
    with pytest.raises(ProblemError) as raised:
        write_report(TEXT, path)
    assert raised.value.problem.id is ProblemId.REPORT_EXISTS
    assert path.read_text() == "faster"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("taken", [False, True])
def test_a_disk_that_knows_no_links(
    taken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a memory stick."""
    path = tmp_path / "report.md"

    def refused(link: Path, _target: Path) -> None:
        if taken:
            link.write_text("faster")
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    if taken:
        with pytest.raises(ProblemError) as raised:
            write_report(TEXT, path)
        assert raised.value.problem.id is ProblemId.REPORT_EXISTS
    else:
        write_report(TEXT, path)
    assert path.read_text("utf-8") == ("faster" if taken else TEXT)
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as raised:
        write_report(TEXT, tmp_path / "a\0b")
    assert raised.value.problem.id is ProblemId.REPORT_NOT_WRITTEN
    assert raised.value.problem.technical == "ValueError"
