"""Every fault of saving at every system call of every kind of save; it takes some minutes.

python -m tests.vault.every_fault                     all of them
python -m tests.vault.every_fault --task seal         one kind of save
python -m tests.vault.every_fault --fault EINTR       one kind of fault

Prints a table; what broke a promise stands below it, and then the end is 1.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable

from tests.vault.faulty_saves import Said, SavingServer, saving_server
from tests.vault.one_fault import ERRORS, one_fault
from tests.vault.power_cuts import Outcome, power_cuts
from tests.vault.saved_states import STATES

_SINGLE = [task for task, states in STATES.items() if len(states) == 2]
_KILL, _CUT = "SIGKILL", "power"


def main() -> int:
    """Run it; the process's status."""
    parser = argparse.ArgumentParser(prog="python -m tests.vault.every_fault")
    parser.add_argument("--task", action="append", choices=list(STATES))
    parser.add_argument("--fault", action="append", choices=[_KILL, *ERRORS, _CUT])
    asked = parser.parse_args()
    tasks, faults = asked.task or list(STATES), asked.fault or [_KILL, *ERRORS, _CUT]
    broken: list[str] = []
    with saving_server() as server:
        for task in tasks:
            for fault in faults:
                if fault == _CUT:
                    _cut(server, task, broken)
                elif task in _SINGLE:
                    _harm(server, task, fault, broken)
    _tell(f"\n{len(broken)} broken promises", broken)
    return 1 if broken else 0


def _harm(server: SavingServer, task: str, fault: str, broken: list[str]) -> None:
    calls = server.calls(task)
    # The last call is the process's own last word: it can be killed there, but has to speak.
    calls = calls if fault == _KILL else calls[:-1]
    heard: Counter[str] = Counter()
    for call in calls:
        try:
            attempt, new = one_fault(server, task, call, None if fault == _KILL else fault)
        except AssertionError as error:
            broken.append(f"{task}, {fault}: {error}")
            continue
        heard[_heard(attempt.said, new=new)] += 1
    fired = heard.total()
    _tell(f"{task:<8} {fault:<8} {len(calls):>4} calls, {fired:>4} fired and kept:", _counts(heard))


def _heard(said: tuple[Said, ...], *, new: bool) -> str:
    if not said:
        return "new state" if new else "old state"
    (one,) = said
    return ("saved" if one.saved else "not saved") + (f" ({one.problem})" if one.problem else "")


def _cut(server: SavingServer, task: str, broken: list[str]) -> None:
    cuts = power_cuts(server, task)
    head = (
        f"{task:<8} {_CUT:<8} {cuts.moments:>4} moments, {cuts.states} disks, {cuts.synced} fsyncs:"
    )
    _tell(head, _counts(cuts.outcomes))
    broken.extend(f"{task}, {_CUT}: {each}" for each in cuts.outcomes if each is not Outcome.KEPT)


def _counts(heard: Counter[str] | Counter[Outcome]) -> list[str]:
    return [f"{number:>6} {what}" for what, number in heard.most_common()]


def _tell(head: str, lines: Iterable[str]) -> None:
    sys.stdout.write("\n".join((head, *lines)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
