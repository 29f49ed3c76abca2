"""What a made-up Secret Service keeps: a file that outlives it, and the sessions it opened."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from secretstorage.dhcrypto import Session
from secretstorage.util import format_secret

Transported = tuple[str, bytes, bytes, str]


class Entries:
    """Attributes and secret of every item, by the item's path."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def all(self) -> dict[str, tuple[dict[str, str], bytes]]:
        if not self._file.exists():
            return {}
        kept = json.loads(self._file.read_text(encoding="utf-8"))
        return {path: (item[0], bytes.fromhex(item[1])) for path, item in kept.items()}

    def put(self, path: str, attributes: Mapping[str, str], secret: bytes) -> None:
        self._write({**self.all(), path: (dict(attributes), secret)})

    def remove(self, path: str) -> None:
        self._write({kept: item for kept, item in self.all().items() if kept != path})

    def matching(self, attributes: Mapping[str, str]) -> list[str]:
        wanted = attributes.items()
        return [path for path, (has, _) in self.all().items() if wanted <= has.items()]

    def of_account(self, account: str) -> list[str]:
        return self.matching({"username": account})

    def _write(self, items: Mapping[str, tuple[dict[str, str], bytes]]) -> None:
        kept = {path: (has, secret.hex()) for path, (has, secret) in items.items()}
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(kept), encoding="utf-8")
        new.replace(self._file)


def dh_session(client_key: bytes) -> Session:
    """The other end of what secretstorage opens."""
    session = Session()
    session.set_server_public_key(int.from_bytes(client_key, "big"))
    return session


def plain_session() -> Session:
    session = Session()
    session.encrypted = False
    return session


def sealed(session: Session, path: str, secret: bytes, content_type: str) -> Transported:
    session.object_path = path
    return format_secret(session, secret, content_type)


def opened(session: Session, transported: Transported) -> bytes:
    _, nonce, body, _ = transported
    if not session.encrypted:
        return bytes(body)
    assert session.aes_key is not None
    decryptor = Cipher(algorithms.AES(session.aes_key), modes.CBC(bytes(nonce))).decryptor()
    padded = decryptor.update(bytes(body)) + decryptor.finalize()
    return padded[: -padded[-1]]
