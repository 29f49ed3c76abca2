"""Fuzzing for as long as you like, with fresh chance.

    python -m tests.fuzz --minutes 5                  five minutes for each group
    python -m tests.fuzz --minutes 1 --group pastes
    python -m tests.fuzz --minutes 1 --seed 17        the same examples again

An example that is answered wrongly is made as small as it gets and shown with its traceback; the
end is 1.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
import traceback
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, seed, settings

from tests.fuzz.groups import GROUPS
from tests.fuzz.target import Target

_AT_ONCE = 400  # examples; then the time is looked at


@dataclass
class _Tally:
    examples: int = 0
    seconds: float = 0.0
    failures: int = 0


def main() -> int:
    """Run it; the process's status."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--minutes", type=float, default=5.0, help="for each group")
    parser.add_argument("--group", action="append", choices=list(GROUPS))
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args()
    first_seed = secrets.randbelow(2**32) if asked.seed is None else asked.seed
    print(f"Seed {first_seed}", flush=True)
    failures = 0
    for group in asked.group or GROUPS:
        share_s = asked.minutes * 60 / len(GROUPS[group])
        for target in GROUPS[group]:
            tally = _fuzz(target, share_s, first_seed)
            failures += tally.failures
            rate = tally.examples / tally.seconds
            wrong = f", {tally.failures} WRONG" if tally.failures else ""
            print(
                f"{group}: {target.name}: {tally.examples} examples in {tally.seconds:.0f} s,"
                f" {rate:.0f} per second{wrong}",
                flush=True,
            )
    return 1 if failures else 0


def _fuzz(target: Target[Any], share_s: float, first_seed: int) -> _Tally:
    tally = _Tally()
    started = time.monotonic()
    batch = 0
    while (tally.seconds < share_s or not batch) and not tally.failures:
        _one_batch(target, first_seed + batch, tally)
        batch += 1
        tally.seconds = time.monotonic() - started
    return tally


def _one_batch(target: Target[Any], batch_seed: int, tally: _Tally) -> None:
    @seed(batch_seed)
    @settings(
        max_examples=_AT_ONCE,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(target.examples)
    def many(example: object) -> None:
        tally.examples += 1
        target.check(example)

    try:
        many()
    except Exception:  # noqa: BLE001 (whatever it raised is the finding)
        tally.failures += 1
        print(f"{target.name}, seed {batch_seed}:", flush=True)
        traceback.print_exc(file=sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
