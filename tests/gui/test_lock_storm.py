"""The vault is locked at any moment of the guide; the walk ends well all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gui.lock_storm import storm

pytestmark = pytest.mark.usefixtures("qtbot")

MOMENTS = {"home", "step 3", "half pasted", "sealing", "step 9", "step 10", "checking"}
FEWEST_WALKS = 5
MOST_WALKS = 40


def test_locked_at_any_moment(tmp_path: Path) -> None:
    seen: set[str] = set()
    for seed in range(MOST_WALKS):
        seen |= storm(tmp_path / str(seed), seed).moments
        if seed + 1 >= FEWEST_WALKS and seen >= MOMENTS:
            return
    pytest.fail(f"never locked at {', '.join(sorted(MOMENTS - seen))}")
