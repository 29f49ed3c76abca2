"""The tour: the whole road by itself, without a screen and on a real one."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

_ACTS = 23


def _tour(out: Path, *before: str, env: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(
        [*before, sys.executable, "-m", "wizard", "tour", "--out", str(out)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, **(env or {})},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.timeout(300)
def test_the_tour_holds_without_a_display(tmp_path: Path) -> None:
    said = _tour(tmp_path / "pictures", env={"QT_QPA_PLATFORM": ""})  # what the tests set is gone
    assert len(re.findall(r"^ ?\d+  ", said, re.MULTILINE)) == _ACTS
    pictures = sorted((tmp_path / "pictures").iterdir())
    assert len(pictures) >= 2 * 20
    for light in (path for path in pictures if path.stem.endswith("-light")):
        dark = light.with_stem(light.stem.removesuffix("-light") + "-dark")
        assert _brightness(light) > 160, light.name
        assert _brightness(dark) < 90, dark.name


@pytest.mark.timeout(300)
def test_the_tour_holds_on_a_real_screen(tmp_path: Path) -> None:
    """Under Xvfb, with the platform plugin that people have."""
    screen = ("xvfb-run", "-a", "-s", "-screen 0 1400x1000x24")
    said = _tour(tmp_path / "pictures", *screen, env={"QT_QPA_PLATFORM": "xcb"})
    assert "acts held" in said


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    done = subprocess.run(
        [sys.executable, "-m", "wizard", "tour", "--out", str(blocked / "pictures")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "Choose another folder" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def _brightness(path: Path) -> float:
    image = QImage(str(path)).scaled(32, 32)
    assert not image.isNull(), f"{path.name} is no picture"
    levels = [image.pixelColor(x, y).lightness() for x in range(32) for y in range(32)]
    return sum(levels) / len(levels)
