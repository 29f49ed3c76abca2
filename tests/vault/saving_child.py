"""Run as a program: opens a vault and saves in it, for tests that kill it or starve it.

`FOLDER seal`: opens the vault, says READY and waits for input, so that strace can be attached for
the save alone; touches MARKER, where a trace then begins to be of interest; seals one key.
`FOLDER many NAME COUNT`: seals COUNT keys one after the other, as fast as it can.
Prints one line of JSON: what came of it.
"""

from __future__ import annotations

import ctypes
import json
import select
import sys
from pathlib import Path

from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials
from wizard.core.problems import ProblemError
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.vault import Vault

MARKER = "/the-save-begins-here"
READY = "ready\n"
_PR_SET_PTRACER = 0x59616D61  # prctl(2)
_ANYBODY = -1


def seal(vault: Vault) -> dict[str, object]:
    # What a first save would load, so that the trace has the save alone.
    import filelock  # noqa: F401

    _wait_for_strace()
    Path(MARKER).exists()
    try:
        vault.seal("Two", VENUE, credentials(2), now=NOW)
    except ProblemError as error:
        return {"saved": False, "problem": error.problem.id}
    unconfirmed = vault.unconfirmed
    return {"saved": True, "problem": None if unconfirmed is None else unconfirmed.id}


def _wait_for_strace() -> None:
    # Where only a parent may trace (Yama), strace, which is a sibling, needs leave.
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(_ANYBODY), 0, 0, 0)
    sys.stdout.write(READY)
    sys.stdout.flush()
    # Not a read: a save has reads, and this one counts twice when strace comes in its midst.
    select.select([sys.stdin], [], [])


def many(vault: Vault, name: str, count: int) -> dict[str, object]:
    for number in range(count):
        unique = int(name) * 1000 + number
        vault.seal(f"{name}-{number}", VENUE, credentials(unique), now=NOW)
    return {"saved": True, "problem": None}


def main(folder: str, task: str, *rest: str) -> None:
    door = VaultDoor(Path(folder), None, cost=CHEAP, lock_patience_s=60)
    with door.open(Secret(PASSPHRASE)) as vault:
        done = seal(vault) if task == "seal" else many(vault, rest[0], int(rest[1]))
    sys.stdout.write(json.dumps(done) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
