"""What the machine lacks, and how Debian calls it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import PySide6
import pytest

from ground import system
from ground.progress import StopError

PYSIDE = Path(PySide6.__file__).parent


def test_every_part_of_qt_is_where_we_look() -> None:
    for pattern in system.QT_PARTS:
        assert list(PYSIDE.glob(pattern)), pattern


def test_this_machine_has_what_a_window_needs() -> None:
    assert system.missing_libraries(PYSIDE) == []
    assert system.has_font()


def test_the_name_rule_agrees_with_this_debian() -> None:
    """Every system library that Qt loads here is in the package that we would have installed."""
    parts = [str(path) for pattern in system.QT_PARTS for path in PYSIDE.glob(pattern)]
    told = subprocess.run(["ldd", *parts], check=True, capture_output=True, text=True).stdout
    found = dict(re.findall(r"^\s*(\S+) => (/\S+)", told, re.MULTILINE))
    # Parts of packages that are on every Debian, or that another one brings along.
    given = re.compile(r"lib(dl|m|pthread|resolv|rt|c|z|GLdispatch)\.so")
    compared = 0
    for library, path in found.items():
        if str(PYSIDE) in path or given.match(library):
            continue
        owner = _owner(Path(path))
        # Since 2024 some packages carry t64 behind the old name, which they still provide.
        assert owner.removesuffix("t64") == system.debian_package(library)
        compared += 1
    assert compared > 20


def _owner(path: Path) -> str:
    real = str(path.resolve())
    # dpkg remembers the path from before /lib became a link to /usr/lib.
    for candidate in (real, real.removeprefix("/usr"), f"/usr{path}"):
        asked = subprocess.run(
            ["dpkg", "-S", candidate], check=False, capture_output=True, text=True
        )
        if asked.returncode == 0:
            return asked.stdout.partition(":")[0]
    raise AssertionError(f"no package has {path}")


def test_what_ldd_does_not_find_is_told_once() -> None:
    told = """
/x/libqxcb.so:
\tlibxcb-cursor.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0000000000)
/x/libother.so:
\tlibxcb-cursor.so.0 => not found
\tlibEGL.so.1 => not found
"""
    assert system.unfound(told) == ["libEGL.so.1", "libxcb-cursor.so.0"]


@pytest.mark.parametrize(
    ("name", "there"), [("Inter.otf", True), ("a.ttc", True), ("readme.txt", False)]
)
def test_a_font_is_seen_in_any_depth(tmp_path: Path, name: str, there: bool) -> None:
    (tmp_path / "truetype/deep").mkdir(parents=True)
    (tmp_path / "truetype/deep" / name).touch()
    assert system.has_font([str(tmp_path), str(tmp_path / "absent")]) is there


def test_who_may_not_install_is_given_the_exact_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not system.install_system(["libegl1", "fonts-inter"], "what a window needs")
    told = capsys.readouterr().out
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 fonts-inter"
        in told
    )


def test_a_system_without_apt_is_told_the_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert not system.install_system(["libegl1"], "what a window needs")
    assert "libegl1" in capsys.readouterr().out


def test_missing_programs_of_the_tests(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copy("/bin/true", tmp_path / "chromium-browser")
    monkeypatch.setenv("PATH", str(tmp_path))
    found = [one for one in system.missing_test_packages() if one != "at-spi2-core"]
    assert found == [
        "chromium-driver", "gnome-keyring", "dbus", "xvfb", "xauth", "strace", "xclip",
        "xdotool", "openbox",
    ]  # fmt: skip


def test_what_is_not_on_the_path_is_looked_for_where_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    launcher = tmp_path / "at-spi-bus-launcher"
    monkeypatch.setattr(system, "TEST_PROGRAMS", (((str(launcher),), "at-spi2-core"),))
    assert system.missing_test_packages() == ["at-spi2-core"]
    shutil.copy("/bin/true", launcher)
    assert system.missing_test_packages() == []


def only_these_programs(folder: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    for name in names:
        (folder / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(folder))


def test_without_rights_the_tests_go_on_and_the_command_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only_these_programs(tmp_path, monkeypatch, "ldd", "bash", "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not system.see_to_system(PYSIDE, tests_too=True)
    told = capsys.readouterr().out
    assert told.count("sudo apt-get install") == 1
    assert (
        told.rstrip()
        .removesuffix(" at-spi2-core")
        .endswith(
            "chromium chromium-driver gnome-keyring dbus xvfb xauth strace xclip xdotool openbox"
        )
    )
    assert system.see_to_system(PYSIDE, tests_too=False)


def test_without_rights_no_window_can_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only_these_programs(tmp_path, monkeypatch, "ldd", "bash", "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system, "has_font", lambda: False)
    with pytest.raises(StopError, match="No window can open"):
        system.see_to_system(PYSIDE, tests_too=True)
    told = capsys.readouterr().out
    assert told.count("sudo apt-get install") == 1
    assert "fonts-inter fonts-dejavu-core chromium" in told
