"""Mutation testing of the verdict rule and of everything that understands an answer.

    python -m tests.mutants                        every file
    python -m tests.mutants wizard/core/verdict.py --jobs 1
    python -m tests.mutants --again                only what an earlier run left alive
    python -m tests.mutants --list

It needs a system that can fork. The end is 1 when a mutant survived without an explanation in
SURVIVORS.md, or when one is explained that does not survive.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.mutants.explained import explained
from tests.mutants.judged_files import ALL_TESTS, CLOSEST
from tests.mutants.jury import LARGE_LIBRARIES, Fate, Jury
from tests.mutants.mutation import Mutant, mutants_of
from tests.mutants.report import Report, line_of

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Run it; the process's status."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("files", nargs="*", default=list(CLOSEST), metavar="FILE")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=90, help="the longest run of one mutant")
    parser.add_argument("--again", action="store_true", help="only what is alive so far")
    parser.add_argument("--closest", action="store_true", help="only the tests closest to a file")
    parser.add_argument("--list", action="store_true", help="name the mutants and run nothing")
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    every = [mutant for file in CLOSEST for mutant in mutants_of(ROOT, file)]
    report = Report(every)
    chosen = [m for m in (report.alive() if asked.again else every) if m.file in asked.files]
    if asked.list:
        print("\n".join(map(line_of, chosen)))
        return 0
    started = time.monotonic()
    _judge(chosen, report, asked)
    print(f"{len(chosen)} judged in {(time.monotonic() - started) / 60:.1f} minutes.")
    told, is_sound = report.judged(asked.files)
    print("\n".join(told))
    return 0 if is_sound else 1


def _judge(chosen: list[Mutant], report: Report, asked: argparse.Namespace) -> None:
    jury = Jury(ROOT, jobs=asked.jobs, seconds=asked.seconds, libraries=LARGE_LIBRARIES)
    tests = {test for file in asked.files for test in CLOSEST[file]}
    tests |= set() if asked.closest else {*ALL_TESTS}
    for outcome in jury.judge([None], lambda _file: sorted(tests)):
        if outcome.fate is not Fate.SURVIVED:
            raise SystemExit(f"The program as it is does not pass: {outcome.by}")
    print(f"{len(chosen)} mutants. The program as it is passes.", flush=True)
    left = _round(jury, chosen, CLOSEST, report)
    known = explained()
    left = [mutant for mutant in left if (mutant.file, mutant.name) not in known]
    if left and not asked.closest:
        print(f"{len(left)} of them go on to all the other tests.", flush=True)
        _round(jury, left, dict.fromkeys(CLOSEST, ALL_TESTS), report)


def _round(
    jury: Jury, mutants: list[Mutant], tests: Mapping[str, tuple[str, ...]], report: Report
) -> list[Mutant]:
    """Those that are alive afterwards."""
    left = []
    for count, outcome in enumerate(jury.judge(mutants, tests.__getitem__), start=1):
        assert outcome.mutant is not None
        report.note(outcome)
        if outcome.fate is Fate.SURVIVED:
            left.append(outcome.mutant)
            print(f"  alive so far: {line_of(outcome.mutant)}", flush=True)
        if count % 100 == 0:
            print(f"  {count} of {len(mutants)}, {len(left)} alive", flush=True)
            report.write()
    report.write()
    return left


if __name__ == "__main__":
    sys.exit(main())
