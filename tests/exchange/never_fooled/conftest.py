"""What the tests of this folder share: a scene, scales, and the table at the end of the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

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


class Note(Protocol):
    """Keeps what became of a group, and fails the test if any of it is wrong."""

    def __call__(self, group: str, kept: Sequence[table.Row]) -> None: ...


@pytest.fixture
def note(record_property: Callable[[str, object], None]) -> Note:
    def noted(group: str, kept: Sequence[table.Row]) -> None:
        table.keep(group, kept)
        record_property("told", table.summary(group, kept))
        record_property("never fooled", kept)
        wrong = [
            f"{row[1]} ({row[2]}, {row[3] or 'no problem'}): {row[6]}" for row in kept if row[6]
        ]
        assert not wrong, "\n".join(wrong)

    return noted


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
