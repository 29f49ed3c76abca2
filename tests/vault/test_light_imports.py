"""The first window must not wait for ciphers, keychains and locks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("cryptography", "keyring", "secretstorage", "jeepney", "filelock")
PROGRAM = """
import sys
from pathlib import Path
from wizard.vault.door import Presence, VaultDoor
from wizard.vault.os_keychain import system_keychain
from wizard.vault.side_files import SideFiles

folder = Path(sys.argv[1])
door = VaultDoor(folder, system_keychain())
assert door.presence() is Presence.OPENS_WITH_KEYCHAIN
assert SideFiles.in_folder(folder).progress.read() is None
print(*[name for name in sys.modules if name.split(".")[0] in {heavy!r}])
"""


def test_seeing_that_there_is_a_vault_loads_nothing_heavy(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    sample = root / "tests" / "samples" / "vault-format-1.rokey"
    (tmp_path / "vault.rokey").write_bytes(sample.read_bytes())

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(heavy=HEAVY), str(tmp_path)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout.strip(), done.stderr) == ("", "")
