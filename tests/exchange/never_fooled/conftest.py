"""What the tests of this folder share: a scene, scales, and the table at the end of the run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.exchange.never_fooled import table
from tests.exchange.never_fooled.scene import Scene, a_scene
from tests.exchange.never_fooled.weighing import Scales, scales


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with a_scene(tmp_path_factory.mktemp("scene")) as ready:
        yield ready


@pytest.fixture(scope="session")
def scales_at_hand() -> Iterator[Scales]:
    with scales() as ready:
        yield ready


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """All groups of this run in one line; each group has told its own."""
    kept = [
        row
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        for name, rows in report.user_properties
        if name == "never fooled"
        for row in rows
    ]
    if kept:
        terminalreporter.line(table.summary("all together", kept))
