"""How long opening a full vault takes, beside reading and decrypting the same bytes."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.bench.large_vault import make_vault
from tests.bench.rows import Row, measured
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain

_KEYS = 1000
_LEAST = 400  # bytes of a sealed payload for each key: less is not the vault that was meant


def opening_rows(rounds: int, folder: Path) -> list[Row]:
    """Opening, and opening with the list of keys; no secret is opened in either."""
    door = make_vault(folder, MemoryKeychain(), _KEYS)
    with door.open() as vault:
        data_key = bytes(vault._live.key)

    def bare() -> float:
        return _timed(lambda: _read_and_decrypt(door.path, data_key))

    def listed() -> None:
        with door.open() as vault:
            if len(vault.saved_keys()) != _KEYS:
                raise RuntimeError("keys are missing")

    name = "opening a vault of 1,000 keys"
    return [
        measured(name, "ms", rounds, lambda: _timed(lambda: _open(door)), bare),
        measured(f"{name}, and listing them", "ms", rounds, lambda: _timed(listed), bare),
    ]


def _open(door: VaultDoor) -> None:
    with door.open():
        pass


def _read_and_decrypt(path: Path, data_key: bytes) -> None:
    first, header, body, _ = path.read_bytes().split(b"\n")
    payload = json.loads(header)["payload"]
    key = bytearray(32)
    salt, nonce = (base64.b64decode(payload[name]) for name in ("salt", "nonce"))
    HKDF(SHA256(), 32, salt, b"ROKEYVAULT/1 payload").derive_into(data_key, key)
    bound = first + b"\n" + header + b"\n"
    if len(AESGCM(key).decrypt(nonce, base64.b64decode(body), bound)) < _LEAST * _KEYS:
        raise RuntimeError("not the vault that was meant")


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
