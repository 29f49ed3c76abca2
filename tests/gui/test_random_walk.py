"""Some lives of a window in which anything is pressed, with kills in between."""

from __future__ import annotations

from pathlib import Path

from tests.gui.random_walk import walk

LIVES = 4
MOVES_OF_A_LIFE = 40


def test_whatever_is_pressed_nothing_is_lost(tmp_path: Path) -> None:
    judge = walk(tmp_path / "data", seed=7, lives=LIVES, most_moves=MOVES_OF_A_LIFE)
    assert judge.moves.total() > LIVES * MOVES_OF_A_LIFE / 4
    assert judge.moves["continue"]
