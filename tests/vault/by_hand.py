"""Vaults opened and put together by hand, without a door: for files that no program would write."""

from __future__ import annotations

from pathlib import Path

from tests.vault.samples import PASSPHRASE
from wizard.core.secret import Secret
from wizard.vault.file_format import (
    FORMATS,
    Formats,
    Header,
    KeychainSlot,
    PassphraseSlot,
    from_file,
)
from wizard.vault.keychain_slot import open_keychain_slot
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.passphrase_slot import open_passphrase_slot
from wizard.vault.patience import Patience
from wizard.vault.sealed_vault import Contents, open_vault


def data_key(header: Header, keychain: MemoryKeychain | None = None) -> bytearray:
    """What the first slot of the keychain, or of the tests' passphrase, holds.

    Raises SealBrokenError, ProblemError, and LookupError when there is no such slot.
    """
    for slot in header.slots:
        if isinstance(slot, KeychainSlot) and keychain is not None:
            return open_keychain_slot(header.vault_id, slot, keychain, Patience(1))
        if isinstance(slot, PassphraseSlot) and keychain is None:
            return open_passphrase_slot(header.vault_id, slot, Secret(PASSPHRASE))
    raise LookupError("no slot to open")


def opened(
    data: bytes, keychain: MemoryKeychain | None = None, formats: Formats = FORMATS
) -> tuple[Contents, bytearray]:
    """The contents of a vault file, and its data key. Raises what the parts of the vault raise."""
    file = from_file(data, formats)
    key = data_key(file.header, keychain)
    return open_vault(file, key), key


def state_of(path: Path) -> tuple[bytes | None, int, int, int, int]:
    """All that must be as before when a file was left alone; the bytes of a small one."""
    found = path.lstat()
    small = path.is_file() and found.st_size < 10**8
    content = path.read_bytes() if small else None
    return content, found.st_mtime_ns, found.st_ino, found.st_mode, found.st_size
