"""`python -m tests.exchange.never_fooled [GROUP…] > table`: what became of every behaviour."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import binance.client  # noqa: F401  # takes a good part of a second, and not out of a deadline

from tests.exchange.never_fooled import table
from tests.exchange.never_fooled.groups import EVERYTHING
from tests.exchange.never_fooled.runner import run_all
from tests.exchange.never_fooled.scene import a_scene
from tests.exchange.never_fooled.weighing import scales


def _main(groups: list[str]) -> int:
    kept: list[table.Row] = []
    with tempfile.TemporaryDirectory() as folder, a_scene(Path(folder)) as scene, scales() as ours:
        for group in groups or EVERYTHING:
            behaviours = EVERYTHING[group]
            kept += table.rows(run_all(behaviours, scene, ours.weigh))
    sys.stdout.writelines(line + "\n" for line in table.written(kept))
    sys.stderr.writelines(line + "\n" for line in table.totals(kept))
    return int(any(row[6] for row in kept))


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
