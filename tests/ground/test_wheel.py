"""The wheel that people install: whole, and its resources inside the package."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's content, built from a copy of the checkout."""
    source = tmp_path_factory.mktemp("source")
    for name in ("wizard", "resources"):
        unneeded = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, source / name, ignore=unneeded)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(
        [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"],
        cwd=source,
        check=True,
        capture_output=True,
    )
    [wheel] = (source / "dist").iterdir()
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def files(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_every_resource_and_every_module_is_in_the_wheel(installed: Path) -> None:
    assert files(installed / "wizard/resources") == files(ROOT / "resources")
    modules = {name for name in files(installed / "wizard") if not name.startswith("resources/")}
    assert modules == files(ROOT / "wizard")
    assert {path.name for path in installed.iterdir()} == {
        "wizard", "readonly_key_wizard-0.1.0.dist-info",
    }  # fmt: skip


def test_the_command_and_the_licence_are_in_the_wheel(installed: Path) -> None:
    [about] = installed.glob("*.dist-info")
    assert "key-wizard = wizard.__main__:main" in (about / "entry_points.txt").read_text()
    assert (about / "licenses/LICENSE").exists()


def test_an_installed_wheel_finds_its_own_resources(installed: Path) -> None:
    code = "import wizard.resource_files as files; print(files.resource('icons'))"
    told = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert Path(told.strip()) == installed / "wizard/resources/icons"
