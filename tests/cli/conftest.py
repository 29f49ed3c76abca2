"""One practice exchange for the tests of a file; a vault folder for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.key_wizard import KeyWizard, for_practice, make_vault
from tests.cli.practice_process import PracticeProcess


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeProcess]:
    with PracticeProcess() as process:
        yield process


@pytest.fixture
def fresh(tmp_path: Path, practice: PracticeProcess) -> KeyWizard:
    """Nothing was ever kept here; the program makes the vault, at the full cost."""
    return for_practice(tmp_path, practice.url)


@pytest.fixture
def key_wizard(tmp_path: Path, fresh: KeyWizard) -> KeyWizard:
    """There is an empty vault, whose passphrase is tried in a moment."""
    make_vault(tmp_path / "kept")
    return fresh
