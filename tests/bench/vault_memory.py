"""How much memory a process has had that opened a vault with many keys, beside an empty vault.

As a script it is the process that is measured: it opens the vault in FOLDER and lists its keys; the
keychain's entries come as JSON on standard input.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.most_memory import most_memory
from tests.bench.private_environment import private_environment
from tests.bench.rows import Row, measured
from wizard.core.secret import Secret
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain

_KEYS = 1000


def memory_rows(rounds: int, home: str) -> list[Row]:
    """One row in MiB; none where the system does not tell."""
    # Not in the process that is measured: it brings the tests' tools along.
    from tests.bench.large_vault import make_vault

    if not most_memory():
        return []
    with tempfile.TemporaryDirectory(dir=home) as made:
        keychain = MemoryKeychain()
        full, empty = (
            make_vault(Path(made) / str(count), keychain, count).folder for count in (_KEYS, 0)
        )
        entries = {name: value.reveal() for name, value in keychain._entries.items()}

        def weigh(folder: Path, keys: int) -> float:
            found, memory = _in_a_process(folder, entries, home)
            if found != keys:
                raise RuntimeError("not the vault that was meant")
            return memory

        name = f"memory with {_KEYS:,} keys, beside none"
        return [measured(name, "MiB", rounds, lambda: weigh(full, _KEYS), lambda: weigh(empty, 0))]


def _in_a_process(folder: Path, entries: dict[str, str], home: str) -> tuple[int, float]:
    told = subprocess.run(
        [sys.executable, "-P", "-m", "tests.bench.vault_memory", str(folder)],
        input=json.dumps(entries),
        env=private_environment(home),
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found, memory = json.loads(told)
    return int(found), float(memory)


def _open_and_tell(folder: Path) -> None:
    keychain = MemoryKeychain()
    for name, value in json.load(sys.stdin).items():
        keychain._entries[name] = Secret(value)
    with VaultDoor(folder, keychain).open() as vault:
        keys = vault.saved_keys()
        print(json.dumps([len(keys), most_memory()]))


if __name__ == "__main__":
    _open_and_tell(Path(sys.argv[1]))
