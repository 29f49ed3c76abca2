"""One practice exchange for the tests of a file; a vault folder for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.key_wizard import KeyWizard, for_practice
from tests.cli.practice_process import PracticeProcess


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeProcess]:
    with PracticeProcess() as process:
        yield process


@pytest.fixture
def key_wizard(tmp_path: Path, practice: PracticeProcess) -> KeyWizard:
    return for_practice(tmp_path, practice.url)
