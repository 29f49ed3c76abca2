"""How long a save takes, beside the least that puts the same bytes safely on a disk."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from secrets import token_hex

from tests.bench.large_vault import make_vault
from tests.bench.rows import Row, measured
from wizard.vault.memory_keychain import MemoryKeychain

_FEW, _MANY = 3, 1000


def save_rows(rounds: int, home: str) -> list[Row]:
    """A save in a small vault and in a large one."""
    return [_save_row(count, rounds, home) for count in (_FEW, _MANY)]


def _save_row(count: int, rounds: int, home: str) -> Row:
    with tempfile.TemporaryDirectory(dir=home) as made:
        bare = Path(made) / "bare"
        bare.mkdir()
        door = make_vault(Path(made) / "ours", MemoryKeychain(), count)
        with door.open() as vault:
            first, names = vault.saved_keys()[0].record_id, ["One", "Another"]

            def ours() -> float:
                began = time.perf_counter()
                vault.rename(first, names[0])
                took = time.perf_counter() - began
                names.reverse()
                if vault.unconfirmed is not None:
                    raise RuntimeError("it was not confirmed")
                return took * 1000

            def floor() -> float:
                data = door.path.read_bytes()
                began = time.perf_counter()
                _bare_save(bare, data)
                return (time.perf_counter() - began) * 1000

            return measured(f"a save with {count:,} keys", "ms", rounds, ours, floor)


def _bare_save(folder: Path, data: bytes) -> None:
    """Write, fsync, rename, fsync of the folder: no lock, no seal, no backup, nothing read back."""
    temporary = folder / f".{token_hex(8)}"
    _then_sync(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), data)
    temporary.replace(folder / "file")
    if sys.platform != "win32":
        _then_sync(os.open(folder, os.O_RDONLY), b"")


def _then_sync(descriptor: int, data: bytes) -> None:
    try:
        if data:
            os.write(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
