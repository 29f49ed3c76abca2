"""`start.py bench [--rounds N] [--keys N]`: how fast it is, as ratios that hold on any machine."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.check_time import check_row, command_row
from tests.bench.first_window import window_rows
from tests.bench.practice_process import Practice, practice_process
from tests.bench.rows import HEADING
from tests.bench.save_time import save_rows
from tests.bench.standing_still import gap_rows
from tests.bench.vault_memory import memory_rows
from tests.bench.vault_opening import opening_rows


def _tell_rows(rounds: int, keys: int, home: str, practice: Practice) -> None:
    for row in window_rows(rounds, home):
        print(row.line(), flush=True)
    for row in opening_rows(rounds * 3, Path(home) / "full"):
        print(row.line(), flush=True)
    print(check_row(practice, rounds * 3).line(), flush=True)
    print(command_row(practice, rounds, home).line(), flush=True)
    for row in (*save_rows(rounds * 3, home), *memory_rows(rounds, home)):
        print(row.line(), flush=True)
    for row in gap_rows(max(1, rounds // 3), keys):
        print(row.line(), flush=True)


def main() -> int:
    """Print one line per row as soon as it is known."""
    parser = argparse.ArgumentParser(prog="start.py bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=11, help="measurements per row (11)")
    parser.add_argument("--keys", type=int, default=200, help="keys that are verified (200)")
    given = parser.parse_args()
    if given.rounds < 1 or given.keys < 1:
        parser.error("it takes at least one round, and one key")
    print("Medians, measured in turns in one run. A ratio of 1 means that we add nothing.\n")
    print(HEADING)
    try:
        with tempfile.TemporaryDirectory() as home, practice_process() as practice:
            _tell_rows(given.rounds, given.keys, home, practice)
    except subprocess.CalledProcessError as failed:
        print(f"What was to be measured did not work:\n{failed.stderr}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
