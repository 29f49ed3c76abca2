"""Run as a program: as saving_server.py, but its saves are those of a program with a format 2.

What `prepare` makes is in format 1, so the first save of each task takes it over.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.vault import saving_server
from tests.vault.samples import CHEAP, NOW, PASSPHRASE, VENUE, credentials
from tests.vault.second_format import BOTH
from wizard.core.problems import Problem
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.vault import Vault


def newer_door(folder: Path) -> VaultDoor:
    """The door of the newer program."""
    return VaultDoor(folder, None, cost=CHEAP, formats=BOTH)


def _seal(vault: Vault) -> None:
    vault.seal("Two", VENUE, credentials(2), now=NOW)


def _remove(vault: Vault) -> None:
    (gone,) = (key for key in vault.saved_keys() if key.name == "Gone")
    vault.remove(gone.record_id)


def _make_pair(vault: Vault) -> None:
    vault.pairs.make("Pair", VENUE, now=NOW)


def _with_vault(change: Callable[[Vault], None]) -> Callable[[Path], list[saving_server.Step]]:
    def steps(folder: Path) -> list[saving_server.Step]:
        vault = newer_door(folder).open(Secret(PASSPHRASE))

        def step() -> Problem | None:
            change(vault)
            return vault.unconfirmed

        return [step]

    return steps


def main() -> None:
    """Serve until the input ends."""
    saving_server.TASKS["seal"] = saving_server.TASKS["several"] = _with_vault(_seal)
    saving_server.TASKS["remove"] = _with_vault(_remove)
    saving_server.TASKS["pair"] = _with_vault(_make_pair)
    saving_server.main()


if __name__ == "__main__":
    main()
