"""The locks: exact, hashed, without addresses, and what is really installed."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ("run", "test")


def lock_text(name: str) -> str:
    return (ROOT / f"packaging/lock-{name}.txt").read_text("utf-8")


def versions(name: str) -> dict[str, str]:
    """Package name to version; extras are left out."""
    pinned = re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", lock_text(name), re.MULTILINE)
    return dict(pinned)


@pytest.mark.parametrize("name", NAMES)
def test_every_package_is_exact_and_hashed(name: str) -> None:
    joined = lock_text(name).replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    for line in lines:
        assert re.match(r"^[a-z0-9-]+(\[[a-z,]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", line)


@pytest.mark.parametrize("name", NAMES)
def test_no_address_is_in_a_lock(name: str) -> None:
    text = lock_text(name)
    for word in ("://", "index", "find-links", " @ "):
        assert word not in text


def test_tests_run_with_what_people_get() -> None:
    assert versions("run").items() <= versions("test").items()


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {
        "run": project["project"]["dependencies"],
        "test": project["dependency-groups"]["test"],
    }
    for name, requirements in wanted.items():
        for requirement in requirements:
            package = re.split(r"[^A-Za-z0-9-]", requirement)[0].lower()
            assert package in versions(name)


def test_this_python_has_the_locked_versions() -> None:
    installed = {
        re.sub(r"[-_.]+", "-", found.name).lower(): found.version
        for found in importlib.metadata.distributions()
    }
    common = versions("test").keys() & installed.keys()
    assert {"pyside6-essentials", "cryptography", "python-binance", "keyring"} <= common
    for package in common:
        assert installed[package] == versions("test")[package]
