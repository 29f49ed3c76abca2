"""What the guide's tests share: the program's own resources, and copies that may be broken."""

import shutil
from pathlib import Path

import pytest

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture
def resources() -> Path:
    return RESOURCES


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the guide's resources, for a test to damage."""
    for name in ("steps", "illustrations", "texts"):
        shutil.copytree(RESOURCES / name, tmp_path / name)
    return tmp_path
