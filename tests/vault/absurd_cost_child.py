"""Run as a program: tries to open a vault with a passphrase, and says what that took.

`FOLDER`: prints one line of JSON: the problem's id or null, seconds, and by how many KiB the most
memory that was ever in use grew.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.vault.samples import CHEAP, PASSPHRASE
from wizard.core.problems import ProblemError
from wizard.core.secret import Secret
from wizard.vault.cipher import stretch
from wizard.vault.door import VaultDoor


def main(folder: str) -> None:
    door = VaultDoor(Path(folder), None)
    # What a first opening loads is no part of what this file costs.
    stretch(Secret(PASSPHRASE), bytes(16), CHEAP)
    most, began, problem = _most_kib(), time.monotonic(), None
    try:
        door.open(Secret(PASSPHRASE)).close()
    except ProblemError as error:
        problem = error.problem.id
    took = time.monotonic() - began
    sys.stdout.write(json.dumps([problem, took, _most_kib() - most]) + "\n")


def _most_kib() -> int:
    # Linux: what getrusage says there begins with what the parent had.
    if Path("/proc/self/status").exists():
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


if __name__ == "__main__":
    main(sys.argv[1])
