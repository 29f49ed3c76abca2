"""How long a process takes until its first window is painted, and how much memory it has then."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time

from tests.bench.private_environment import private_environment
from tests.bench.rows import Row

_Pair = tuple[float, float]
"""Milliseconds, MiB."""


def window_rows(rounds: int, home: str) -> list[Row]:
    """Time in ms and (on Linux) memory in MiB, measured in turns in fresh processes."""
    ours: list[_Pair] = []
    bare: list[_Pair] = []
    for number in range(rounds + 1):
        pair = _measure("ours", home), _measure("bare", home)
        if number:  # the first round warms the disk
            ours.append(pair[0])
            bare.append(pair[1])
    rows = [_row("process start to first window", "ms", 0, ours, bare)]
    if bare[0][1]:
        rows.append(_row("memory with the first window", "MiB", 1, ours, bare))
    return rows


def _row(name: str, unit: str, place: int, ours: list[_Pair], bare: list[_Pair]) -> Row:
    return Row(name, unit, [one[place] for one in ours], [one[place] for one in bare])


def _measure(which: str, home: str) -> _Pair:
    with tempfile.TemporaryDirectory(dir=home) as own:
        # As whoever starts it for the first time: nothing chosen, no vault.
        environment = private_environment(home) | {"HOME": own, "XDG_DATA_HOME": own}
        began = time.monotonic()
        told = subprocess.run(
            [sys.executable, "-P", "-m", "tests.bench.first_picture", which],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    painted, memory = json.loads(told.splitlines()[-1])
    return (painted - began) * 1000, memory
