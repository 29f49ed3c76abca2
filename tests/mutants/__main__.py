"""Mutation testing of the verdict rule and of everything that understands an answer.

    python -m tests.mutants                        every file, every test
    python -m tests.mutants wizard/core/verdict.py --jobs 1
    python -m tests.mutants --list

It needs a system that can fork. Every mutant and its outcome is written to build/mutants.txt.
The end is 1 when a mutant survived without an explanation, or when one was explained for nothing.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from tests.mutants.explained import explained
from tests.mutants.judged_files import ALL_TESTS, CLOSEST
from tests.mutants.jury import Fate, Jury, Outcome
from tests.mutants.mutation import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "build/mutants.txt"


def main() -> int:
    """Run it; the process's status."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("files", nargs="*", default=list(CLOSEST), metavar="FILE")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=90, help="the longest run of one mutant")
    parser.add_argument("--list", action="store_true", help="name the mutants and run nothing")
    parser.add_argument("--closest", action="store_true", help="only the tests closest to a file")
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    mutants = [mutant for file in asked.files for mutant in mutants_of(ROOT, file)]
    if asked.list:
        for mutant in mutants:
            print(_line(mutant))
        return 0
    return _report(*_judged(mutants, asked), asked.files)


def _judged(mutants: list[Mutant], asked: argparse.Namespace) -> tuple[list[Outcome], float]:
    jury = Jury(ROOT, jobs=asked.jobs, seconds=asked.seconds)
    started = time.monotonic()
    everything = {test for file in asked.files for test in CLOSEST[file]}
    everything |= set() if asked.closest else {*ALL_TESTS}
    for outcome in jury.judge([None], lambda _file: sorted(everything)):
        if outcome.fate is not Fate.SURVIVED:
            raise SystemExit(f"The program as it is does not pass: {outcome.by}")
    print(f"{len(mutants)} mutants. The program as it is passes.", flush=True)
    done: dict[Mutant, Outcome] = {}
    left = _round(jury, mutants, CLOSEST, done)
    known = explained()
    left = [mutant for mutant in left if (mutant.file, mutant.name) not in known]
    if not asked.closest:
        print(f"{len(left)} of them go on to all the other tests.", flush=True)
        _round(jury, left, dict.fromkeys(CLOSEST, ALL_TESTS), done)
    return [done[mutant] for mutant in mutants], time.monotonic() - started


def _round(
    jury: Jury,
    mutants: list[Mutant],
    tests: dict[str, tuple[str, ...]],
    done: dict[Mutant, Outcome],
) -> list[Mutant]:
    left = []
    for count, outcome in enumerate(jury.judge(mutants, tests.__getitem__), start=1):
        assert outcome.mutant is not None
        done[outcome.mutant] = outcome
        if outcome.fate is Fate.SURVIVED:
            left.append(outcome.mutant)
            print(f"  alive so far: {_line(outcome.mutant)}", flush=True)
        if count % 100 == 0:
            print(f"  {count} of {len(mutants)}, {len(left)} alive", flush=True)
    return left


def _line(mutant: Mutant) -> str:
    return f"{mutant.file}:{mutant.line}: {mutant.operator}: {mutant.name}"


def _report(outcomes: list[Outcome], took_s: float, files: list[str]) -> int:
    known = explained()
    alive: list[Mutant] = []
    lines = []
    used = set()
    count: Counter[str] = Counter()
    for outcome in outcomes:
        mutant = outcome.mutant
        assert mutant is not None
        place = (mutant.file, mutant.name)
        word: str = outcome.fate
        if outcome.fate is Fate.SURVIVED and place in known:
            word = "explained"
            used.add(place)
        elif outcome.fate is Fate.SURVIVED:
            alive.append(mutant)
        count[word] += 1
        how = f"  ({known.get(place, outcome.by)})" if word != Fate.SURVIVED else ""
        lines.append(f"{word:<9} {_line(mutant)}{how}")
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for mutant in alive:
        print(f"alive: {_line(mutant)}")
    stale = sorted({place for place in known if place[0] in files} - used)
    for file, name in stale:
        print(f"explained, and yet not alive: {file}: {name}")
    total = ", ".join(f"{number} {word}" for word, number in sorted(count.items()))
    print(f"{len(outcomes)} mutants in {took_s / 60:.1f} minutes: {total}. All: {REPORT}")
    return 1 if alive or stale else 0


if __name__ == "__main__":
    sys.exit(main())
