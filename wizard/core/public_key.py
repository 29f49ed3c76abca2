"""The public half of an Ed25519 pair as text: the PEM that the exchange takes, and its one line.

RFC 8410: the key's SubjectPublicKeyInfo is a prefix of 12 bytes and the 32 bytes of the key.
"""

from __future__ import annotations

import base64

_PREFIX = bytes.fromhex("302a300506032b6570032100")
RAW_BYTES = 32
_BEGIN, _END = "-----BEGIN PUBLIC KEY-----\n", "\n-----END PUBLIC KEY-----\n"


def pem_of_raw(raw: bytes) -> str:
    """The PEM of these 32 bytes: three lines, each ending in LF."""
    if len(raw) != RAW_BYTES:
        raise ValueError("An Ed25519 public key has 32 bytes.")
    return f"{_BEGIN}{base64.b64encode(_PREFIX + raw).decode()}{_END}"


def raw_of_pem(pem: str) -> bytes:
    """The 32 bytes of a PEM that `pem_of_raw` made. Raises ValueError for any other spelling."""
    line = pem.removeprefix(_BEGIN).removesuffix(_END)
    try:
        raw = base64.b64decode(line, validate=True).removeprefix(_PREFIX)
    except ValueError:  # also for letters that are not ASCII
        raw = b""
    if len(raw) != RAW_BYTES or pem_of_raw(raw) != pem:
        raise ValueError("This is not the PEM text of an Ed25519 public key.")
    return raw
