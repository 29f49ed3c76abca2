"""The long runs: `python -m tests.vault.model --minutes N [--rotation]`."""

from __future__ import annotations

import argparse
import secrets
import sys
import time
import traceback

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.vault.changed_ways import one_fault, places
from tests.vault.faulty_world import Manner
from tests.vault.model.machine import VaultLife
from tests.vault.test_rotation import every_fault
from tests.vault.vault_lives import CHANGES, a_life

_AT_ONCE = 4  # lives; then the time is looked at


def main() -> int:
    """Run it; the process's status."""
    parser = argparse.ArgumentParser(prog="python -m tests.vault.model")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--rotation", action="store_true", help="every fault at every step")
    asked = parser.parse_args()
    if asked.rotation:
        return _rotation()
    first = secrets.randbelow(2**32) if asked.seed is None else asked.seed
    print(f"Seed {first}", flush=True)
    return _lives(asked.minutes * 60, first)


def _lives(seconds: float, first: int) -> int:
    began, batch = time.monotonic(), 0
    wanted = settings(
        max_examples=_AT_ONCE,
        stateful_step_count=40,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    status = 0
    while time.monotonic() - began < seconds and not status:
        try:
            run_state_machine_as_test(seed(first + batch)(VaultLife), settings=wanted)
        except Exception:  # noqa: BLE001 (whatever it raised is the finding)
            print(f"Seed {first + batch}:", flush=True)
            traceback.print_exc(file=sys.stdout)
            status = 1
        batch += 1
    took = time.monotonic() - began
    print(
        f"{batch * _AT_ONCE} lives, {VaultLife.tally.changes} changes, {VaultLife.tally.faults} of"
        f" them with a fault, in {took:.0f} s"
    )
    return status


def _rotation() -> int:
    done = failed = 0
    with a_life() as life:
        for change in CHANGES:
            for fault, lasting in every_fault():
                keychain = isinstance(fault, Manner) if isinstance(fault, Manner | int) else None
                for at in places(life, change, keychain=keychain):
                    done += 1
                    try:
                        one_fault(life, change, at, fault, lasting=lasting)
                    except AssertionError:
                        failed += 1
                        print(f"{change}, {fault} at {at}, lasting: {lasting}", flush=True)
                        traceback.print_exc(file=sys.stdout)
    print(f"{done} changes with a fault, {failed} wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
