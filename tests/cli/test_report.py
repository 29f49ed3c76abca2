"""`doctor --report`: a file that can be posted in public, whole or not at all."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.key_wizard import KeyWizard
from tests.cli.practice_process import PracticeProcess
from tests.cli.unprivileged import run_unprivileged
from wizard.cli.parser import UsageError, parse
from wizard.cli.request import Examine

NAME = "Gustav's tax report"
HOME = Path("/home/gustav-the-marked")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB without a free block."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a file system needs root")
    ballast = place / "ballast"
    with pytest.raises(OSError, match="No space"):
        ballast.write_bytes(bytes(2 * 64 * 1024))
    with suppress(OSError), ballast.open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_report_can_be_posted_in_public(
    key_wizard: KeyWizard, practice: PracticeProcess, tmp_path: Path
) -> None:
    key = practice.make_key("Marked", trading=False)
    assert key_wizard("add", NAME, stdin=key.input).code == 0
    practice.set_trading(key, on=True)
    assert key_wizard("verify", "--all").code == 1
    file = tmp_path / "report.md"

    told = key_wizard("doctor", "--report", str(file))

    assert (told.code, told.err) == (0, "")
    assert told.out == f"The report is in {file}. Read it before you post it.\n"
    text = file.read_text("utf-8")
    assert text.splitlines()[1].startswith("Read it before you post it")
    for fact in (
        "- asked for in: command line (Qt platform: not loaded)",
        "- data folder: another one",
        "- vault: opens with a passphrase (format 1), open",
        "- about the keychain: keychain-missing",
        "- venue: practice",
        "- answer: after ",
        "## Keys: 1 saved, 0 not finished",
        "grade full: can-do-more (Spot & margin trading) just now; read-only ",
    ):
        assert fact in text
    for private in (
        *(NAME, "Gustav", "Marked", key.api_key, key.api_key[-4:], key.secret, "127.0.0.1"),
        *(str(tmp_path), tmp_path.name, socket.gethostname(), str(Path.home())),
    ):
        assert private not in text
    assert "looked private" not in text, "the net had nothing to do"
    assert file.stat().st_mode & 0o777 == 0o666 & ~_umask()
    assert list(tmp_path.glob(".*")) == []


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_it_goes_to_standard_output(key_wizard: KeyWizard, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    told = key_wizard("doctor", "--report", "-")
    assert told.code == 0
    assert told.out.startswith("This report says")
    assert told.out.endswith("- none\n")
    assert sorted(tmp_path.rglob("*")) == before


def test_it_goes_with_json(key_wizard: KeyWizard, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    assert key_wizard("doctor", "--json", "--report", str(file)).json["ok"] is True
    assert file.read_text("utf-8").startswith("This report says")


def test_trouble_is_in_it_and_the_exit_status_says_so(fresh: KeyWizard, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/vault.rokey").write_text("ROKEYVAULT/9\n", encoding="utf-8")
    told = fresh("doctor", "--report", "-", "--exchange-url", "http://127.0.0.1:1")
    assert told.code == 4
    assert "- vault: unusable" in told.out
    assert "- problem: vault-newer" in told.out
    assert "- answer: none" in told.out
    assert "ECONNREFUSED" in told.out
    assert "looked private" not in told.out


def test_names_of_person_and_computer_are_no_part_of_it(fresh: KeyWizard, tmp_path: Path) -> None:
    """The environment is the person's own: of it only known words come through."""
    environment = {
        "HOME": str(HOME),
        "USER": "gustav-the-marked",
        "LOGNAME": "gustav-the-marked",
        "HOSTNAME": "gustavs-laptop",
        "XDG_SESSION_TYPE": "x11-of-gustav",
        "XDG_CURRENT_DESKTOP": "ubuntu:GNOME:gustav",
        "HTTPS_PROXY": "http://gustav:marked-password@proxy.gustav.example:3128",
        "LC_ALL": "C.UTF-8",
    }
    told = KeyWizard(fresh.options, environment)("doctor", "--report", "-")
    assert "- desktop session: ubuntu gnome\n" in told.out
    assert "- proxy: none (the environment names one: HTTP)\n" in told.out
    for private in ("gustav", "marked", "3128", socket.gethostname()):
        assert private not in told.out
    assert "looked private" not in told.out


@pytest.mark.parametrize("kind", ["file", "folder", "pipe", "link", "dangling link", "device"])
def test_nothing_is_written_over(kind: str, key_wizard: KeyWizard, tmp_path: Path) -> None:
    file = tmp_path / "there"
    match kind:
        case "file":
            file.write_text("mine")
        case "folder":
            file.mkdir()
        case "pipe":
            os.mkfifo(file)
        case "link":
            (tmp_path / "other").write_text("mine")
            file.symlink_to(tmp_path / "other")
        case "dangling link":
            file.symlink_to(tmp_path / "nowhere")
        case "device":
            file = Path("/dev/full")
    before = _as_it_is(tmp_path)

    told = key_wizard("doctor", "--report", str(file))

    assert told.code == 74
    assert told.out == ""
    assert "There is something at that place already." in told.err
    assert "(report-exists)" in told.err
    assert _as_it_is(tmp_path) == before


def _as_it_is(folder: Path) -> dict[Path, int]:
    """When each was written last; but for the data folder, where the keychain's trial is noted."""
    return {path: path.lstat().st_mtime_ns for path in folder.iterdir() if path.name != "kept"}


@pytest.mark.parametrize(
    ("name", "technical"),
    [
        ("no folder/report.md", "ENOENT"),
        ("a file/report.md", "ENOTDIR"),
        ("x" * 300, "ENAMETOOLONG"),
    ],
)
def test_a_place_where_nothing_can_be_written(
    name: str, technical: str, key_wizard: KeyWizard, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("")
    told = key_wizard("doctor", "--report", str(tmp_path / name))
    assert told.code == 74
    assert f"(report-not-written; {technical})" in told.err
    assert list(tmp_path.glob(".*")) == []


def test_a_full_disk_leaves_no_half_report(key_wizard: KeyWizard, disk: Path) -> None:
    told = key_wizard("doctor", "--report", str(disk / "report.md"))
    assert told.code == 74
    assert "(report-not-written; ENOSPC)" in told.err
    assert [path.name for path in disk.iterdir()] == ["ballast"]


def test_a_folder_of_somebody_else(key_wizard: KeyWizard, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    command = key_wizard.command("doctor", "--report", str(closed / "report.md"))
    told = run_unprivileged(command)
    assert told.code == 74
    assert "(report-not-written; EACCES)" in told.err


def test_a_problem_with_the_file_is_one_json_document_too(
    key_wizard: KeyWizard, tmp_path: Path
) -> None:
    told = key_wizard("doctor", "--json", "--report", str(tmp_path))
    assert told.code == 74
    assert told.json["problem"]["id"] == "report-exists"


def test_the_command_line() -> None:
    assert parse(["doctor", "--report", "a"]).command == Examine(False, Path("a"))
    assert parse(["doctor", "--report", "-"]).command == Examine(False, Path("-"))
    assert parse(["doctor"]).command == Examine(False, None)
    for wrong in (["--report", ""], ["--report", " "], ["--report"], ["--json", "--report", "-"]):
        with pytest.raises(UsageError):
            parse(["doctor", *wrong])
