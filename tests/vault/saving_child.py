"""Run as a program: `FOLDER NAME COUNT` seals COUNT keys one after the other, as fast as it can.

NAME is a number; keys and names are made of it. Says READY when the vault is open and begins when
it is told a line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor

READY = "ready\n"


def main(folder: str, name: str, count: str) -> None:
    door = VaultDoor(Path(folder), None, cost=CHEAP, lock_patience_s=60)
    with door.open(Secret(PASSPHRASE)) as vault:
        sys.stdout.write(READY)
        sys.stdout.flush()
        sys.stdin.readline()
        for number in range(int(count)):
            unique = int(name) * 1000 + number
            vault.seal(f"{name}-{number}", VENUE, credentials(unique), now=NOW)


if __name__ == "__main__":
    main(*sys.argv[1:])
