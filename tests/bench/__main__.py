"""`start.py bench [--rounds N]`: how fast the wizard is, as ratios that hold on any machine."""

from __future__ import annotations

import argparse
import sys

from tests.bench.check_time import check_row, command_row
from tests.bench.first_window import window_rows
from tests.bench.practice_process import practice_process
from tests.bench.rows import HEADING


def main() -> int:
    """Print one line per row as soon as it is known."""
    parser = argparse.ArgumentParser(prog="start.py bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=11, help="measurements per row (11)")
    rounds = parser.parse_args().rounds
    if rounds < 1:
        parser.error("it takes at least one round")
    print("Medians, measured in turns in one run. A ratio of 1 means that we add nothing.\n")
    print(HEADING)
    for row in window_rows(rounds):
        print(row.line(), flush=True)
    with practice_process() as practice:
        print(check_row(practice, rounds * 3).line(), flush=True)
        print(command_row(practice, rounds).line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
